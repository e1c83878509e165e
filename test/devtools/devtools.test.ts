import { readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, preview } from 'vite';
import type { PreviewServer, Rolldown } from 'vite';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { launch } from '../../scripts/engines/launch.ts';
import './page/window.ts';

const configFile = fileURLToPath(new URL('./page/vite.config.ts', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TABS = ['calls', 'state', 'faults', 'limits', 'scenes', 'callers'] as const;

let folder: string;
let chunks: readonly Rolldown.OutputChunk[];
let server: PreviewServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devtools-'));
  const built = await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  if (!('output' in built)) throw new Error('The page was built in another form.');
  chunks = built.output.flatMap((one) => (one.type === 'chunk' ? [one] : []));
  server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir: folder },
    preview: {
      port: 0,
      host: '127.0.0.1',
      headers: {
        'content-security-policy':
          "default-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'",
      },
    },
  });
  const at = server.httpServer.address();
  if (at === null || typeof at === 'string') throw new Error('The preview server has no port.');
  address = `http://127.0.0.1:${at.port}/`;
  browser = await launch(inject('demoEngine'));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page with the panel open, on a policy that allows no foreign and no inline code. It must not throw. */
async function openPage(
  preferences: object = {},
  {
    path = '',
    width = 1280,
    storage = true,
  }: { readonly path?: string; readonly width?: number; readonly storage?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  // Longer than a busy machine takes; the test itself ends later.
  context.setDefaultTimeout(150_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) problems.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  await page.addInitScript(
    ({ kept, hasStorage }) => {
      // An empty page, which Firefox has first, has no storage.
      if (origin === 'null') return;
      if (!hasStorage) {
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('No storage here.', 'SecurityError');
          },
        });
        return;
      }
      // Not again when the page is loaded again.
      if (localStorage.length === 0) localStorage.setItem('cloudapi-emulator-devtools', JSON.stringify(kept));
    },
    { kept: { open: true, language: 'en', ...preferences }, hasStorage: storage },
  );
  await page.goto(address + path);
  await page.locator('body[data-ready]').waitFor();
  return page;
}

