/**
 * Installs the packed package into each project of test/frameworks, in a temporary folder, and checks it there: with
 * msw 2.15 on the machine's own Node, and with msw 3 on this project's. `npm run frameworks next jest` takes those two.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeNode24, checks } from './frameworks/checks.ts';
import { layOutApplication } from './frameworks/lay-out-application.ts';
import { endAll, makeProject } from './frameworks/project.ts';
import { findNode, majorOf, outside, pack } from './outside.ts';

const projects = new URL('../test/frameworks/', import.meta.url);
const INSTALL = 'npm install --no-audit --no-fund --prefer-offline';

interface Attempt {
  readonly name: string;
  readonly folder: string;
  readonly msw: string;
  /** The path of the Node that runs it. */
  readonly node: string;
  /** The path of the packed package. */
  readonly tarball: string;
}

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

/** Lays out a project's files anew, because a check may have changed them; what is installed stays. */
function layOut(name: string, folder: string): void {
  const project = fileURLToPath(new URL(name, projects));
  // What a framework has compiled with another msw.
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
  if (existsSync(join(project, 'src'))) layOutApplication(folder);
  // After that, because a project may have a file of its own for one of the application's.
  cpSync(project, folder, { recursive: true });
}

/** Installs and checks a project with one version of msw. */
async function check({ name, folder, msw, node, tarball }: Attempt): Promise<void> {
  layOut(name, folder);
  const project = makeProject(folder, outside(node));
  try {
    await project.run(`${INSTALL} ${tarball} msw@${msw}`);
    await project.run('msw init public --save');
    await checks[name]!(project);
  } catch (error) {
    console.error(project.report());
    throw error;
  } finally {
    await project.close();
  }
}

/** The same, with its result, which is printed. */
async function attempt(parameters: Attempt): Promise<Result> {
  const { name, msw, node } = parameters;
  const began = Date.now();
  let result = 'passed';
  if (beforeNode24.has(name) && majorOf(node) >= 24) {
    result = 'skipped: needs a Node before 24';
  } else {
    await check(parameters).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      result = 'failed';
      process.exitCode = 1;
    });
  }
  const seconds = Math.round((Date.now() - began) / 1_000);
  console.log(`${name} with msw ${msw}: ${result} (${seconds} s)`);
  return { framework: name, msw, result, seconds };
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
  const own = findNode();
  for (const name of names) {
    const common = { name, folder: join(folder, name), tarball };
    results.push(await attempt({ ...common, msw: '2.15.0', node: own }));
    results.push(
      await attempt({ ...common, msw: '3.0.5', node: beforeNode24.has(name) ? own : process.execPath }),
    );
    rmSync(common.folder, { recursive: true, force: true });
  }
  console.table(results);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await end();
}
