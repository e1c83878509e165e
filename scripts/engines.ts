/** Installs the browsers that are missing and runs all tests in all three. Arguments go to vitest. */
import { engineNames } from './engines/find-engine.ts';
import { ensureEngine } from './engines/install-engine.ts';
import { runTests } from './engines/run-tests.ts';

for (const name of engineNames) ensureEngine(name);
await runTests(process.argv.slice(2));
