import { handlers } from 'cloudapi-emulator/handlers';
import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  compareApiCounts,
  compareCounts,
  compareGateway,
  compareSigned,
  compareWithBare,
} from './compare.ts';
import { measure } from './measure.ts';
import type { Result } from './result.ts';
import { bareHandler, bareRequest, createRequest, emulatorWith, gatewayWith } from './subjects.ts';

/** Measures in Node, with the state in memory. */
export async function measureInNode(): Promise<Result[]> {
  const few = await emulatorWith(100, { storage: 'memory' });
  const many = await emulatorWith(10_000, { storage: 'memory' });
  const bare = [bareHandler()];

  const [handle = NaN, constant = NaN] = await measure(
    [
      { run: () => few.emulator.handle(createRequest('cn-beijing')) },
      { run: () => getResponse(bare, bareRequest()) },
    ],
    300,
    20,
  );
  const counts = await compareCounts('Node', many, few, 50, 2);

  const server = setupServer(...handlers(few.emulator), ...bare);
  server.listen();
  const throughMsw = await compareWithBare('Node', few, 600);
  server.close();

  const fewApis = await gatewayWith(10, { storage: 'memory' });
  const manyApis = await gatewayWith(1000, { storage: 'memory' });
  const gatewayServer = setupServer(...handlers(manyApis.emulator), ...bare);
  gatewayServer.listen();
  const gatewayThroughMsw = await compareGateway('Node', manyApis, 600);
  gatewayServer.close();

  return [
    ...throughMsw,
    ...gatewayThroughMsw,
    await compareApiCounts('Node', manyApis, fewApis, 200, 20),
    {
      what: 'Node: `emulator.handle` alone, against msw’s `getResponse` on a bare handler',
      emulator: handle,
      bare: constant,
      bound: 1,
    },
    ...counts,
    // Without a bound: it is about twice, and docs/decisions/0003 says why it cannot be much less.
    await compareSigned('Node', { storage: 'memory' }, 150, 20),
  ];
}
