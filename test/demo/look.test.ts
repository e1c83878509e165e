import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  WAIT,
  createGroup,
  devtools,
  engine,
  newGroup,
  notice,
  openDemo,
  openGroup,
  portal,
  tour,
  useDemo,
} from './page.ts';

useDemo();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page, the devtools included. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await tool.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
  });
}

/** Firefox's colour scheme cannot always be set from outside; the choice in the portal works everywhere. */
async function chooseTheme(page: Page, theme: 'Light' | 'Dark'): Promise<void> {
  await portal(page).getByLabel('Theme').selectOption(theme);
}

/** Whether the colours behind two elements are dark: of the portal, and of the devtools' panel. */
function areDark(page: Page): Promise<readonly boolean[]> {
  return page.evaluate(() => {
    const panel = document.querySelector('cloudapi-devtools')?.shadowRoot?.querySelector('.panel, .launcher');
    return [document.documentElement, panel].map((element) => {
      const [red = 0] = (element && getComputedStyle(element).backgroundColor.match(/\d+/g)) ?? [];
      return Number(red) < 128;
    });
  });
}

test.for([
  ['Light', 1280],
  ['Dark', 1280],
  ['Light', 360],
  ['Dark', 360],
] as const)('is accessible: %s, %i pixels wide', async ([theme, width]) => {
  const page = await openDemo({ viewport: { width, height: 800 } });
  await chooseTheme(page, theme);
  expect(await faultsOf(page)).toEqual([]);

  await openGroup(page, 'City_forecasts');
  await portal(page).getByRole('button', { name: 'Get the forecast' }).click();
  await portal(page).locator('.weather').waitFor();
  await portal(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await portal(page).getByText('Forecast', { exact: true }).last().click();
  expect(await faultsOf(page)).toEqual([]);

  if (width < 500) await portal(page).getByRole('link', { name: 'All groups' }).click();
  const form = await newGroup(page, 'No');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.locator('.field-error').waitFor();
  expect(await faultsOf(page)).toEqual([]);

  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 0 } }));
  await form.getByLabel('Name').fill('Rain_radar');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await form.getByRole('button', { name: 'Stop' }).click();
  await notice(page).getByText('Nothing was changed').waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test('speaks Chinese, with the tour and the devtools', async () => {
  const page = await openDemo();
  await portal(page).getByLabel('Language').selectOption('中文');
  await portal(page).getByRole('heading', { name: '天气门户' }).waitFor();
  expect(await page.title()).toBe('天气门户');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await tour(page).getByRole('button', { name: '退出导览' }).waitFor();
  await devtools(page).getByRole('tab', { name: '限额与时钟' }).waitFor();

  await portal(page).getByRole('link', { name: '新建分组' }).click();
  const form = portal(page).getByRole('form', { name: '新建分组' });
  await form.getByLabel('名称').fill('雷');
  await form.getByRole('button', { name: '创建' }).click();
  await form.locator('.field-error').getByText('服务不接受此值。').waitFor();
  await form.locator('.field-error').getByText('InvalidGroupName').waitFor();
  await form.getByLabel('名称').fill('天气雷达图');
  await form.getByRole('button', { name: '创建' }).click();
  await portal(page).getByText('已创建 天气雷达图。').waitFor();
  await page.reload();
  await portal(page).getByRole('heading', { name: '天气雷达图', level: 2 }).waitFor();
  await tour(page).getByRole('button', { name: '退出导览' }).waitFor();
});

test('begins in the language of the browser', async () => {
  const page = await openDemo({ locale: 'zh-CN' });
  await portal(page).getByRole('heading', { name: '天气门户' }).waitFor();
});

