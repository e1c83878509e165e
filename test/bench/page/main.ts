import { handlers } from 'cloudapi-emulator/handlers';
import { setupWorker } from 'msw/browser';
import { measure } from '../measure.ts';
import type { Result } from '../run.ts';
import { bareHandler, bareRequest, createRequest, emulatorWith, send } from '../subjects.ts';

const few = await emulatorWith(100, { name: 'few' });
const many = await emulatorWith(10_000, { name: 'many' });
const worker = setupWorker(...handlers(few), bareHandler());
await worker.start({ quiet: true });

const [create = NaN, plain = NaN] = await measure(
  [
    { name: 'CreateApiGroup', run: () => send(createRequest('cn-shanghai')) },
    { name: 'bare', run: () => send(bareRequest()) },
  ],
  300,
);
const [ofMany = NaN, ofFew = NaN] = await measure(
  [
    { name: '10,000 groups', run: () => many.handle(createRequest()) },
    { name: '100 groups', run: () => few.handle(createRequest()) },
  ],
  200,
);

const results: Result[] = [
  {
    what: 'Chromium: CreateApiGroup through msw, against a bare handler',
    emulator: create,
    bare: plain,
    bound: 1.15,
  },
  {
    what: 'Chromium: CreateApiGroup with 10,000 groups, against 100',
    emulator: ofMany,
    bare: ofFew,
    bound: 1.2,
  },
];
Object.assign(globalThis, { results });
