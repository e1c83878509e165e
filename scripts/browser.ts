/**
 * Finds the browser that the tests run in: the one named by CHROMIUM_PATH, else Playwright's own, else a
 * Chromium or Chrome on the machine. Where there is none, installs one, and says what it does.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function onMachine(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC_PATHS];
  return candidates.find((path) => existsSync(path));
}

/** The browser's path, or `undefined` where there is none. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is "${named}", where there is no file.`);
    return named;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : onMachine();
}

/** Finds a browser or installs one: Playwright's download, else Debian's package. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log(
    'No Chromium or Chrome found. Downloading the one of Playwright: npx playwright install chromium',
  );
  // Only root may install what it depends on without being asked for a password.
  const withDeps = process.getuid?.() === 0 ? ['--with-deps'] : [];
  const download = spawnSync('npx', ['playwright', 'install', ...withDeps, 'chromium'], {
    stdio: 'inherit',
    timeout: 10 * 60_000,
  });
  if (download.status !== 0 && existsSync('/usr/bin/apt-get')) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
    console.log(
      'Playwright’s download is not to be had. Installing Debian’s package: apt-get install chromium',
    );
    for (const command of [
      [...sudo, 'apt-get', 'update'],
      [...sudo, 'apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
    ]) {
      // Each command names its program first.
      execFileSync(command[0]!, command.slice(1), {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  }
  const installed = findBrowser();
  if (installed !== undefined) return installed;
  throw new Error(
    'No browser could be installed. Install Chromium or Chrome, or name one: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}

/** What Chromium needs to start as root, without a network and without a display. */
export const browserArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
