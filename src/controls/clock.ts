/** The emulator's time, which a test can stop and move. All in milliseconds since 1970. */
export interface Clock {
  /**
   * The time now, according to the `clock` option and what was done here.
   * @throws {TypeError} if the `clock` option gives no time
   */
  now(): number;
  /** Whether it is stopped. */
  readonly isFrozen: boolean;
  /**
   * Stops the clock.
   * @param at the time that it shows from now on; the present one if left out.
   * @throws {TypeError} if that is no time
   */
  freeze(at?: number | Date): void;
  /**
   * Moves the clock, running or stopped; a negative number moves it back.
   * @throws {TypeError} if that is no number of milliseconds
   */
  advance(milliseconds: number): void;
  /** Lets the clock run again, from the time of the `clock` option. */
  resume(): void;
}

/** @param source the `clock` option. */
export function createClock(source: () => number): Clock {
  let frozen: number | undefined;
  let offset = 0;
  const running = (): number => requireTime(source(), 'The clock option must return') + offset;
  return {
    now: () => frozen ?? running(),
    get isFrozen() {
      return frozen !== undefined;
    },
    freeze(at) {
      frozen =
        at === undefined
          ? (frozen ?? running())
          : requireTime(Object(at).valueOf(), 'clock.freeze takes a Date, or');
    },
    advance(milliseconds) {
      if (typeof milliseconds !== 'number' || !Number.isFinite(milliseconds)) {
        throw new TypeError('clock.advance takes a number of milliseconds.');
      }
      const time = requireTime((frozen ?? running()) + milliseconds, 'clock.advance must lead to');
      if (frozen === undefined) offset += milliseconds;
      else frozen = time;
    },
    resume() {
      frozen = undefined;
      offset = 0;
    },
  };
}

/** NaN if the clock gives no time: the call is answered all the same, with the reason. */
export function timeOf(clock: Pick<Clock, 'now'>): number {
  try {
    return clock.now();
  } catch {
    return NaN;
  }
}

function requireTime(time: unknown, words: string): number {
  if (typeof time === 'number' && !Number.isNaN(new Date(time).getTime())) return time;
  throw new TypeError(`${words} a time in milliseconds since 1970.`);
}
