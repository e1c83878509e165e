/** Stands in for @playwright/test: vitest's `test` with a `page` like its own, and the recipe's build as the web server. */
import type { Browser, Page } from 'playwright';
import { test as base } from 'vitest';
import type { TestAPI } from 'vitest';
import { launch } from '../../../scripts/engines/launch.ts';
import { serveBuild } from '../sites.ts';

interface Fixtures {
  readonly baseURL: string;
  readonly browser: Browser;
  /** In a context of its own. */
  readonly page: Page;
}

export const test: TestAPI<Fixtures> = base.extend<Fixtures>({
  baseURL: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await serveBuild('playwright', 'e2e');
      await use(site.address);
      await site.close();
    },
    { scope: 'file' },
  ],
  browser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browser = await launch('chromium');
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  page: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ baseURL });
    await use(await context.newPage());
    await context.close();
  },
});

export { expect } from 'vitest';
