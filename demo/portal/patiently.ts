import { ServiceError } from './cloud-api.ts';

/** A call that was refused, and is made again. */
export interface Wait {
  readonly error: ServiceError;
  /** Of the next try, from 2. */
  readonly number: number;
  readonly of: number;
  readonly milliseconds: number;
  /** Tries at once. */
  hurry(): void;
}

/** How long to wait before the second try, the third, and so on, in milliseconds. */
const PAUSES: readonly number[] = [1000, 2000, 4000, 8000, 8000];

/** The service did nothing, and may do it if it is asked again. */
export function isTemporary(error: unknown): error is ServiceError {
  return error instanceof ServiceError && /^(?:Throttling\b|ServiceUnavailable$)/.test(error.code);
}

/**
 * Does something, and again if the service is busy.
 * @param onWait told before each pause, and with `undefined` when the next try begins.
 * @throws what the last try threw; also when the signal ends a pause
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
  onWait: (wait: Wait | undefined) => void,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const milliseconds = PAUSES[tries - 1];
      if (milliseconds === undefined || !isTemporary(error)) throw error;
      await pause(milliseconds, signal, (hurry) =>
        onWait({ error, number: tries + 1, of: PAUSES.length + 1, milliseconds, hurry }),
      );
      if (signal.aborted) throw error;
      onWait(undefined);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal, begin: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    begin(end);
  });
}
