/** A timer that is to take longer fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Does something that may take long, and gives up after so many milliseconds.
 * @param work is given a signal that tells it to stop.
 * @param late makes the error that is thrown then.
 */
export async function within<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result> | Result,
  late: () => Error,
): Promise<Result> {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      timer = setTimeout(
        () => {
          const error = late();
          reject(error);
          stop.abort(error);
        },
        Math.min(milliseconds, LONGEST_TIMER),
      );
      // A function, so that what it throws rejects as well.
      Promise.resolve()
        .then(() => work(stop.signal))
        .then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
