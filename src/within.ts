/** A timer that is to take longer fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How a wait is limited; in `globalThis`, a test may have put others in their place. */
type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>;

/** The timers as they were before a test put its own in their place. */
export const realTimers: Timers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
};

/** How long something that was told to stop has for its last word, in milliseconds. */
const LAST_WORD = 100;

/**
 * Does something that may take long, and gives up after so many milliseconds.
 * @param work is given a signal that tells it to stop.
 * @param late makes the error that is thrown then.
 * @param stop gives it up earlier when it is aborted, with its reason; what is done by then, or at once, still counts.
 */
export async function within<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result> | Result,
  late: () => Error,
  timers: Timers = globalThis,
  stop = new AbortController(),
): Promise<Result> {
  // Not as methods: a browser's know no other owner than the window.
  const { setTimeout: startTimer, clearTimeout: stopTimer } = timers;
  const { setTimeout: startReal } = realTimers;
  let timer: ReturnType<typeof startTimer> | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      timer = startTimer(
        () => {
          const error = late();
          reject(error);
          stop.abort(error);
        },
        Math.min(milliseconds, LONGEST_TIMER),
      );
      stop.signal.addEventListener('abort', () => startReal(() => reject(stop.signal.reason), LAST_WORD));
      // A function, so that what it throws rejects as well.
      Promise.resolve()
        .then(() => work(stop.signal))
        .then(resolve, reject);
    });
  } finally {
    stopTimer(timer);
  }
}

/** How long the rest of a body may let a call wait, in milliseconds. The emulator's own figure. */
export const PATIENCE = 10_000;

/**
 * Reads a body, and gives up if it does not end. By the real timers: to a test that moves its own ahead by a minute, each
 * body would seem never to end.
 * @param late makes the error that is thrown then.
 */
export function withPatience<Body>(read: () => Promise<Body>, late: () => Error): Promise<Body> {
  return within(PATIENCE, read, late, realTimers);
}
