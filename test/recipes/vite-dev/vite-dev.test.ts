import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launch } from '../../../scripts/engines/launch.ts';
import { buildFiles, serve, tracesIn, withFolder } from '../sites.ts';

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch('chromium'), serve('vite-dev')]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A page in a context of its own, so with an empty IndexedDB. */
async function open(address = site.address): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** @param names in the order of the alphabet */
async function waitForGroups(page: Page, names: readonly string[]): Promise<void> {
  const items = page.getByRole('list', { name: 'Groups' }).getByRole('listitem');
  await items.nth(names.length - 1).waitFor();
  expect((await items.allInnerTexts()).toSorted()).toEqual(names);
}

test('in dev mode the application sees the fixture, and what it creates is there until the database is deleted', async () => {
  const page = await open();
  await waitForGroups(page, ['Traffic', 'Weather']);
  await page.getByLabel('Name').fill('Climate');
  await page.getByRole('button', { name: 'Create' }).click();
  await waitForGroups(page, ['Climate', 'Traffic', 'Weather']);
  await page.reload();
  await waitForGroups(page, ['Climate', 'Traffic', 'Weather']);
  // It is deleted once the page, which uses it, is gone.
  await page.evaluate(() => void indexedDB.deleteDatabase('cloudapi-emulator'));
  await page.reload();
  await waitForGroups(page, ['Traffic', 'Weather']);
});

test('a production build has nothing of it', async () => {
  const files = await buildFiles('vite-dev');
  expect(Object.keys(files).toSorted()).toEqual([expect.stringMatching(/^assets\/.*\.js$/), 'index.html']);
  expect(Object.values(files).join('\n')).toContain('/api/cloudapi');
  expect(tracesIn(files)).toEqual([]);
});

test('a worker script in the folder public serves as well, and goes into the build, where nothing registers it', async () => {
  await withFolder(async (publicDir) => {
    const cli = join(import.meta.dirname, '../../../node_modules/msw/cli/index.js');
    execFileSync(process.execPath, [cli, 'init', publicDir], { stdio: 'pipe' });
    const withoutPlugin = { configFile: false, publicDir } as const;

    const plain = await serve('vite-dev', withoutPlugin);
    onTestFinished(() => plain.close());
    await waitForGroups(await open(plain.address), ['Traffic', 'Weather']);

    const { 'mockServiceWorker.js': worker, ...rest } = await buildFiles('vite-dev', withoutPlugin);
    expect(worker).toContain('Mock Service Worker');
    expect(tracesIn(rest)).toEqual([]);
  });
});