test.for(['light', 'dark'] as const)(
  'follows a %s system, and the choice against it, with the devtools',
  async (system, { skip }) => {
    const page = await openDemo({ colorScheme: system });
    await devtools(page).getByRole('tab', { name: 'Calls' }).waitFor();
    const isSet = await page.evaluate(
      (scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches,
      system,
    );
    skip(engine === 'firefox' && !isSet, 'Playwright cannot set the colour scheme of this Firefox.');
    const isDark = system === 'dark';
    await expect.poll(() => areDark(page), WAIT).toEqual([isDark, isDark]);
    await chooseTheme(page, isDark ? 'Light' : 'Dark');
    await expect.poll(() => areDark(page), WAIT).toEqual([!isDark, !isDark]);
    await page.reload();
    await devtools(page).getByRole('tab', { name: 'Calls' }).waitFor();
    await expect.poll(() => areDark(page), WAIT).toEqual([!isDark, !isDark]);
  },
);

test.for([360, 700, 1000, 1280])('fits a window of %i pixels, and what is long too', async (width) => {
  const page = await openDemo({ viewport: { width, height: 740 } });
  const form = await newGroup(page, 'W'.repeat(50));
  await form.getByLabel('Description').fill('wide'.repeat(45));
  await form.getByRole('button', { name: 'Create' }).click();
  await portal(page).getByRole('button', { name: 'New model' }).click();
  const model = portal(page).getByRole('form', { name: 'New model' });
  await model.getByLabel('Name').fill('M'.repeat(200));
  await model.getByRole('button', { name: 'Create' }).click();
  await portal(page).getByText('M'.repeat(200)).first().waitFor();
  await portal(page).getByRole('button', { name: 'Publish a forecast' }).click();
  await portal(page).getByRole('button', { name: 'Publish', exact: true }).click();
  await portal(page).getByRole('button', { name: 'Get the forecast' }).click();
  await portal(page).locator('.weather').waitFor();
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth).toBe(clientWidth);
});

test('shows the portal first where the window is narrow, and the devtools on asking', async () => {
  const page = await openDemo({ viewport: { width: 360, height: 740 } });
  await createGroup(page, 'Rain_radar');
  await devtools(page)
    .getByRole('button', { name: /Open the/ })
    .click();
  await devtools(page).locator('.row', { hasText: 'CreateApiGroup' }).waitFor();
  await devtools(page).getByRole('button', { name: 'Close the devtools' }).click();
  await portal(page).getByRole('link', { name: 'All groups' }).click();
  await portal(page).getByRole('link', { name: 'New group' }).waitFor();
});

test('is usable by keyboard alone', async () => {
  const page = await openDemo();
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { activeElement } = document;
      const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.innerText : '';
      return (label || activeElement?.getAttribute('aria-label') || activeElement?.textContent || '').trim();
    });
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      // Each key needs the focus that the one before it left.
      await page.keyboard.press('Tab');
      if ((await focused()) === name) return;
    }
    throw new Error(`No Tab leads to "${name}".`);
  };
  await tabTo('Skip to the content');
  await tabTo('New group');
  await page.keyboard.press('Enter');
  await expect.poll(focused, WAIT).toBe('Name');
  await page.keyboard.type('No');
  await page.keyboard.press('Enter');
  await portal(page).locator('.field-error').waitFor();
  await expect.poll(focused, WAIT).toBe('Name');
  await page.keyboard.type('_wind_today');
  await page.keyboard.press('Enter');
  // The page of the new group has the focus, at its title.
  await expect.poll(focused, WAIT).toBe('No_wind_today');
  await tabTo('Delete');
  await page.keyboard.press('Enter');
  await expect.poll(focused, WAIT).toBe('Keep it');
  await page.keyboard.press('Enter');
  await expect.poll(focused, WAIT).toBe('Delete');
});

test('needs nothing outside of its own path', async () => {
  const page = await openDemo();
  await createGroup(page, 'Rain_radar');
  const { pathname } = new URL(page.url());
  expect(pathname.split('/').length).toBeGreaterThan(3);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope);
  expect(scope).toBe(new URL(pathname, page.url()).href);
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  // The worker answers at the address of the portal's back end, wherever the page is.
  const outside = loaded.filter((path) => !path.startsWith(pathname));
  expect(new Set(outside)).toEqual(new Set(['/api/cloudapi']));
});
