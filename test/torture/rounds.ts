import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The share of a full run that is asked for by the environment variable TORTURE_SCALE, above 0 and up to 1. */
    tortureScale: number;
  }
}

/**
 * How many rounds a test makes in this run, at least one.
 * @param full what `npm run torture` makes if it is not told to make less.
 */
export function rounds(full: number): number {
  return Math.max(1, Math.ceil(full * inject('tortureScale')));
}
