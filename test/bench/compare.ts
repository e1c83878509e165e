import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { measure, runs } from './measure.ts';
import type { Rounds, Subject } from './measure.ts';
import type { Pair, Row } from './row.ts';
import {
  bareRequest,
  callRequest,
  createRequest,
  CREDENTIAL,
  emulatorWith,
  NO_LIMITS,
  pageRequest,
  send,
  signedRequests,
} from './subjects.ts';
import type { Filled, Gateway } from './subjects.ts';

const CALLS: readonly (readonly [string, (filled: Filled, region?: string) => Request])[] = [
  ['CreateApiGroup', (_filled, region) => createRequest(region)],
  ['DescribeApiGroups, page 1', (filled) => filled.listGroups()],
  ['DescribeModels by id', (filled) => filled.findModel()],
];

/**
 * Three operations through msw, each against a bare handler that is there beside the emulator's.
 * @param intercepted runs its work while msw answers for the emulator and for the bare handler.
 */
export function throughMswRows(
  where: string,
  rounds: Rounds,
  intercepted: (work: (filled: Filled) => Promise<Pair>) => Promise<Pair>,
): Row[] {
  return CALLS.map(([call, request]) => ({
    name: `${where}: ${call} through msw, against a bare handler`,
    bound: 1.15,
    measure: () =>
      intercepted((filled) =>
        measure(
          () => send(request(filled, 'cn-shanghai')),
          () => send(bareRequest()),
          rounds,
        ),
      ),
  }));
}

/** How much of a list's cost is the length of its answer. */
export function pageRow(
  where: string,
  rounds: Rounds,
  intercepted: (work: () => Promise<Pair>) => Promise<Pair>,
): Row {
  return {
    name: `${where}: a handler that answers DescribeApiGroups’ page 1 as a constant, against a bare handler`,
    measure: () =>
      intercepted(() =>
        measure(
          () => send(pageRequest()),
          () => send(bareRequest()),
          rounds,
        ),
      ),
  };
}

/** What three operations cost with 10,000 groups and models, against 100. */
export function countRows(
  where: string,
  rounds: Rounds,
  many: () => Promise<Filled>,
  few: () => Promise<Filled>,
): Row[] {
  return CALLS.map(([call, request]) => ({
    name: `${where}: ${call} with 10,000, against 100`,
    bound: 1.2,
    async measure() {
      const [large, small] = [await many(), await few()];
      return measure(
        () => large.emulator.handle(request(large)),
        () => small.emulator.handle(request(small)),
        rounds,
      );
    },
  }));
}

/** What it costs to verify a signature: the same signed requests, with credentials and without. */
export function signatureRow(where: string, bound: number, rounds: Rounds, options: EmulatorOptions): Row {
  return {
    name: `${where}: CreateApiGroup by \`handle\`, V3 signature verified, against not verified`,
    bound,
    async measure() {
      const requests = await signedRequests(runs(rounds));
      const calls = (more: EmulatorOptions, name: string): Subject => {
        const emulator = createEmulator({ ...options, ...more, limits: NO_LIMITS, name });
        const left = requests.values();
        return async () => {
          // There are as many as runs.
          const response = await emulator.handle(left.next().value!());
          if (!response.ok) throw new Error(await response.text());
        };
      };
      return measure(calls({ credentials: [CREDENTIAL] }, 'verifying'), calls({}, 'trusting'), rounds);
    },
  };
}

/** An API's mock and the list of APIs through msw, each against a bare handler that is there as well. */
export function gatewayRows(
  where: string,
  rounds: Rounds,
  intercepted: (work: (gateway: Gateway) => Promise<Pair>) => Promise<Pair>,
): Row[] {
  const calls: readonly (readonly [string, (gateway: Gateway) => Request])[] = [
    ['a MOCK answer', (gateway) => gateway.callMock()],
    ['DescribeApis, page 1', (gateway) => gateway.listApis()],
  ];
  return calls.map(([call, request]) => ({
    name: `${where}: ${call} through msw, against a bare handler`,
    bound: 1.15,
    measure: () =>
      intercepted((gateway) =>
        measure(
          () => send(request(gateway)),
          () => send(bareRequest()),
          rounds,
        ),
      ),
  }));
}

/** What a call costs in a group of many APIs, against one of few. */
export function apiCountRow(
  where: string,
  { call, request }: { readonly call: string; readonly request: (gateway: Gateway) => Request },
  rounds: Rounds,
  many: () => Promise<Gateway>,
  few: () => Promise<Gateway>,
): Row {
  return {
    name: `${where}: ${call}`,
    bound: 1.2,
    async measure() {
      const [large, small] = [await many(), await few()];
      return measure(
        () => large.emulator.handle(request(large)),
        () => small.emulator.handle(request(small)),
        rounds,
      );
    },
  };
}

/** A MOCK answer with 1,000 APIs and with 10. */
export const mockAmongMany = {
  call: 'a MOCK answer in a group of 1,000 APIs, against 10',
  request: (gateway: Gateway): Request => gateway.callMock(),
};

/** What each API of a fixture costs if the group has 10,000, against one that has 1,000. */
export function seedRow(where: string, rounds: Rounds, options: EmulatorOptions): Row {
  const seeding = (count: number): Subject => {
    const Apis = Array.from({ length: count }, (_, index) => ({
      ApiName: `Forecast_${index}`,
      Path: `/forecast/${index}`,
      Mock: { Body: 'sunny' },
      Stage: 'RELEASE' as const,
    }));
    const groups = [{ GroupName: 'Weather', Apis }];
    return () => createEmulator({ ...options, limits: { apisPerGroup: Infinity } }).seed({ groups });
  };
  return {
    name: `${where}: an API of a fixture with 10,000 in one group, against 1,000`,
    // The heap is larger, and takes longer to be cleared.
    bound: 1.5,
    async measure() {
      const few = seeding(1000);
      const tenTimes = async (): Promise<void> => {
        for (let i = 0; i < 10; i += 1) await few();
      };
      const [large, small] = await measure(seeding(10_000), tenTimes, rounds);
      return [large / 10_000, small / 10_000];
    },
  };
}

/** What a call costs while the devtools are mounted and closed; with the state in memory, so that little else counts. */
export function closedPanelRows(
  where: string,
  rounds: Rounds,
  mount: (emulator: Emulator) => () => void,
): Row[] {
  const calls: readonly (readonly [string, (filled: Filled) => Request])[] = [
    ['DescribeModels by id', (filled) => filled.findModel()],
    ['a call that is refused', () => callRequest({ Action: 'DeleteApiGroup', GroupId: 'none' })],
  ];
  return calls.map(([call, request]) => ({
    name: `${where}: ${call} with the devtools closed, against without them`,
    bound: 1.05,
    async measure() {
      const [watched, alone] = [await emulatorWith(100, IN_MEMORY), await emulatorWith(100, IN_MEMORY)];
      const unmount = mount(watched.emulator);
      try {
        return await measure(
          () => watched.emulator.handle(request(watched)),
          () => alone.emulator.handle(request(alone)),
          rounds,
        );
      } finally {
        unmount();
      }
    },
  }));
}

const IN_MEMORY: EmulatorOptions = { storage: 'memory' };
