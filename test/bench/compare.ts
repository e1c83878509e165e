import { measure } from './measure.ts';
import type { Result } from './run.ts';
import { bareRequest, createRequest, send } from './subjects.ts';
import type { Filled } from './subjects.ts';

/** Measures three operations through msw, each against a bare handler that is there beside the emulator's. */
export async function compareWithBare(where: string, filled: Filled, rounds: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const [what, request] of [
    ['CreateApiGroup', () => createRequest('cn-shanghai')],
    ['DescribeApiGroups, page 1', filled.listGroups],
    ['DescribeModels by id', filled.findModel],
  ] as const) {
    const [emulator = NaN, bare = NaN] = await measure(
      [{ run: () => send(request()) }, { run: () => send(bareRequest()) }],
      rounds,
    );
    results.push({
      what: `${where}: ${what} through msw, against a bare handler`,
      emulator,
      bare,
      bound: 1.15,
    });
  }
  return results;
}

/** Measures what three operations cost with 10,000 groups and models, against 100. */
export async function compareCounts(
  where: string,
  many: Filled,
  few: Filled,
  rounds: number,
  batch: number,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [what, request] of [
    ['CreateApiGroup', () => createRequest()],
    ['DescribeApiGroups, page 1', (of) => of.listGroups()],
    ['DescribeModels by id', (of) => of.findModel()],
  ] as const satisfies readonly (readonly [string, (of: Filled) => Request])[]) {
    const [emulator = NaN, bare = NaN] = await measure(
      [many, few].map((of) => ({ run: () => of.emulator.handle(request(of)) })),
      rounds,
      batch,
    );
    results.push({ what: `${where}: ${what} with 10,000, against 100`, emulator, bare, bound: 1.2 });
  }
  return results;
}
