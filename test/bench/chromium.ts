import { fileURLToPath } from 'node:url';
import { msw } from 'msw/vite';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { createServer } from 'vite';
import { aliases } from '../../scripts/aliases.ts';
import { ensureEngine } from '../../scripts/engines/install-engine.ts';
import { launchOptions } from '../../scripts/engines/launch.ts';
import { median } from './measure.ts';
import { measureRows } from './row.ts';
import type { Result, Row } from './row.ts';

/** Serves the page and measures on it in Chromium, through the service worker, with the state in IndexedDB. */
export interface InChromium {
  /** Measures once in a Chromium of its own, with empty databases. */
  measure(words: readonly string[]): Promise<readonly Result[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10 * 60_000;

export async function openChromium(): Promise<InChromium> {
  const server = await createServer({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { ...aliases } },
    plugins: [msw({ mode: 'worker-only' })],
    server: { port: 0, host: '127.0.0.1', hmr: false },
  });
  await server.listen();
  const base = server.resolvedUrls?.local[0] ?? '';
  const engine = ensureEngine('chromium');
  return {
    async measure(words) {
      const browser = await chromium.launch(launchOptions(engine));
      try {
        const page = await browser.newPage();
        page.on('pageerror', (error) => console.error(error));
        await page.goto(`${base}?${new URLSearchParams(words.map((word) => ['row', word]))}`);
        const handle = await page.waitForFunction('globalThis.results', undefined, { timeout: PATIENCE_MS });
        const results = (await handle.jsonValue()) as Result[];
        return [...results, ...(await measureRows([reloadRow(page, base)], words))];
      } finally {
        await browser.close();
      }
    },
    close: () => server.close(),
  };
}

/** The first answer of an emulator on a page that has just been loaded. */
function reloadRow(page: Page, base: string): Row {
  const firstAnswer = async (database: string): Promise<number> => {
    await page.goto(`${base}first-answer.html?database=${database}`);
    const handle = await page.waitForFunction('globalThis.milliseconds', undefined, { timeout: PATIENCE_MS });
    return Number(await handle.jsonValue());
  };
  return {
    name: 'Chromium: first answer after a reload with 100 groups of 10 models, against an empty database',
    bound: 1.5,
    async measure() {
      await page.goto(`${base}first-answer.html?database=full&fill`);
      await page.waitForFunction('globalThis.milliseconds', undefined, { timeout: PATIENCE_MS });
      const full: number[] = [];
      const empty: number[] = [];
      for (let round = 0; round < RELOADS; round += 1) {
        full.push(await firstAnswer('full'));
        empty.push(await firstAnswer('empty'));
      }
      return [median(full), median(empty)];
    },
  };
}

const RELOADS = 15;
