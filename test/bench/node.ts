import { handlers } from 'cloudapi-emulator/handlers';
import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { measure } from './measure.ts';
import type { Result } from './run.ts';
import { bareHandler, bareRequest, createRequest, emulatorWith, send } from './subjects.ts';

/** Measures in Node, with the state in memory. */
export async function measureInNode(): Promise<Result[]> {
  const few = await emulatorWith(100, { storage: 'memory' });
  const many = await emulatorWith(10_000, { storage: 'memory' });
  const bare = [bareHandler()];

  const [handle = NaN, constant = NaN] = await measure(
    [
      { name: 'handle', run: () => few.handle(createRequest('cn-beijing')) },
      { name: 'getResponse', run: () => getResponse(bare, bareRequest()) },
    ],
    300,
    20,
  );
  const [ofMany = NaN, ofFew = NaN] = await measure(
    [
      { name: '10,000 groups', run: () => many.handle(createRequest()) },
      { name: '100 groups', run: () => few.handle(createRequest()) },
    ],
    50,
    2,
  );

  const server = setupServer(...handlers(few), ...bare);
  server.listen();
  const [create = NaN, plain = NaN] = await measure(
    [
      { name: 'CreateApiGroup', run: () => send(createRequest('cn-shanghai')) },
      { name: 'bare', run: () => send(bareRequest()) },
    ],
    600,
  );
  server.close();

  return [
    {
      what: 'Node: CreateApiGroup through msw, against a bare handler',
      emulator: create,
      bare: plain,
      bound: 1.15,
    },
    {
      what: 'Node: `emulator.handle` alone, against msw’s `getResponse` on a bare handler',
      emulator: handle,
      bare: constant,
      bound: 1,
    },
    {
      what: 'Node: CreateApiGroup with 10,000 groups, against 100',
      emulator: ofMany,
      bare: ofFew,
      bound: 1.2,
    },
  ];
}