/** A group, a model and a call that was refused. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { emulator } = window;
    const [caller] = emulator.callers.list();
    const as = { accessKeyId: caller?.accessKeyId };
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as);
    await emulator.call('CreateModel', { GroupId, ModelName: 'Forecast', Schema: '{"type":"object"}' }, as);
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as).catch(() => undefined);
    emulator.faults.add({ action: 'DeleteModel', delay: 10, times: 2 });
  });
}

const rowOf = (page: Page, text: string) => page.locator('cloudapi-devtools-rows .row', { hasText: text });

test('a refused call shows its gate, its reason and how well that is known', async () => {
  const page = await openPage();
  await fill(page);
  await rowOf(page, 'RepeatedApiGroup').click();
  const call = page.locator('cloudapi-devtools-call');
  expect(await call.locator('.road .stop').textContent()).toContain('Operation');
  expect(await call.locator('.card.bad').textContent()).toMatch(
    /is called "Weather"[^]*How well the error is known:\s+observed[^]*Source: SI \(github\.com/,
  );
  await call.getByRole('button', { name: 'Test', exact: true }).click();
  expect(await call.locator('pre').first().textContent()).toContain(
    "expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });",
  );
  await call.getByRole('button', { name: 'aliyun CLI' }).click();
  expect(await call.locator('pre').first().textContent()).toContain('--GroupName Weather');
});

test('a call opens and closes by keys alone, and the focus goes with it', async () => {
  const page = await openPage();
  await fill(page);
  await rowOf(page, 'RepeatedApiGroup').waitFor();
  await page.getByRole('tab', { name: 'Calls' }).focus();
  for (let stops = 0; stops < 5; stops += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const call = page.locator('cloudapi-devtools-call');
  await call.getByRole('heading', { name: 'CreateModel' }).waitFor();
  await call.locator('.back:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.row:focus', { hasText: 'CreateModel' }).waitFor();
});

test('what a call brings is shown as text', async () => {
  const page = await openPage();
  await page.evaluate(async () => {
    const text = '<img src=x onerror="document.title = 1"><b id="injected">';
    await window.emulator.call('CreateApiGroup', { GroupName: 'Weather', Description: text });
  });
  await rowOf(page, 'CreateApiGroup').click();
  const call = page.locator('cloudapi-devtools-call');
  expect(await call.locator('table').first().textContent()).toContain('<b id="injected">');
  expect(await page.locator('#injected').count()).toBe(0);
});

test('a fault that is armed in the form fails the next call only', async () => {
  const page = await openPage({ tab: 'faults' });
  const tab = page.locator('cloudapi-devtools-faults');
  await tab.locator('select[name=action]').selectOption('DescribeRegions');
  await tab.getByRole('button', { name: 'Arm the fault' }).click();
  await tab.locator('.list li').waitFor();
  const codes = await page.evaluate(async () => {
    const call = () =>
      window.emulator.call('DescribeRegions', {}).then(
        () => 'answered',
        (error: { readonly code: string }) => error.code,
      );
    return [await call(), await call()];
  });
  expect(codes).toEqual(['ServiceUnavailable', 'answered']);
  await tab.getByText('The fault has fired.').waitFor();
  await tab.getByRole('button', { name: 'Open the call: DescribeRegions' }).click();
  await page.locator('cloudapi-devtools-call').getByText('A fault injected it.').first().waitFor();
});

test('a preset ends by a second click, also after another tab was shown', async () => {
  const page = await openPage({ tab: 'faults' });
  const armed = () => page.evaluate(() => window.emulator.faults.list().map(({ error }) => error));
  const preset = page.getByRole('button', { name: /Quota full/ });
  await preset.click();
  expect(await armed()).toEqual(['ExceedLimitApiGroup', 'ExceedLimitModel']);
  await page.getByRole('tab', { name: 'Faults 2' }).waitFor();
  await page.getByRole('tab', { name: 'Scenes' }).click();
  await page.getByRole('tab', { name: 'Faults' }).click();
  expect(await preset.getAttribute('aria-pressed')).toBe('true');
  await preset.click();
  expect(await armed()).toEqual([]);
});

test('a call is sent again, and the new one is shown', async () => {
  const page = await openPage();
  await fill(page);
  await rowOf(page, 'RepeatedApiGroup').click();
  const call = page.locator('cloudapi-devtools-call');
  const first = await call.locator('tr', { hasText: 'RequestId' }).textContent();
  await page.evaluate(() => window.emulator.reset());
  await call.getByRole('button', { name: 'Send again' }).click();
  await call.getByText('200 Answered').waitFor();
  expect(await call.locator('tr', { hasText: 'RequestId' }).textContent()).not.toBe(first);
});

test('a paused list says how many calls wait, and shows them with their wire when it goes on', async () => {
  const page = await openPage();
  const pause = page.getByRole('button', { name: 'Pause the list' });
  await pause.click();
  await fill(page);
  await page.getByText('The list is paused. 3 new calls').waitFor();
  expect(await page.locator('cloudapi-devtools-rows .row').count()).toBe(0);
  await pause.click();
  await rowOf(page, 'RepeatedApiGroup').click();
  await page.locator('cloudapi-devtools-call').getByText('"Code": "RepeatedApiGroup"').waitFor();
});

test('a request to a SubDomain shows its API, its stage and why it was refused', async () => {
  const page = await openPage({ position: 'bottom' });
  await page.evaluate(async () => {
    const { emulator } = window;
    await emulator.seed({
      groups: [
        {
          GroupName: 'Weather',
          Apis: [{ ApiName: 'Forecast', Path: '/forecast', Mock: { Body: {} }, Stage: 'RELEASE' }],
        },
      ],
    });
    const { groups } = await emulator.snapshot();
    const url = `https://${groups[0]?.groupId}-cn-hangzhou.alicloudapi.com/forecast`;
    for (const stage of ['RELEASE', 'NONE'])
      await emulator.handle(new Request(`${url}?unit=C`, { headers: { 'X-Ca-Stage': stage } }));
  });
  expect(await rowOf(page, 'Forecast (RELEASE)').textContent()).toContain('200');
  await rowOf(page, '(NONE)').click();
  const call = page.locator('cloudapi-devtools-call');
  expect(await call.locator('.road .stop').textContent()).toContain('Stage');
  expect(await call.locator('.card.bad').textContent()).toContain('Message on the wire: “');
  // What was on the wire is told after the answer, when its body has been read.
  await call.locator('pre[aria-label=Request]').waitFor();
  const code = call.locator('pre').first();
  expect(await code.textContent()).toMatch(/toHaveReceived\(\{\s+via: 'subdomain',[^]*stage: 'NONE'/);
  await call.getByRole('button', { name: 'curl' }).click();
  expect(await code.textContent()).toMatch(/^curl 'https:[^ ]+unit=C' \\\n {2}-H 'x-ca-stage: NONE'$/);
  await call.getByRole('button', { name: 'Send again' }).click();
  await page.locator('[aria-setsize="3"]').first().waitFor();
});

test('limits and the clock change from the panel', async () => {
  const page = await openPage({ tab: 'limits' });
  // Playwright fills in no number in Firefox.
  await page.getByLabel('Groups in a region').press('ControlOrMeta+A');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Freeze' }).click();
  const before = await page.evaluate(() => window.emulator.clock.now());
  await page.getByRole('button', { name: '+1 day' }).click();
  const after = await page.evaluate(() => [
    window.emulator.limits.groupsPerRegion,
    window.emulator.clock.now(),
  ]);
  expect(after).toEqual([3, before + 86_400_000]);
  // Nothing tells a field that the panel closes around it.
  await page.getByLabel('Groups in a region').press('ControlOrMeta+A');
  await page.keyboard.type('4');
  await page.keyboard.press('Control+Shift+Y');
  await page.locator('.launcher').waitFor();
  expect(await page.evaluate(() => window.emulator.limits.groupsPerRegion)).toBe(4);
});

test('the throttle window of a limited action fills with its calls', async () => {
  const page = await openPage({ tab: 'limits' });
  await page.evaluate(async () => {
    const { emulator } = window;
    emulator.clock.freeze();
    emulator.setLimits({ qps: { CreateApiGroup: 2 } });
    for (const GroupName of ['Weather', 'Traffic', 'Tides'])
      await emulator.call('CreateApiGroup', { GroupName }).catch(() => undefined);
  });
  const shown = page.locator('.window', { hasText: 'CreateApiGroup' });
  await shown.getByText('2 / 2').waitFor();
  await shown.locator('.meter.full').waitFor();
  await page.getByRole('button', { name: '+1 second' }).click();
  await shown.getByText('0 / 2').waitFor();
});

test('a caller is asked about and tried: what its policies do not allow is refused', async () => {
  const page = await openPage({ tab: 'callers' }, { path: '?callers' });
  const tab = page.locator('cloudapi-devtools-callers');
  await tab.getByText('may do everything', { exact: true }).waitFor();
  await tab.getByRole('combobox', { name: 'Caller' }).selectOption('reader');
  await tab.getByText('A statement allows it, and none denies it.').waitFor();
  await tab.getByRole('combobox', { name: 'Action' }).selectOption('CreateApiGroup');
  await tab.getByText('No statement allows it.').waitFor();
  await tab.locator('#GroupName').fill('Weather');
  await tab.getByRole('button', { name: 'CreateApiGroup' }).click();
  await tab.getByText('NoPermission').waitFor();
  await page.getByRole('tab', { name: 'Calls' }).click();
  expect(await rowOf(page, 'NoPermission').textContent()).toContain('reader');
});

test('a saved state comes back after a reset', async () => {
  const page = await openPage({ tab: 'scenes' });
  await fill(page);
  const tab = page.locator('cloudapi-devtools-scenes');
  await tab.getByLabel('Name; date and time if empty').fill('yesterday');
  await tab.getByRole('button', { name: 'Save', exact: true }).click();
  await tab.getByText('Saved as').waitFor();
  await tab.getByRole('button', { name: 'Reset', exact: true }).click();
  await tab.getByText('The state was reset.').waitFor();
  expect(await page.evaluate(async () => (await window.emulator.snapshot()).groups.length)).toBe(0);
  await tab.getByRole('button', { name: 'Restore: yesterday' }).click();
  await tab.getByText('Restored “yesterday”.').waitFor();
  // What a restore saves is below all buttons, so that a second click does not undo it.
  expect(await tab.getByRole('heading').last().textContent()).toBe('Saved before it was replaced');
  expect(await page.evaluate(async () => (await window.emulator.snapshot()).models.length)).toBe(1);
  await page.evaluate(() => window.emulator.call('CreateApiGroup', { GroupName: 'Tides' }));
  await tab.getByText('Restored').waitFor({ state: 'detached' });
});

test('a shared scene is opened only after a yes', async () => {
  const page = await openPage({ tab: 'scenes' });
  await fill(page);
  await page.getByRole('button', { name: 'Copy a link' }).click();
  const link = await page.getByLabel('Link', { exact: false }).inputValue();
  const other = await openPage({ open: false }, { path: link.slice(address.length) });
  await other.getByText('This link brings a scene').waitFor();
  const groups = () => other.evaluate(async () => (await window.emulator.snapshot()).groups.length);
  expect(await groups()).toBe(0);
  await other.getByRole('button', { name: 'Open the scene' }).click();
  await other.getByText('as it was in the scene').waitFor();
  expect(await groups()).toBe(1);
});

test('a group is made by the form, which shows a refusal', async () => {
  const page = await openPage({ tab: 'state' });
  await page.getByRole('button', { name: 'New group' }).click();
  const form = page.locator('cloudapi-devtools-form');
  await form.locator('#GroupName').fill('no');
  await form.getByRole('button', { name: 'CreateApiGroup' }).click();
  await form.getByText('InvalidGroupName').waitFor();
  await form.locator('#GroupName').fill('Weather');
  await form.getByRole('button', { name: 'CreateApiGroup' }).click();
  await page.getByRole('heading', { name: 'Weather' }).waitFor();
  await page.getByText('-cn-hangzhou.alicloudapi.com').waitFor();
});

test('of 500 calls only those in view are in the document', async () => {
  const page = await openPage();
  await page.evaluate(() =>
    Promise.all(Array.from({ length: 500 }, () => window.emulator.call('DescribeApiGroups', {}))),
  );
  await page.locator('[aria-setsize="500"]').first().waitFor();
  expect(await page.locator('cloudapi-devtools-rows .row').count()).toBeLessThan(60);
});

test('of 1,000 models in a group only those in view are in the document, wherever they are scrolled to', async () => {
  const page = await openPage({ tab: 'state', position: 'bottom' });
  await page.evaluate(() =>
    window.emulator.seed({
      groups: [
        { GroupName: 'Weather', Models: Array.from({ length: 1000 }, (_, index) => `Model_${index}`) },
      ],
    }),
  );
  await rowOf(page, 'Weather').click();
  const rows = page.locator('cloudapi-devtools-rows');
  await rows.locator('[aria-setsize="1002"]').first().waitFor();
  expect(await rows.locator('.row').count()).toBeLessThan(60);
  await rows.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await rows.locator('[aria-posinset="1002"]').waitFor();
  expect(await rows.locator('.row').count()).toBeLessThan(60);
});

test('the shortcut opens and closes the panel, and the arrow keys move between tabs', async () => {
  const page = await openPage({ open: false });
  await page.keyboard.press('Control+Shift+Y');
  const calls = page.getByRole('tab', { name: 'Calls' });
  await calls.waitFor();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('tab', { name: 'State' }).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Control+Shift+Y');
  await page.getByRole('button', { name: /Open the devtools/ }).waitFor();
});

test('a shortcut of its own opens the panel, and the usual one does not', async () => {
  const page = await openPage({ open: false }, { path: '?shortcut=Alt%2BK' });
  const button = page.getByRole('button', { name: /Open the devtools/ });
  expect(await button.getAttribute('title')).toContain('(Alt+K)');
  await page.keyboard.press('Control+Shift+Y');
  await page.keyboard.press('Alt+K');
  await page.getByRole('tab', { name: 'Calls' }).waitFor();
});

test('the button counts refused calls', async () => {
  const page = await openPage({ open: false });
  await fill(page);
  await page.getByRole('button', { name: /The emulator answers. 1 call refused/ }).waitFor();
});

test('a floating panel is moved and resized by pointer and by keys, and is there again after a reload', async () => {
  const page = await openPage({ position: 'floating', tab: 'faults', theme: 'dark' });
  const panel = page.locator('.panel');
  const drag = async (from: [x: number, y: number], to: [x: number, y: number]): Promise<void> => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to);
    await page.mouse.up();
  };
  const place = async () => (await panel.boundingBox()) ?? expect.fail('The panel is not there.');

  const first = await place();
  await drag([first.x + 200, first.y + 20], [300, 60]);
  const moved = await place();
  expect(moved).toEqual({ ...first, x: 100, y: 40 });

  await drag([moved.x + moved.width - 6, moved.y + moved.height - 6], [900, 500]);
  const resized = await place();
  expect(resized).toEqual({ ...moved, width: 806, height: 466 });

  await page.getByRole('button', { name: /Move the panel/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('separator', { name: 'Width of the panel' }).focus();
  await page.keyboard.press('ArrowLeft');
  const last = await place();
  expect(last).toEqual({ ...resized, y: resized.y + 24, width: resized.width - 24 });

  await page.reload();
  await page.getByRole('tab', { name: 'Faults', selected: true }).waitFor();
  expect(await place()).toEqual(last);
  expect(await page.locator('cloudapi-devtools').getAttribute('data-theme')).toBe('dark');
});

test('a floating panel stays within a window that gets smaller', async () => {
  const page = await openPage({
    position: 'floating',
    floating: { left: 700, top: 300, width: 500, height: 450 },
  });
  const panel = page.locator('.panel');
  const before = await panel.boundingBox();
  await page.setViewportSize({ width: 800, height: 400 });
  await page.waitForFunction(() => {
    const shown = document.querySelector('cloudapi-devtools')?.shadowRoot?.querySelector('.panel');
    const { right = Infinity, bottom = Infinity } = shown?.getBoundingClientRect() ?? {};
    return right <= innerWidth && bottom <= innerHeight;
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => panel.boundingBox()).toEqual(before);
});

test('a page whose storage throws has the panel all the same', async () => {
  const page = await openPage({}, { storage: false });
  await page.getByRole('button', { name: /Open the devtools/ }).click();
  await page.getByRole('button', { name: 'Dock to the bottom' }).click();
  await page.locator('.panel.bottom').waitFor();
});

test('the language changes in an open panel, by hand or with that of the page', async () => {
  const page = await openPage({ language: 'auto' });
  await page.getByText('No calls yet').waitFor();
  await page.evaluate(() => (document.documentElement.lang = 'zh-CN'));
  await page.getByText('还没有调用').waitFor();
  await page.getByRole('button', { name: '语言和主题' }).click();
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await page.getByText('No calls yet').waitFor();
  expect(await page.locator('cloudapi-devtools').getAttribute('lang')).toBe('en');
});

/** What axe finds in the panel, each with its element. */
async function findings(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations, passes } = await (
      window as unknown as {
        readonly axe: {
          run(
            context: string,
            options: object,
          ): Promise<{
            readonly passes: readonly object[];
            readonly violations: readonly {
              readonly id: string;
              readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
            }[];
          }>;
        };
      }
    ).axe.run('cloudapi-devtools', { resultTypes: ['violations'] });
    if (passes.length < 5) throw new Error('axe has looked at nothing.');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}

