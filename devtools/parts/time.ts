import { getLocale } from '../locales/locale.ts';

/** A time of day in the user's zone, in 24 hours. */
export function clockTime(time: number): string {
  return Number.isNaN(time) ? '–' : new Date(time).toTimeString().slice(0, 8);
}

/** A date with its time of day, as the user's region writes it. */
export function dateTime(time: number): string {
  return new Date(time).toLocaleString(getLocale() === 'zh' ? 'zh-CN' : undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
}

/** A duration, short. */
export function milliseconds(duration: number): string {
  return duration < 10 ? `${duration.toFixed(1)} ms` : `${Math.round(duration)} ms`;
}
