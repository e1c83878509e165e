import type { Pair } from './row.ts';

/** Something to measure: does it once. */
export type Subject = () => Promise<unknown>;

/** How thoroughly to measure. */
export interface Rounds {
  /** How often each subject is measured, after a third as many rounds of warming up. */
  readonly rounds: number;
  /** How many runs make one measurement, for what is faster than the clock is fine; 1 if left out. */
  readonly batch?: number;
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  // The index is below the length of a list that is not empty.
  return sorted[sorted.length >> 1]!;
}

/** How often `measure` runs each subject. */
export function runs({ rounds, batch = 1 }: Rounds): number {
  return (Math.ceil(rounds / 3) + rounds) * batch;
}

/**
 * Measures two subjects in turns, each first in every other round, so that whatever else the machine does falls on both
 * alike.
 * @returns the median time of one run of each, in milliseconds.
 */
export async function measure(first: Subject, second: Subject, { rounds, batch = 1 }: Rounds): Promise<Pair> {
  const subjects = [
    { run: first, times: [] as number[] },
    { run: second, times: [] as number[] },
  ];
  for (let round = -Math.ceil(rounds / 3); round < rounds; round += 1) {
    for (const { run, times } of subjects) {
      const start = performance.now();
      for (let i = 0; i < batch; i += 1) await run();
      if (round >= 0) times.push((performance.now() - start) / batch);
    }
    subjects.reverse();
  }
  return [medianOf(subjects, first), medianOf(subjects, second)];
}

function medianOf(
  subjects: readonly { readonly run: Subject; readonly times: readonly number[] }[],
  subject: Subject,
): number {
  return median(subjects.find(({ run }) => run === subject)?.times ?? []);
}
