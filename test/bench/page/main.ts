import { handlers } from 'cloudapi-emulator/handlers';
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import {
  compareApiCounts,
  compareCounts,
  compareGateway,
  compareSigned,
  compareWithBare,
} from '../compare.ts';
import { measure } from '../measure.ts';
import type { Result } from '../result.ts';
import { bareHandler, bareRequest, emulatorWith, gatewayWith, send } from '../subjects.ts';

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

const few = await emulatorWith(100, { name: 'few' });
const many = await emulatorWith(10_000, { name: 'many' });
const worker = setupWorker(...handlers(few.emulator), bareHandler(), await writingHandler());
// As most pages start it: with msw's own log of every request.
await worker.start();

const fewApis = await gatewayWith(10, { name: 'few-apis' });
const manyApis = await gatewayWith(1000, { name: 'many-apis' });
const throughMsw = await compareWithBare('Chromium', few, 300);
const [floor = NaN, bare = NaN] = await measure(
  [{ run: () => send(new Request(FLOOR_URL, { method: 'POST' })) }, { run: () => send(bareRequest()) }],
  300,
);
// In the place of the other emulator's, which would answer DescribeApis.
worker.resetHandlers(...handlers(manyApis.emulator), bareHandler());
const gatewayThroughMsw = await compareGateway('Chromium', manyApis, 300);
const results: Result[] = [
  ...throughMsw,
  ...gatewayThroughMsw,
  await compareApiCounts('Chromium', manyApis, fewApis, 100, 10),
  { what: 'Chromium: a handler that only writes one record, against a bare handler', emulator: floor, bare },
  ...(await compareCounts('Chromium', many, few, 60, 5)),
  await compareSigned('Chromium', {}, 100, 5, 1.25),
];
Object.assign(globalThis, { results });
