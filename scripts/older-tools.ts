/**
 * Installs the packed package beside msw 2.15 and vitest 4.1 in an empty project, and lets the machine's own Node run
 * what is in scripts/older-tools there.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode, outside, pack, run } from './outside.ts';

const DEPENDENCIES = [
  'msw@2.15',
  'vitest@4.1',
  '@alicloud/pop-core@^1.8',
  '@alicloud/cloudapi20160714@4.7.8',
];
const SMOKE_TIMEOUT = 3 * 60_000;

function check(folder: string): void {
  const node = findNode();
  const tarball = pack(folder);
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const env = outside(node);
  const install = ['install', '--no-audit', '--no-fund', tarball, ...DEPENDENCIES];
  run('npm install', 'npm', install, { cwd: project, env });

  for (const file of ['smoke.mjs', 'smoke.test.mjs'])
    copyFileSync(new URL(`./older-tools/${file}`, import.meta.url), join(project, file));
  const options = { cwd: project, env, timeout: SMOKE_TIMEOUT };
  run('The smoke test', node, ['smoke.mjs'], options);
  run('The smoke test with vitest', node, ['node_modules/vitest/vitest.mjs', 'run'], options);
}

const folder = mkdtempSync(join(tmpdir(), 'cloudapi-emulator-'));
try {
  check(folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
