import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { measure } from './measure.ts';
import type { Result } from './result.ts';
import { bareRequest, createRequest, CREDENTIAL, NO_LIMITS, send, signedRequests } from './subjects.ts';
import type { Filled, Gateway } from './subjects.ts';

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

/** Measures an API's mock and the list of APIs through msw, each against a bare handler that is there as well. */
export async function compareGateway(where: string, gateway: Gateway, rounds: number): Promise<Result[]> {
  const results: Result[] = [];
  for (const [what, request] of [
    ['a MOCK answer', gateway.callMock],
    ['DescribeApis, page 1', gateway.listApis],
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

/** Measures what a MOCK answer costs in a group of 1,000 APIs, against one of 10. */
export async function compareApiCounts(
  where: string,
  many: Gateway,
  few: Gateway,
  rounds: number,
  batch: number,
): Promise<Result> {
  const [emulator = NaN, bare = NaN] = await measure(
    [many, few].map((of) => ({ run: () => of.emulator.handle(of.callMock()) })),
    rounds,
    batch,
  );
  return { what: `${where}: a MOCK answer in a group of 1,000 APIs, against 10`, emulator, bare, bound: 1.2 };
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

/** Measures what it costs to verify a signature: the same signed requests, with credentials and without. */
export async function compareSigned(
  where: string,
  options: EmulatorOptions,
  rounds: number,
  batch: number,
  bound?: number,
): Promise<Result> {
  const emulators = [{ credentials: [CREDENTIAL] }, {}].map((more, index) =>
    createEmulator({ ...options, ...more, limits: NO_LIMITS, name: `signed-${index}` }),
  );
  const requests = await signedRequests(Math.ceil(rounds * 1.1 + 1) * batch);
  const [emulator = NaN, bare = NaN] = await measure(
    emulators.map((one) => {
      let next = 0;
      return {
        run: async () => {
          const request = requests[next]?.();
          next += 1;
          const response = request && (await one.handle(request));
          if (response?.ok !== true) throw new Error(await response?.text());
        },
      };
    }),
    rounds,
    batch,
  );
  return {
    what: `${where}: \`emulator.handle\` of a CreateApiGroup whose V3 signature is verified, against one whose is not`,
    emulator,
    bare,
    ...(bound === undefined ? {} : { bound }),
  };
}