test('of several panels of a page one is open at a time, and switches to the others in its place', async () => {
  const page = await openPage({ position: 'bottom' }, { path: '?twice' });
  const emulators = page.getByRole('combobox', { name: 'Emulator' });
  expect(await page.locator('.panel, .launcher').count()).toBe(1);
  await page.evaluate(() => window.emulator.call('DescribeRegions', {}));
  await rowOf(page, 'DescribeRegions').waitFor();
  await emulators.selectOption('cloudapi-emulator (2)');
  await page.getByText('No calls yet').waitFor();
  expect(await page.locator('.panel.bottom').count()).toBe(1);
  await page.locator('.switch:focus').waitFor();
  expect(await emulators.inputValue()).toBe('cloudapi-emulator (2)');

  await page.keyboard.press('Control+Shift+Y');
  const first = page.getByRole('button', { name: /Open the devtools of cloudapi-emulator \(1\)/ });
  const second = page.getByRole('button', { name: /Open the devtools of cloudapi-emulator \(2\)/ });
  await second.waitFor();
  const [lower, upper] = await Promise.all([first.boundingBox(), second.boundingBox()]);
  expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThan(lower?.y ?? 0);
  await page.evaluate(axe);
  expect(await findings(page)).toEqual([]);
  // The one that was open last.
  await page.keyboard.press('Control+Shift+Y');
  await page.getByText('No calls yet').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+Shift+Y');
  await first.click();
  await rowOf(page, 'DescribeRegions').waitFor();
});

