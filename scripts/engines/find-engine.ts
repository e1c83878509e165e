import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, webkit } from 'playwright';

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** A browser that tests can run in. */
export interface Engine {
  readonly name: EngineName;
  readonly path: string;
  readonly isPlaywrights: boolean;
}

interface Place {
  readonly title: string;
  /** The environment variable that names the browser. */
  readonly variable: string;
  readonly playwrights: { executablePath(): string };
  /** Where it may be on this machine, the likeliest first. */
  candidates(): readonly string[];
}

export const engineNames: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];

const folders = (): readonly string[] => (process.env['PATH'] ?? '').split(delimiter);

const inPath = (...names: readonly string[]): readonly string[] =>
  folders().flatMap((folder) => names.map((name) => join(folder, name)));

const places: Readonly<Record<EngineName, Place>> = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    playwrights: chromium,
    candidates: () => [
      ...inPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'),
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    playwrights: firefox,
    candidates: () => [
      ...inPath('firefox-esr', 'firefox'),
      '/Applications/Firefox.app/Contents/MacOS/firefox',
    ],
  },
  webkit: {
    title: 'WebKit',
    variable: 'WEBKIT_PATH',
    playwrights: webkit,
    // WebKitGTK's MiniBrowser has no headless mode.
    candidates: () =>
      inPath('xvfb-run').some((path) => existsSync(path))
        ? [
            ...['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`),
            '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
          ]
        : [],
  },
};

export const engineTitle = (name: EngineName): string => places[name].title;
export const engineVariable = (name: EngineName): string => places[name].variable;

/** A browser in a snap cannot read the profile that it is given: it has a /tmp of its own. */
function isSnap(path: string): boolean {
  if (realpathSync(path) === '/usr/bin/snap') return true;
  // Ubuntu's /usr/bin/firefox is a script of some lines.
  return readFileSync(path, 'latin1').slice(0, 2_000).includes('/snap/');
}

/**
 * Finds the browser that the environment variable names, else Playwright's own, else the machine's.
 * @throws {Error} if the variable names no file.
 */
export function findEngine(name: EngineName): Engine | undefined {
  const { variable, playwrights, candidates } = places[name];
  const own = playwrights.executablePath();
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`${variable} is "${named}", but there is no such file.`);
    return { name, path: named, isPlaywrights: named === own };
  }
  if (existsSync(own)) return { name, path: own, isPlaywrights: true };
  const path = candidates().find((candidate) => existsSync(candidate) && !isSnap(candidate));
  return path === undefined ? undefined : { name, path, isPlaywrights: false };
}
