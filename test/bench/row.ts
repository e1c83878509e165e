/** One line of the table: one thing measured against another. */
export interface Row {
  readonly name: string;
  /** The most that the first may take, as a multiple of the second; none for what is measured for comparison only. */
  readonly bound?: number;
  /** Measures both once, in milliseconds. */
  measure(): Promise<Pair>;
}

/** The time of one run of each of two subjects, in milliseconds. */
export type Pair = readonly [measured: number, comparedWith: number];

/** What one pass came to in one row. */
export interface Result {
  readonly name: string;
  readonly bound: number | undefined;
  readonly times: Pair;
}

/** Whether a row is one of those asked for: its name contains each of the words, in any case. */
export function isChosen({ name }: Pick<Row, 'name'>, words: readonly string[]): boolean {
  return words.every((word) => name.toLowerCase().includes(word.toLowerCase()));
}

/** Measures the rows asked for, one after another. */
export async function measureRows(rows: readonly Row[], words: readonly string[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const row of rows) {
    if (!isChosen(row, words)) continue;
    results.push({ name: row.name, bound: row.bound, times: await row.measure() });
  }
  return results;
}

/** Makes something on its first use: only the rows asked for are to pay for it. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