test('all panels of a page speak the language that was asked for last', async () => {
  const page = await openPage({}, { path: '?twice' });
  await page.getByRole('button', { name: 'Language and theme' }).press('Enter');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await page.getByRole('button', { name: '关闭开发工具' }).click();
  await page.getByRole('button', { name: '打开 cloudapi-emulator (2) 的开发工具' }).waitFor();
});

test('a page has room for the docked one of its panels', async () => {
  const page = await openPage({ position: 'right' }, { path: '?twice' });
  const room = () =>
    page.evaluate(() => document.documentElement.style.getPropertyValue('--cloudapi-devtools-right'));
  expect(await room()).toBe('520px');
  await page.getByRole('combobox', { name: 'Emulator' }).selectOption('cloudapi-emulator (2)');
  await page.getByText('No calls yet').waitFor();
  expect(await room()).toBe('520px');
  await page
    .locator('cloudapi-devtools')
    .last()
    .evaluate((panel) => panel.remove());
  await page.getByRole('button', { name: /Open the devtools\./ }).click();
  await page.getByText('No calls yet').waitFor();
  expect(await room()).toBe('520px');
  await page.locator('cloudapi-devtools').evaluate((panel) => panel.remove());
  expect(await room()).toBe('');
});

test.each([
  ['light', 'en'],
  ['light', 'zh'],
  ['dark', 'en'],
  ['dark', 'zh'],
])('axe finds nothing in any tab, %s, %s', async (theme, language) => {
  const position = theme === 'light' ? 'bottom' : 'floating';
  const page = await openPage({ theme, language, position }, { path: '?callers' });
  await fill(page);
  // By the debugger, which the page's policy does not stop.
  await page.evaluate(axe);
  await page.locator('.head button[aria-expanded]').click();
  for (const tab of TABS) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator(`#tab-${tab}`).click();
    if (tab === 'calls') await rowOf(page, 'RepeatedApiGroup').click();
    if (tab === 'state') await rowOf(page, 'Weather').click();
    expect(await findings(page), `${tab} at 1280`).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.locator('.panel.sheet').waitFor();
    expect(await findings(page), `${tab} at 360`).toEqual([]);
  }
  await page.keyboard.press('Control+Shift+Y');
  await page.locator('.launcher').waitFor();
  expect(await findings(page), 'the button').toEqual([]);
});

