/** What is checked in each project of test/frameworks, by the name of its folder. */
import { match } from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClean, expectTraces } from './expect-clean.ts';
import { expectDevtools, expectWorkingPage } from './expect-page.ts';
import { layOutApplication } from './lay-out-application.ts';
import { checkNext } from './next.ts';
import type { Project } from './project.ts';

type Check = (project: Project) => Promise<void>;

/** A page that is served in development, and then built. */
function served(dev: string, build: string): Check {
  return async (project) => {
    const server = await project.serve(dev);
    await expectWorkingPage(await project.open(server.address));
    await project.close();
    const built = join(project.folder, 'dist');
    await project.run(build);
    expectClean(built);
  };
}

async function checkVite(project: Project): Promise<void> {
  const serve = 'vite --host 127.0.0.1 --port PORT --strictPort';
  await served(serve, 'vite build')(project);
  await project.run('tsc');
  // By the condition of the other bundlers, which Vite knows too.
  layOutApplication(project.folder);
  await project.run('vite build');
  expectClean(join(project.folder, 'dist'));
  // The search itself, by a build that has the emulator inside.
  await project.run('vite build', { NODE_ENV: 'development' });
  expectTraces(join(project.folder, 'dist'));
  // StrictMode starts it twice, or starts it, stops it and starts it again.
  const server = await project.serve(serve);
  await expectWorkingPage(await project.open(`${server.address}/effect.html`));
  const page = await project.open(`${server.address}/cleanup.html`);
  await expectWorkingPage(page);
  await expectDevtools(page);
}

async function checkSvelteKit(project: Project): Promise<void> {
  await project.run('msw init static');
  await served('vite --host 127.0.0.1 --port PORT --strictPort', 'vite build')(project);
}

async function checkJest(project: Project): Promise<void> {
  for (const config of ['jest.config.js', 'jest.ts-jest.config.js', 'jest.swc.config.js'])
    match(await project.run(`jest --config ${config}`), /Tests: +3 passed, 3 total/);
}

async function checkNodeTest(project: Project): Promise<void> {
  match(await project.run('node --test --test-reporter=tap'), /^# pass 3\n# fail 0$/m);
}

/** Tests of vitest, as many as are expected, with each of these configurations, or with that of the recipe. */
function vitest(tests: number, options: readonly string[] = ['']): Check {
  return async (project) => {
    for (const option of options) {
      const output = await project.run(`vitest run --no-color${option}`);
      match(output, new RegExp(`Tests +${tests} passed \\(${tests}\\)`));
    }
  };
}

async function checkBackEnd(project: Project): Promise<void> {
  await vitest(3)(project);
  await project.run('tsc');
}

/** What a consumer's compiler says, by each kind of module resolution. */
async function checkTypes(project: Project): Promise<void> {
  const consumer = join(project.folder, 'consumer.ts');
  // The same as an ES module, which node16 resolves by other conditions.
  copyFileSync(consumer, join(project.folder, 'consumer-esm.mts'));
  for (const resolution of ['node', 'node16', 'bundler'])
    await project.run(`tsc -p tsconfig.${resolution}.json`);
  // TypeScript 7 has no moduleResolution node.
  for (const resolution of ['node16', 'bundler'])
    await project.run(`node node_modules/typescript-7/bin/tsc -p tsconfig.${resolution}.json`);
  await vitest(1)(project);
}

/** Those that do not run on Node 24: one of Umi's dependencies binds to `http_parser`, which it no longer has. */
export const beforeNode24: ReadonlySet<string> = new Set(['umi']);

export const checks: Readonly<Record<string, Check>> = {
  next: checkNext,
  umi: served('umi dev', 'umi build'),
  webpack: served('webpack serve --host 127.0.0.1 --port PORT', 'webpack --mode production'),
  rsbuild: served('rsbuild dev --host 127.0.0.1 --port PORT', 'rsbuild build'),
  vite: checkVite,
  sveltekit: checkSvelteKit,
  vue: vitest(4, ['', ' --config browser-condition.config.mts']),
  jest: checkJest,
  'node-test': checkNodeTest,
  'back-end': checkBackEnd,
  types: checkTypes,
};
