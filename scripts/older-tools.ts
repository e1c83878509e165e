/**
 * Installs the packed package beside msw 2.15 and vitest 4.1 in an empty project, and lets the machine's own Node run
 * what is in scripts/older-tools there.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19] as const;
const DEPENDENCIES = [
  'msw@2.15',
  'vitest@4.1',
  '@alicloud/pop-core@^1.8',
  '@alicloud/cloudapi20160714@4.7.8',
];
const SMOKE_TIMEOUT = 3 * 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** PATH without the folders that npm puts before the machine's own. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes(`node_modules${sep}.bin`) && !folder.includes('node-gyp-bin'))
  .join(delimiter);

/** The environment of a shell outside this project: npm's settings for this run stay here. */
const outside: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:package|lifecycle|command|execpath|node_execpath|config_local_prefix)/.test(name),
    ),
  ),
  PATH: path,
};

interface Run {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
}

/** Runs a command to its end, with its output here. */
function run(what: string, command: string, parameters: readonly string[], options: Run): void {
  const { error, status, signal } = spawnSync(command, parameters, {
    stdio: 'inherit',
    shell: isWindows,
    ...options,
  });
  if (error !== undefined) throw new Error(`${what} failed: ${error.message}`);
  if (status !== 0) throw new Error(`${what} failed: ${signal ?? `exit code ${status}`}.`);
}

/** The machine's own Node; where there is none, the one that runs this script. */
function findNode(): string {
  const name = isWindows ? 'node.exe' : 'node';
  const own = path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
  if (own !== undefined) return own;
  console.log('The machine has no Node of its own: the one of this project is used.');
  return process.execPath;
}

/** Refuses a Node that the package does not support. */
function requireVersion(node: string): void {
  const { error, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`The machine's Node could not be run: ${error.message}`);
  const version = stdout.trim();
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `The machine's Node is ${version}; ${OLDEST_NODE.join('.')} or newer is needed. Put a newer one on PATH.`,
  );
}

function check(folder: string): void {
  const node = findNode();
  requireVersion(node);
  run('npm run build', 'npm', ['run', 'build'], { cwd: root });

  const packed = join(folder, 'packed');
  mkdirSync(packed);
  run('npm pack', 'npm', ['pack', '--silent', '--pack-destination', packed], { cwd: root });
  const [tarball] = readdirSync(packed);
  if (tarball === undefined) throw new Error('npm pack made no file.');

  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  // npm itself runs on the same Node, so that it picks what fits there.
  const env = { ...outside, PATH: `${dirname(node)}${delimiter}${path}` };
  const install = ['install', '--no-audit', '--no-fund', join(packed, tarball), ...DEPENDENCIES];
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
