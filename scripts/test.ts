/** Runs all tests, in Chromium and in the other browsers found. Arguments go to vitest. */
import { ensureEngine } from './engines/install-engine.ts';
import { runTests } from './engines/run-tests.ts';

ensureEngine('chromium');
await runTests(process.argv.slice(2));
