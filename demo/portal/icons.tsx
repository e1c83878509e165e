import type { ReactElement } from 'react';
import type { Condition } from './forecast.ts';

const shapes = {
  plus: 'M8 3v10M3 8h10',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.6h-2.6',
  edit: 'm3 13 .6-2.6 7-7 2 2-7 7L3 13Z',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  warning: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.3v.2',
  lock: 'M4 7.5h8V13H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3',
  clock: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.3',
  send: 'M2.5 8 13.5 3 10 13.5 7.5 9 2.5 8Z',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}

const cloud = 'M14.5 34a7.5 7.5 0 0 1-.6-15A10 10 0 0 1 33 17.5 8.3 8.3 0 0 1 33.7 34Z';

export function Logo(): ReactElement {
  return (
    <svg className="logo" viewBox="0 0 48 48" aria-hidden="true">
      <circle className="sun" cx="31" cy="17" r="9" />
      <path className="cloud" d={cloud} transform="translate(-1 5)" />
    </svg>
  );
}

/** A picture of the weather; the words beside it say the same. */
export function WeatherIcon({ condition }: { readonly condition: Condition }): ReactElement {
  return (
    <svg className="weather-icon" viewBox="0 0 48 48" aria-hidden="true">
      {condition === 'sunny' ? (
        <>
          <circle className="sun" cx="24" cy="24" r="9" />
          <path
            className="rays"
            d="M24 5v5M24 38v5M5 24h5M38 24h5M10.6 10.6l3.5 3.5M33.9 33.9l3.5 3.5M37.4 10.6l-3.5 3.5M14.1 33.9l-3.5 3.5"
          />
        </>
      ) : (
        <>
          {condition === 'cloudy' && <circle className="sun" cx="31" cy="16" r="8" />}
          <path className="cloud" d={cloud} />
          {condition === 'rain' && <path className="drops" d="m17 37-2 5M25 37l-2 5M33 37l-2 5" />}
          {condition === 'snow' && <path className="flakes" d="M16 39h.1M24 42h.1M32 39h.1" />}
        </>
      )}
    </svg>
  );
}
