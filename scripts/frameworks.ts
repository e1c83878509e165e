/**
 * Installs the packed package into each project of test/frameworks, in a temporary folder, and checks it there: with
 * msw 2.15 on the machine's own Node, and with msw 3 on this project's. `npm run frameworks next jest` takes those two.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checks } from './frameworks/checks.ts';
import { endAll, makeProject } from './frameworks/project.ts';
import { findNode, outside, pack } from './outside.ts';

const projects = new URL('../test/frameworks/', import.meta.url);
const INSTALL = 'npm install --no-audit --no-fund --prefer-offline';

interface Result {
  readonly framework: string;
  readonly msw: string;
  readonly result: string;
  readonly seconds: number;
}

function namesOf(wanted: readonly string[]): readonly string[] {
  const all = Object.keys(checks);
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no framework "${unknown}". There are: ${all.join(', ')}.`);
  return wanted.length === 0 ? all : wanted;
}

/** Lays a project out and runs its check with one version of msw. */
async function check(name: string, folder: string, msw: string, node: string, tarball: string): Promise<void> {
  const project = makeProject(folder, msw, outside(node));
  try {
    await project.run(`${INSTALL} ${tarball} msw@${msw}`);
    await project.run('msw init public');
    await checks[name]!(project);
  } finally {
    await project.close();
  }
}

async function checkBoth(name: string, folder: string, tarball: string): Promise<readonly Result[]> {
  const results: Result[] = [];
  const matrix = [
    ['2.15.0', findNode()],
    ['3.0.5', process.execPath],
  ] as const;
  for (const [msw, node] of matrix) {
    const began = Date.now();
    // Its code anew, because a check may change it; what is installed stays.
    for (const from of [new URL('app/', projects), new URL(`${name}/`, projects)]) {
      if (from.href.endsWith('/app/') && !existsSync(new URL(`${name}/src`, projects))) continue;
      const to = from.href.endsWith('/app/') ? join(folder, 'src') : folder;
      cpSync(from, to, { recursive: true });
    }
    let result = 'passed';
    try {
      await check(name, folder, msw, node, tarball);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      result = 'failed';
      process.exitCode = 1;
    }
    const seconds = Math.round((Date.now() - began) / 1_000);
    console.log(`${name} with msw ${msw}: ${result} in ${seconds} s`);
    results.push({ framework: name, msw, result, seconds });
  }
  return results;
}

// Not named after the package: frameworks write the path into what they build, which is searched for that name.
const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));

async function end(): Promise<void> {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end().finally(() => process.exit(1)));
}

try {
  const names = namesOf(process.argv.slice(2));
  const tarball = pack(folder);
  const results: Result[] = [];
  for (const name of names) {
    const place = join(folder, name);
    results.push(...(await checkBoth(name, place, tarball)));
    rmSync(place, { recursive: true, force: true });
  }
  console.table(results);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await end();
}
