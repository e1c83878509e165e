import { isDone, marks, steps } from './steps.ts';
import type { Mark } from './steps.ts';

const KEY = 'weather-portal-tour';
const LEFT = 'left';

/** How far the visitor has come, also on another day. */
export interface Progress {
  readonly isLeft: boolean;
  /** What has been seen to happen since the tour began. */
  readonly seen: ReadonlySet<Mark>;
}

export function readProgress(): Progress {
  const words = readWords();
  const seen = new Set(steps.flatMap((step) => marks[step]).filter((mark) => words.includes(mark)));
  // Clock and limits, and the call that waits, do not outlast the page.
  if (!isDone('throttle', seen)) for (const mark of marks.throttle) seen.delete(mark);
  return { isLeft: words.includes(LEFT), seen };
}

export function keepProgress({ isLeft, seen }: Progress): void {
  try {
    localStorage.setItem(KEY, isLeft ? LEFT : [...seen].join(' '));
  } catch {
    // Where storage is blocked, the next visit begins with the tour.
  }
}

function readWords(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ');
  } catch {
    return [];
  }
}
