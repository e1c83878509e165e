import { fileURLToPath } from 'node:url';
import { msw } from 'msw/vite';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { aliases } from '../../scripts/aliases.ts';
import { ensureEngine } from '../../scripts/engines/install-engine.ts';
import { launchOptions } from '../../scripts/engines/launch.ts';
import type { Result } from './result.ts';

/** Measures on a page in Chromium, through the service worker, with the state in IndexedDB. */
export async function measureInChromium(): Promise<Result[]> {
  const server = await createServer({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { ...aliases } },
    plugins: [msw({ mode: 'worker-only' })],
    server: { port: 0, host: '127.0.0.1', hmr: false },
  });
  await server.listen();
  const browser = await chromium.launch(launchOptions(ensureEngine('chromium')));
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const handle = await page.waitForFunction('globalThis.results', undefined, { timeout: 10 * 60_000 });
    return (await handle.jsonValue()) as Result[];
  } finally {
    await browser.close();
    await server.close();
  }
}
