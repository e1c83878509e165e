import type { Emulator } from 'cloudapi-emulator';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished } from 'vitest';
import { launch } from '../../scripts/engines/launch.ts';
import { serveDemo } from '../../scripts/pictures/serve-demo.ts';
import type { ServedDemo } from '../../scripts/pictures/serve-demo.ts';

declare global {
  interface Window {
    cloudapiEmulator?: Emulator;
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    demoEngine: 'chromium' | 'firefox';
  }
}

export const engine = inject('demoEngine');
export const WAIT = { timeout: 120_000 };

let demo: ServedDemo;
let browser: Browser;
/** What no page of the demo may do: break its policy, or throw. */
export const problems: string[] = [];

/** Builds and serves the demo for the tests of a file, and looks after what its pages must not do. */
export function useDemo(): void {
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await launch(engine);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });
  afterEach(() => {
    expect(problems.splice(0)).toEqual([]);
    expect(demo.missed).toEqual([]);
  });
}

/** Opens the demo in a context of its own, so with an empty IndexedDB. */
export async function openDemo(options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(WAIT.timeout);
  context.on('weberror', (problem) => {
    const text = String(problem.error());
    // So Firefox tells of a request that was dropped on purpose, or cut short by a reload.
    if (!/Failed to load .*ServiceWorker/.test(text)) problems.push(text);
  });
  context.on('console', (message) => {
    if (message.text().startsWith('Policy broken')) problems.push(message.text());
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`Policy broken: ${effectiveDirective} by ${blockedURI}`);
    });
  });
  return await openTab(await context.newPage(), hash);
}

/** Opens the demo in one more tab. */
export async function openTab(page: Page, hash = ''): Promise<Page> {
  await page.goto(demo.address + hash);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** The portal; the devtools and the tour beside it have lists and buttons too. */
export const portal = (page: Page): Locator => page.locator('#portal');
export const tour = (page: Page): Locator => page.locator('#tour');
export const devtools = (page: Page): Locator => page.locator('cloudapi-devtools');
export const groups = (page: Page): Locator =>
  portal(page).getByRole('list', { name: 'API groups' }).getByRole('listitem');
export const models = (page: Page): Locator =>
  portal(page).getByRole('list', { name: 'Models' }).getByRole('listitem');
export const notice = (page: Page): Locator => portal(page).locator('.banner');

/** Opens the form for a new group, and gives it. */
export async function newGroup(page: Page, name: string): Promise<Locator> {
  await portal(page).getByRole('link', { name: 'New group' }).click();
  const form = portal(page).getByRole('form', { name: 'New group' });
  await form.getByLabel('Name').fill(name);
  return form;
}

/** Makes a group by the form; its page is shown then. */
export async function createGroup(page: Page, name: string): Promise<void> {
  const form = await newGroup(page, name);
  await form.getByRole('button', { name: 'Create' }).click();
  await portal(page).getByRole('heading', { name, level: 2 }).waitFor();
}

export async function openGroup(page: Page, name: string): Promise<void> {
  await groups(page).getByRole('link', { name }).click();
  await portal(page).getByRole('heading', { name, level: 2 }).waitFor();
}

/** The calls that changed something or went to a SubDomain, as they came, with the codes of refusals. */
export function writes(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    window
      .cloudapiEmulator!.journal.entries()
      .filter(({ action }) => !action.startsWith('Describe'))
      .map(({ action, method, path, code }) =>
        [action || `${method} ${path}`, code].filter(Boolean).join(': '),
      ),
  );
}
