import type { Emulator } from 'cloudapi-emulator';
import { mountDevtools } from 'cloudapi-emulator/devtools';
import { handlers } from 'cloudapi-emulator/handlers';
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import {
  apiCountRow,
  closedPanelRows,
  countRows,
  gatewayRows,
  mockAmongMany,
  pageRow,
  signatureRow,
  throughMswRows,
} from '../compare.ts';
import { measure } from '../measure.ts';
import { measureRows, once } from '../row.ts';
import type { Pair, Row } from '../row.ts';
import { bareHandler, bareRequest, emulatorWith, gatewayWith, pageHandler, send } from '../subjects.ts';
import type { Filled, Gateway } from '../subjects.ts';

const FLOOR_URL = 'https://floor.example.com/';

/** What no handler can do without that keeps anything: one record, written with IndexedDB itself. */
async function writingHandler() {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('floor', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('records', { autoIncrement: true });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The database cannot be opened.')),
    );
  });
  return http.all(FLOOR_URL, async () => {
    const transaction = database.transaction('records', 'readwrite', { durability: 'relaxed' });
    transaction.objectStore('records').add({ GroupName: 'Weather' });
    transaction.commit();
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    return HttpResponse.json({ GroupName: 'Weather' });
  });
}

const few = once(() => emulatorWith(100, { name: 'few' }));
const many = once(() => emulatorWith(10_000, { name: 'many' }));

const fewApis = once(() => gatewayWith(10, { name: 'few-apis' }));
const manyApis = once(() => gatewayWith(1000, { name: 'many-apis' }));

/** The emulator that the worker lets answer now. */
let answering: Emulator;

const worker = once(async () => {
  const filled = await few();
  const { emulator } = filled;
  const current: Emulator = {
    ...emulator,
    handle: (request, context) => answering.handle(request, context),
    answer: (request, context) => answering.answer(request, context),
  };
  // As most pages start it: with msw's own log of every request.
  return setupWorker(
    ...handlers(current),
    bareHandler(),
    await pageHandler(filled),
    await writingHandler(),
  ).start();
});

async function intercepted<Subject extends Filled | Gateway>(
  subject: Subject,
  work: (subject: Subject) => Promise<Pair>,
): Promise<Pair> {
  answering = subject.emulator;
  await worker();
  return work(subject);
}

const rows: readonly Row[] = [
  ...throughMswRows('Chromium', { rounds: 300 }, async (work) => intercepted(await few(), work)),
  pageRow('Chromium', { rounds: 300 }, async (work) => intercepted(await few(), work)),
  ...gatewayRows('Chromium', { rounds: 300 }, async (work) => intercepted(await manyApis(), work)),
  apiCountRow('Chromium', mockAmongMany, { rounds: 60, batch: 5 }, manyApis, fewApis),
  {
    name: 'Chromium: a handler that only writes one record, against a bare handler',
    measure: async () =>
      intercepted(await few(), () =>
        measure(
          () => send(new Request(FLOOR_URL, { method: 'POST' })),
          () => send(bareRequest()),
          { rounds: 300 },
        ),
      ),
  },
  ...countRows('Chromium', { rounds: 60, batch: 5 }, many, few),
  ...closedPanelRows('Chromium', { rounds: 120, batch: 50 }, mountDevtools),
  signatureRow('Chromium', 1.25, { rounds: 60, batch: 5 }, {}),
];

const results = await measureRows(rows, new URL(location.href).searchParams.getAll('row'));
Object.assign(globalThis, { results });
