import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launch } from '../../scripts/engines/launch.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: ViteDevServer;
let browser: Browser;

beforeAll(async () => {
  server = await createServer({
    configFile: 'test/devtools/page/vite.config.ts',
    server: { port: 0 },
    logLevel: 'error',
  });
  await server.listen();
  browser = await launch('chromium');
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly locale?: string;
}

async function openPage(
  query = '',
  { colorScheme = 'light', width = 1280, locale = 'en' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ colorScheme, locale, viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${query}`);
  await page.locator('body[data-ready]').waitFor();
  await page.keyboard.press('Control+Shift+Y');
  await page.getByRole('tablist').waitFor();
  return page;
}

async function violations(page: Page): Promise<string[]> {
  // Evaluated by the driver, because the page's policy need not allow inline scripts.
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { run } = (
      window as unknown as { axe: { run(node: string, options: object): Promise<AxeResults> } }
    ).axe;
    const { violations: found } = await run('cloudapi-devtools', { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Two groups and one refusal. */
async function callThrice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { emulator } = window;
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await emulator.call('CreateApiGroup', { GroupName: 'Traffic' });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined);
  });
}

describe.for(['light', 'dark'] as const)('in a %s page', (colorScheme) => {
  test('axe finds nothing in any tab', async () => {
    const page = await openPage('', { colorScheme });
    await callThrice(page);
    const tabs = page.getByRole('tab');
    const found: Record<string, string[]> = {};
    for (let index = 0; index < (await tabs.count()); index += 1) {
      const tab = tabs.nth(index);
      await tab.click();
      await page.getByRole('tabpanel').waitFor();
      found[(await tab.textContent())?.trim() ?? ''] = await violations(page);
    }
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(5);
    expect(Object.values(found).flat()).toEqual([]);
  });
});

test('a refused call says at which gate, why, and how well that is known', async () => {
  const page = await openPage();
  await callThrice(page);
  await page.getByRole('button', { name: /RepeatedApiGroup/ }).click();
  const panel = page.getByRole('tabpanel');
  await expect.poll(() => panel.textContent()).toContain('is called "Weather"');
  const text = await panel.textContent();
  expect(text).toContain('Operation');
  expect(text).toMatch(/observed/i);
});

test('the tabs are reached by the arrow keys', async () => {
  const page = await openPage();
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByRole('tab').nth(1).getAttribute('aria-selected')).toBe('true');
});

test('speaks Chinese in a Chinese browser', async () => {
  const page = await openPage('', { locale: 'zh-CN' });
  await expect.poll(() => page.getByRole('tablist').textContent()).toMatch(/\p{Script=Han}/u);
});

test('fits into 360 pixels', async () => {
  const page = await openPage('', { width: 360 });
  await callThrice(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('what a call holds is text, never HTML', async () => {
  const page = await openPage();
  await page.evaluate(() =>
    window.emulator
      .call('CreateApiGroup', { GroupName: '<img src=x onerror="window.hit = true">' })
      .catch(() => undefined),
  );
  await page.getByRole('button', { name: /InvalidGroupName/ }).click();
  await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain('<img src=x');
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('asks who calls only if the emulator knows callers', async () => {
  const page = await openPage('?callers');
  await page.getByRole('tab', { name: 'Callers' }).click();
  await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain('Reader');
  expect(await violations(page)).toEqual([]);
});
