import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What stands in a build that has the emulator or msw inside, and in no application of test/frameworks. */
const TRACE = /RepeatedApiGroup|cloudapi-emulator|mockServiceWorker|setupWorker|setupEmulator/g;

/** The files of a build that an application loads, by their paths. */
function textsOf(folder: string): readonly (readonly [file: string, text: string])[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // A source map has the application's own source. Nothing registers the worker script, which every framework copies
      // from the folder `public`.
      .filter((entry) => entry.isFile() && !/\.map$|^mockServiceWorker\.js$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.slice(folder.length).includes(`${sep}cache${sep}`))
      .map((file) => [file, readFileSync(file, 'utf8')] as const)
  );
}

function tracesIn(folder: string): readonly string[] {
  return textsOf(folder).flatMap(([file, text]) =>
    [...new Set(text.match(TRACE))].map((trace) => `${file}: ${trace}`),
  );
}

/** Checks that nothing of the emulator is in a production build, and that the application is. */
export function expectClean(folder: string): void {
  const hasApplication = textsOf(folder).some(([, text]) => text.includes('/api/cloudapi'));
  ok(hasApplication, `${folder} has no application.`);
  deepEqual(tracesIn(folder), [], 'The production build has the emulator inside.');
}

/** Checks that the emulator is in a build. */
export function expectTraces(folder: string): void {
  ok(
    tracesIn(folder).some((trace) => trace.endsWith('RepeatedApiGroup')),
    `${folder} has no emulator.`,
  );
}