// Playwright cannot ask Firefox to want no motion.
test.skipIf(inject('demoEngine') === 'firefox')('nothing moves for those who want no motion', async () => {
  const page = await openPage();
  const durations = () =>
    page
      .locator('.tool')
      .evaluateAll((tools) => [...new Set(tools.map((tool) => getComputedStyle(tool).transitionDuration))]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(durations).toEqual(['0.12s']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(durations).toEqual(['0s']);
});

/** The files that a page loads before its code runs, and those that it may load later. */
function filesOf(page: string): { readonly atOnce: readonly string[]; readonly later: readonly string[] } {
  const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${page}`) === true);
  if (entry === undefined) throw new Error(`There is no ${page}.`);
  const loaded = new Set([entry.fileName]);
  for (const name of loaded) {
    for (const one of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) loaded.add(one);
  }
  return { atOnce: [...loaded], later: entry.dynamicImports };
}

const hasPanel = (name: string): boolean =>
  chunks.some(({ fileName, moduleIds }) =>
    fileName === name ? moduleIds.some((id) => id.endsWith('/dist/devtools/index.js')) : false,
  );

test('a page loads the panel only if its set-up asks for it', async () => {
  const { atOnce, later } = filesOf('set-up.html');
  expect(filesOf('index.html').atOnce.filter(hasPanel)).toHaveLength(1);
  expect(atOnce.filter(hasPanel)).toEqual([]);
  expect(later).toHaveLength(1);

  const without = await openPage({ open: false }, { path: 'set-up.html' });
  const loaded = () =>
    without.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect((await loaded()).filter((name) => name.includes('/devtools-'))).toEqual([]);
  const asking = await openPage({ open: false }, { path: 'set-up.html?devtools' });
  await asking.getByRole('button', { name: /Open the devtools/ }).waitFor();
});

test('a panel that cannot be loaded is told to the console, and the emulator answers', async () => {
  // At the server, because msw's worker may ask for it, where no driver sees the request.
  const chunk = chunks.find(({ fileName }) => /\/devtools-[^/]*\.js$/.test(fileName));
  const file = join(folder, chunk?.fileName ?? 'none');
  await rename(file, `${file}.away`);
  await writeFile(file, "throw new Error('The network is down.');");
  onTestFinished(() => rename(`${file}.away`, file));
  const page = await openPage({ open: false }, { path: 'set-up.html' });
  const [told] = await Promise.all([
    page.waitForEvent('console', (message) => message.type() === 'error' && /devtools/.test(message.text())),
    page.goto(`${address}set-up.html?devtools`),
  ]);
  expect(told.text()).toContain('cloudapi-emulator: the devtools could not be loaded.');
  await page.locator('body[data-ready]').waitFor();
  expect(await page.locator('cloudapi-devtools').count()).toBe(0);
  const status = await page.evaluate(async () => {
    const { RequestId } = await window.emulator.call('DescribeRegions', {});
    return typeof RequestId;
  });
  expect(status).toBe('string');
});
