import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in a build that has the emulator or msw inside, and in no application of test/frameworks. */
const TRACE = /RepeatedApiGroup|cloudapi-emulator|mockServiceWorker|setupWorker|setupEmulator/g;

/** Checks that nothing of the emulator is in a production build, and that the application is. */
export function expectClean(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    // A source map has the application's own source, and a cache is not deployed. The worker script is in the folder
    // `public`, which every framework copies; nothing registers it.
    .filter((entry) => entry.isFile() && !/\.map$|^mockServiceWorker\.js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.slice(folder.length).includes('/cache/'));
  const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const);
  ok(
    texts.some(([, text]) => text.includes('/api/cloudapi')),
    `${folder} has no application.`,
  );
  const traces = texts.flatMap(([file, text]) =>
    [...new Set(text.match(TRACE))].map((trace) => `${file}: ${trace}`),
  );
  deepEqual(traces, [], 'The production build has the emulator inside.');
}
