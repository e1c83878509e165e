import { spawnSync } from 'node:child_process';
import { engineTitle, engineVariable, findEngine } from './find-engine.ts';
import type { Engine, EngineName } from './find-engine.ts';
import { hasApt, installPackages, isRoot } from './install-packages.ts';

/** Debian's packages. WebKitGTK's MiniBrowser needs a display, which xvfb provides. */
const packages: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};

/** Runs a command that may fail. @returns whether it did what it should. */
function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit', timeout: 10 * 60_000 }).status === 0;
}

/**
 * Finds a browser or installs one, and says what it does: Playwright's download, else Debian's packages.
 * @throws {Error} if there is still none.
 */
export function ensureEngine(name: EngineName): Engine {
  const found = findEngine(name);
  if (found !== undefined) return found;
  console.log(
    `${engineTitle(name)} was not found. Downloading Playwright’s own: npx playwright install ${name}`,
  );
  if (succeeds('npx', 'playwright', 'install', name)) {
    // Only root can install the libraries that it needs without being asked for a password.
    if (isRoot) succeeds('npx', 'playwright', 'install-deps', name);
  } else if (hasApt()) {
    const names = packages[name];
    console.log(
      `Playwright’s download failed. Installing Debian’s packages: apt-get install ${names.join(' ')}`,
    );
    installPackages(names);
  }
  const installed = findEngine(name);
  if (installed !== undefined) return installed;
  throw new Error(
    `${engineTitle(name)} could not be installed. Install it yourself, or name one: ${engineVariable(name)}=/path/to/it npm test`,
  );
}
