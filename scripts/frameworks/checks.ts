/** What is checked in each project of test/frameworks, by the name of its folder. */
import { join } from 'node:path';
import { expectClean } from './expect-clean.ts';
import { expectWorkingPage } from './expect-page.ts';
import { checkNext } from './next.ts';
import type { Project } from './project.ts';

type Check = (project: Project) => Promise<void>;

/** A page that is served in development, and then built. */
function page(dev: string, build: string): Check {
  return async (project) => {
    const server = await project.serve(dev);
    await expectWorkingPage(await project.open(server.address));
    await project.close();
    await project.run(build);
    expectClean(join(project.folder, 'dist'));
  };
}

export const checks: Readonly<Record<string, Check>> = {
  next: checkNext,
  umi: page('umi dev', 'umi build'),
  webpack: page('webpack serve --host 127.0.0.1 --port PORT', 'webpack --mode production'),
  rsbuild: page('rsbuild dev --host 127.0.0.1 --port PORT', 'rsbuild build'),
  vite: page('vite --host 127.0.0.1 --port PORT --strictPort', 'vite build'),
};
