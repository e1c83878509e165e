import { fileURLToPath } from 'node:url';
import { msw } from 'msw/vite';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { build, preview } from 'vite';
import type { InlineConfig } from 'vite';
import { aliases } from '../../scripts/aliases.ts';
import { ensureEngine } from '../../scripts/engines/install-engine.ts';
import { launchOptions } from '../../scripts/engines/launch.ts';
import { median } from './measure.ts';
import { measureRows } from './row.ts';
import type { Result, Row } from './row.ts';

/** Measures on a page in Chromium, built as for production, through the service worker, with the state in IndexedDB. */
export interface InChromium {
  /** Measures once in a Chromium of its own, with empty databases. */
  measure(words: readonly string[]): Promise<readonly Result[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10 * 60_000;

export async function openChromium(): Promise<InChromium> {
  const pagePath = (name: string): string => fileURLToPath(new URL(`page/${name}`, import.meta.url));
  const outDir = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url));
  const settings: InlineConfig = { root: pagePath('.'), configFile: false, logLevel: 'warn' };
  await build({
    ...settings,
    resolve: { alias: { ...aliases } },
    plugins: [msw({ mode: 'worker-only' })],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: [pagePath('index.html'), pagePath('first-answer.html')] },
    },
  });
  const server = await preview({
    ...settings,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const base = server.resolvedUrls?.local[0] ?? '';
  const engine = ensureEngine('chromium');
  return {
    async measure(words) {
      const browser = await chromium.launch(launchOptions(engine));
      try {
        const page = await browser.newPage();
        page.on('pageerror', (error) => console.error(error));
        page.on('console', (m) => console.error('CONSOLE', m.text().slice(0, 200)));
        console.error('BASE', base);
        await page.goto(`${base}?${new URLSearchParams(words.map((word) => ['row', word]))}`);
        const handle = await page.waitForFunction('globalThis.results', undefined, { timeout: PATIENCE_MS });
        const results = (await handle.jsonValue()) as Result[];
        return [
          ...results,
          ...(await measureRows(
            [false, true].map((alone) => reloadRow(page, base, alone)),
            words,
          )),
        ];
      } finally {
        await browser.close();
      }
    },
    close: () => server.close(),
  };
}

/**
 * The first answer on a page that has just been loaded.
 * @param alone without msw, and without the time that the page takes to load.
 */
function reloadRow(page: Page, base: string, alone: boolean): Row {
  const visit = async (database: string, ...flags: readonly string[]): Promise<number> => {
    const query = new URLSearchParams([['database', database], ...flags.map((flag) => [flag, ''])]);
    await page.goto(`${base}first-answer.html?${query}`);
    const handle = await page.waitForFunction('globalThis.milliseconds', undefined, { timeout: PATIENCE_MS });
    return Number(await handle.jsonValue());
  };
  const flags = alone ? ['alone'] : [];
  const what = alone
    ? 'from `createEmulator` to the first answer of `handle`'
    : 'from a reload to the first answer through msw';
  return {
    name: `Chromium: ${what} with 100 groups of 10 models, against an empty database`,
    ...(alone ? {} : { bound: 1.5 }),
    async measure() {
      await visit('full', 'fill');
      const full: number[] = [];
      const empty: number[] = [];
      for (let round = 0; round < RELOADS; round += 1) {
        full.push(await visit('full', ...flags));
        empty.push(await visit('empty', ...flags));
      }
      return [median(full), median(empty)];
    },
  };
}

const RELOADS = 15;
