/** One thing to measure; `run` does it once. */
interface Subject {
  run(): Promise<unknown>;
}

/** The middle one of some numbers. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  // The index is below the length of a list that is not empty.
  return sorted[sorted.length >> 1]!;
}

/**
 * Measures subjects in turns, so that whatever else the machine does falls on all of them alike.
 * @param rounds how often each is measured, after a tenth as many rounds of warming up.
 * @param batch how many runs make one measurement, for what is faster than the clock is fine.
 * @returns the median time of one run of each, in milliseconds, in the order of the subjects.
 */
export async function measure(subjects: readonly Subject[], rounds: number, batch = 1): Promise<number[]> {
  const times: number[][] = subjects.map(() => []);
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    for (const [index, subject] of subjects.entries()) {
      const start = performance.now();
      for (let i = 0; i < batch; i += 1) await subject.run();
      if (round >= 0) times[index]?.push((performance.now() - start) / batch);
    }
  }
  return times.map(median);
}
