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
import { measureRows, once } from './row.ts';
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
      chunkSizeWarningLimit: 1000,
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
        const query = new URLSearchParams(words.map((word) => ['row', word]));
        const results = await valueOn<Result[]>(page, `${base}?${query}`, 'results');
        return [...results, ...(await measureRows(reloadRows(page, base), words))];
      } finally {
        await browser.close();
      }
    },
    close: () => server.close(),
  };
}

/** Opens a page and waits for a global that it sets. */
async function valueOn<Value>(page: Page, url: string, name: string): Promise<Value> {
  const failed = page.waitForEvent('pageerror', { timeout: 0 }).then((error) => {
    throw error;
  });
  // If nothing fails, the closed page ends the waiting.
  failed.catch(() => undefined);
  await page.goto(url);
  const handle = await Promise.race([
    page.waitForFunction(`globalThis.${name}`, undefined, { timeout: PATIENCE_MS }),
    failed,
  ]);
  // What the page's own code has set there.
  return (await handle.jsonValue()) as Value;
}

/**
 * The first answer on a page that has just been loaded: through msw, from the moment at which the browser began to load
 * the page; and of `handle`, from `createEmulator` on.
 */
function reloadRows(page: Page, base: string): Row[] {
  const visit = (query: string): Promise<number> =>
    valueOn(page, `${base}first-answer.html?${query}`, 'milliseconds');
  const fill = once(() => visit('database=full&fill'));
  const row = (what: string, flag: string): Row => ({
    name: `Chromium: ${what} with 100 groups of 10 models, against an empty database`,
    async measure() {
      await fill();
      const full: number[] = [];
      const empty: number[] = [];
      for (let round = 0; round < RELOADS; round += 1) {
        full.push(await visit(`database=full${flag}`));
        empty.push(await visit(`database=empty${flag}`));
      }
      return [median(full), median(empty)];
    },
  });
  return [
    { ...row('from a reload to the first answer through msw', ''), bound: 1.5 },
    row('from `createEmulator` to the first answer of `handle`', '&alone'),
  ];
}

const RELOADS = 15;
