/**
 * Runs the long tests in Node and in all three browsers. TORTURE_SCALE=0.01 makes a hundredth of the rounds. Arguments
 * go to vitest.
 */
import { engineNames } from './engines/find-engine.ts';
import { ensureEngine } from './engines/install-engine.ts';
import { runTests } from './engines/run-tests.ts';

process.env['TORTURE_SCALE'] ??= '1';
for (const name of engineNames) ensureEngine(name);
await runTests(['--project=torture-*', ...process.argv.slice(2)]);
