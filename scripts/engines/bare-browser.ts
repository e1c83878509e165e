import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProvider, BrowserProviderOption, TestProject } from 'vitest/node';
import { engineTitle } from './find-engine.ts';
import type { Engine } from './find-engine.ts';
import { keepFolder } from './keep-folder.ts';
import type { Kept } from './keep-folder.ts';

/** Keeps Firefox from opening pages and connections of its own. */
const FIREFOX_PREFERENCES: Readonly<Record<string, boolean | number | string>> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.cache.disk.enable': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': false,
  'dom.max_script_run_time': 0,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
  'startup.homepage_welcome_url': '',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

function startFirefox(path: string, url: string): Kept {
  return keepFolder('firefox', (folder) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(folder, 'user.js'), lines.join(''));
    return [path, '--headless', '--no-remote', '--profile', folder, url];
  });
}

function startWebKit(path: string, url: string): Kept {
  // From here on xvfb-run looks for a free display. Two runs that begin in the same place could take the same one.
  const firstDisplay = 100 + (process.pid % 10_000);
  return keepFolder(
    'webkit',
    () => ['xvfb-run', '-a', '-n', String(firstDisplay), '-s', '-screen 0 1280x1024x24', path, url],
    (folder) => ({
      HOME: folder,
      TMPDIR: folder,
      XDG_CACHE_HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_RUNTIME_DIR: folder,
    }),
  );
}

function createProvider(project: TestProject, engine: Engine): BrowserProvider {
  const start = engine.name === 'firefox' ? startFirefox : startWebKit;
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
      const page = start(engine.path, url);
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
 * Runs tests in a Firefox or WebKitGTK that Playwright cannot drive, such as a Linux distribution's own: the browser
 * is started with the address of the test page, and nothing else is asked of it. So commands of `userEvent` and
 * screenshots do not work there.
 */
export function bareBrowser(engine: Engine): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'bare',
    supportedBrowser: [engine.name],
    providerFactory: (project) => createProvider(project, engine),
  });
}
