/** Finds or installs a browser, then runs all tests in it and in Node. Arguments go to vitest. */
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.ts';

const path = ensureBrowser();
console.log(`Browser: ${path}`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: path },
  },
);
process.exitCode = status ?? 1;
