/** What it takes to try the packed package as its users do: outside this project, on the machine's own Node. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19] as const;

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** PATH without the folders that npm puts before the machine's own. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes(`node_modules${sep}.bin`) && !folder.includes('node-gyp-bin'))
  .join(delimiter);

/** The environment of a shell outside this project, with `node` first on PATH: npm then picks what fits that Node. */
export function outside(node: string): NodeJS.ProcessEnv {
  const ours = /^npm_(?:package|lifecycle|command|execpath|node_execpath|config_local_prefix)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
    PATH: `${dirname(node)}${delimiter}${path}`,
  };
}

export interface Run {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** In milliseconds. */
  readonly timeout?: number;
}

/** Runs a command to its end, with its output here. */
export function run(what: string, command: string, parameters: readonly string[], options: Run): void {
  const { error, status, signal } = spawnSync(command, parameters, {
    stdio: 'inherit',
    shell: isWindows,
    ...options,
  });
  if (error !== undefined) throw new Error(`${what} failed: ${error.message}`);
  if (status !== 0) throw new Error(`${what} failed: ${signal ?? `exit code ${status}`}.`);
}

/**
 * The machine's own Node; if it has none, the one that runs this script.
 * @throws {Error} if it is older than what the package supports
 */
export function findNode(): string {
  const name = isWindows ? 'node.exe' : 'node';
  const own = path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
  if (own === undefined) {
    console.log('The machine has no Node of its own: the one of this project is used.');
    return process.execPath;
  }
  const version = versionOf(own);
  const [major = 0, minor = 0] = version;
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return own;
  throw new Error(
    `The machine's Node is ${version.join('.')}; ${OLDEST_NODE.join('.')} or newer is needed. Put a newer one on PATH.`,
  );
}

function versionOf(node: string): readonly number[] {
  const { error, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${node} could not be run: ${error.message}`);
  return stdout.trim().slice(1).split('.').map(Number);
}

/** The major version of the Node at a path. */
export function majorOf(node: string): number {
  return versionOf(node)[0] ?? 0;
}

/** Builds and packs the package into a folder, and gives the path of the tarball. */
export function pack(folder: string): string {
  run('npm run build', 'npm', ['run', 'build'], { cwd: root });
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  run('npm pack', 'npm', ['pack', '--silent', '--pack-destination', packed], { cwd: root });
  const [tarball] = readdirSync(packed);
  if (tarball === undefined) throw new Error('npm pack made no file.');
  return join(packed, tarball);
}
