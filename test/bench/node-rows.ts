import { handlers } from 'cloudapi-emulator/handlers';
import { getResponse } from 'msw';
import type { HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import {
  apiCountRow,
  countRows,
  gatewayRows,
  mockAmongMany,
  pageRow,
  seedRow,
  signatureRow,
  throughMswRows,
} from './compare.ts';
import { measure } from './measure.ts';
import { dataHandler } from './msw-data.ts';
import { once } from './row.ts';
import type { Pair, Row } from './row.ts';
import {
  bareHandler,
  bareRequest,
  createRequest,
  emulatorWith,
  gatewayWith,
  pageHandler,
} from './subjects.ts';
import type { Filled, Gateway } from './subjects.ts';

/** What is measured in Node, with the state in memory. */
export function nodeRows(): Row[] {
  const few = once(() => emulatorWith(100, { storage: 'memory' }));
  const many = once(() => emulatorWith(10_000, { storage: 'memory' }));
  const fewApis = once(() => gatewayWith(10, { storage: 'memory' }));
  const manyApis = once(() => gatewayWith(1000, { storage: 'memory' }));
  const mostApis = once(() => gatewayWith(10_000, { storage: 'memory' }));
  const bare = [bareHandler()];
  return [
    ...throughMswRows('Node', { rounds: 2000 }, async (work) => intercepted(await few(), bare, work)),
    pageRow('Node', { rounds: 2000 }, async (work) =>
      intercepted(await few(), [...bare, await pageHandler(await few())], work),
    ),
    ...gatewayRows('Node', { rounds: 2000 }, async (work) => intercepted(await manyApis(), bare, work)),
    apiCountRow('Node', mockAmongMany, { rounds: 150, batch: 20 }, manyApis, fewApis),
    apiCountRow(
      'Node',
      {
        call: 'CreateApi in a group of 10,000 APIs, against 1,000',
        request: (gateway) => gateway.createApi(),
      },
      { rounds: 150, batch: 5 },
      mostApis,
      manyApis,
    ),
    seedRow('Node', { rounds: 6 }, { storage: 'memory' }),
    {
      name: 'Node: CreateApiGroup by `handle` alone, against msw’s `getResponse` on a bare handler',
      bound: 1,
      async measure() {
        const { emulator } = await few();
        return measure(
          () => emulator.handle(createRequest('cn-beijing')),
          () => getResponse(bare, bareRequest()),
          { rounds: 300, batch: 20 },
        );
      },
    },
    ...countRows('Node', { rounds: 150, batch: 5 }, many, few),
    signatureRow('Node', 1.5, { rounds: 150, batch: 20 }, { storage: 'memory' }),
    ...[2000, 10_000].map((count) => againstData(count)),
  ];
}

/** Does its work while msw answers for the emulator and for the bare handler. */
async function intercepted<Subject extends Filled | Gateway>(
  subject: Subject,
  bare: readonly HttpHandler[],
  work: (subject: Subject) => Promise<Pair>,
): Promise<Pair> {
  const server = setupServer(...handlers(subject.emulator), ...bare);
  server.listen();
  try {
    return await work(subject);
  } finally {
    server.close();
  }
}

function againstData(count: number): Row {
  return {
    name: `Node: CreateApiGroup by \`getResponse\` with ${count.toLocaleString('en')} groups, against a handler on @msw/data`,
    bound: 1,
    async measure() {
      const { emulator } = await emulatorWith(count, { storage: 'memory' });
      const [own, data] = [handlers(emulator), [await dataHandler(count)]];
      return measure(
        () => created(getResponse(own, createRequest())),
        () => created(getResponse(data, createRequest())),
        { rounds: 60, batch: 2 },
      );
    },
  };
}

async function created(answer: Promise<Response | undefined>): Promise<void> {
  const response = await answer;
  if (response?.ok !== true) throw new Error((await response?.text()) ?? 'No handler has answered.');
}
