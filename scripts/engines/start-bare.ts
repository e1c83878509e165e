import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

function startFirefox(path: string, urls: readonly string[]): Kept {
  return keepFolder('firefox', (folder) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(folder, 'user.js'), lines.join(''));
    return [path, '--headless', '--no-remote', '--profile', folder, ...urls];
  });
}

function startWebKit(path: string, urls: readonly string[]): Kept {
  // From here on xvfb-run looks for a free display. Two runs that begin in the same place could take the same one.
  const firstDisplay = 100 + (process.pid % 10_000);
  return keepFolder(
    'webkit',
    () => ['xvfb-run', '-a', '-n', String(firstDisplay), '-s', '-screen 0 1280x1024x24', path, ...urls],
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

/**
 * Starts a Firefox or WebKitGTK that Playwright cannot drive, such as a Linux distribution's own.
 * @param urls what it shows, each in a tab
 */
export function startBare(engine: Engine, urls: readonly string[]): Kept {
  const start = engine.name === 'firefox' ? startFirefox : startWebKit;
  return start(engine.path, urls);
}
