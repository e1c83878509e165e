import { setTimeout as delay } from 'node:timers/promises';
import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProvider, BrowserProviderOption, TestProject } from 'vitest/node';
import { engineTitle } from './find-engine.ts';
import type { Engine } from './find-engine.ts';
import type { Kept } from './keep-folder.ts';
import { startBare } from './start-bare.ts';

function createProvider(project: TestProject, engine: Engine): BrowserProvider {
  const pages = new Set<Kept>();
  // vitest sets the size of the page before each file; here the window keeps the size that it has.
  project.browser?.registerCommand('__vitest_viewport' as never, (() => undefined) as never);

  const endedBy = (printed: string): string =>
    `${engineTitle(engine.name)} (${engine.path}) ended by itself. The last that it printed:\n${printed}`;

  return {
    name: 'bare',
    supportsParallelism: false,
    getCommandsContext: () => ({}),
    async openPage(sessionId, url) {
      const page = startBare(engine, [url]);
      pages.add(page);
      const early = page.ended.then((printed) => {
        throw new Error(endedBy(printed ?? ''));
      });
      // Later, vitest itself sees that the page is gone, and fails the run.
      while (project.browser?.state.orchestrators.has(sessionId) !== true) {
        await Promise.race([early, delay(100)]);
      }
      early.catch(() => undefined);
    },
    async close() {
      const open = [...pages];
      pages.clear();
      const endings = await Promise.all(open.map((page) => page.end()));
      for (const printed of endings) {
        if (printed !== undefined) project.vitest.logger.error(endedBy(printed));
      }
    },
  };
}

/**
 * Runs tests in a browser that Playwright cannot drive: it is started with the address of the test page, and nothing
 * else is asked of it. So commands of `userEvent` and screenshots do not work there.
 */
export function bareBrowser(engine: Engine): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'bare',
    supportedBrowser: [engine.name],
    providerFactory: (project) => createProvider(project, engine),
  });
}
