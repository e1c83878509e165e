import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { createEmulator as CreateEmulator } from 'cloudapi-emulator';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { findEngine } from '../../scripts/engines/find-engine.ts';
import { keepFolder } from '../../scripts/engines/keep-folder.ts';
import type { Kept } from '../../scripts/engines/keep-folder.ts';
import { chromiumArguments } from '../../scripts/engines/launch.ts';
import { rounds } from './rounds.ts';

declare global {
  /** What the bundle is in the page. */
  var cloudapi: { readonly createEmulator: typeof CreateEmulator };
  /** Tells the test that a group was created. */
  var acknowledge: (groupName: string) => Promise<void>;
}

const ORIGIN = 'https://torture.test';
/** More than two checkpoints apart, which come after each 128th revision. */
const BURST = 300;
const STOPS = ['close the tab', 'crash the tab', 'kill the browser'] as const;

const profile = keepFolder('crash-profile');
afterAll(() => profile.end());

interface Running {
  readonly browser: Browser;
  readonly kept: Kept;
  readonly pid: number;
}

async function start(): Promise<Running> {
  const path = findEngine('chromium')?.path;
  if (path === undefined) throw new Error('There is no Chromium. "npm run engines" installs one.');
  const portFile = join(profile.folder, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const kept = keepFolder('crash', () => [
    path,
    ...chromiumArguments,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile.folder}`,
    'about:blank',
  ]);
  await expect.poll(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n')).toBe(true);
  const [port, socket] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${socket}`);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('Chromium does not say which process it is.');
  return { browser, kept, pid };
}

const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, '../../src/index.ts')],
  bundle: true,
  format: 'iife',
  globalName: 'cloudapi',
  write: false,
});
const bundle = outputFiles[0]?.text ?? '';

async function openTab({ browser }: Running): Promise<Page> {
  const page = await browser.contexts()[0]!.newPage();
  await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(ORIGIN);
  await page.addScriptTag({ content: bundle });
  return page;
}

/** Begins to create groups, all at once, and does not wait for them. */
function beginBurst(page: Page, name: string): Promise<void> {
  return page.evaluate(
    ({ database, count }) => {
      const emulator = cloudapi.createEmulator({
        name: database,
        limits: { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } },
      });
      for (let i = 0; i < count; i += 1) {
        const GroupName = `Group_${i}`;
        const Tag = [{ Key: 'of', Value: GroupName }];
        void emulator
          .call('CreateApiGroup', { GroupName, Description: `That is ${GroupName}`, Tag })
          .then(() => acknowledge(GroupName));
      }
    },
    { database: name, count: BURST },
  );
}

/** All groups that a new tab finds, each checked for being whole, and what a second one of a kept name gives. */
function readBack(page: Page, name: string) {
  return page.evaluate(async (database) => {
    const emulator = cloudapi.createEmulator({
      name: database,
      limits: { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } },
    });
    const names: string[] = [];
    const halves: string[] = [];
    let total = 0;
    for (let PageNumber = 1; PageNumber === 1 || names.length < total; PageNumber += 1) {
      const list = await emulator.call('DescribeApiGroups', { PageNumber, PageSize: 50 });
      total = list.TotalCount;
      const { ApiGroupAttribute } = list.ApiGroupAttributes;
      for (const { GroupName, Description, Tags } of ApiGroupAttribute) {
        names.push(GroupName);
        const isWhole = Description === `That is ${GroupName}` && Tags.TagInfo[0]?.Value === GroupName;
        if (!isWhole) halves.push(GroupName);
      }
      if (ApiGroupAttribute.length === 0) break;
    }
    const again = await emulator.call('CreateApiGroup', { GroupName: names[0] ?? '' }).then(
      () => 'created twice',
      (error: unknown) => (error as { readonly code: string }).code,
    );
    await emulator.call('CreateApiGroup', { GroupName: 'Afterwards' });
    const { problem } = emulator.storage;
    await emulator.dispose();
    return { names, halves, total, again, problem };
  }, name);
}

async function stop(how: (typeof STOPS)[number], page: Page, running: Running): Promise<void> {
  if (how === 'close the tab') return page.close();
  if (how === 'crash the tab') {
    const crashed = page.waitForEvent('crash');
    const session = await page.context().newCDPSession(page);
    // There is nobody left to answer.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    return page.close();
  }
  process.kill(running.pid, 'SIGKILL');
  await running.kept.ended;
  return undefined;
}

test('what was acknowledged is there, whole and once, after a tab or its browser has gone in a burst of writes', async () => {
  let running = await start();
  const seen: Record<string, number> = {};
  for (let round = 0; round < Math.max(STOPS.length, rounds(100)); round += 1) {
    const how = STOPS[round % STOPS.length]!;
    const name = `crash-${round}`;
    const acknowledged = new Set<string>();
    // Spread over the burst, the checkpoints of which come at 128 and 192.
    const enough = 1 + ((round * 37) % 230);
    const page = await openTab(running);
    const reached = new Promise<void>((resolve) => {
      void page
        .exposeFunction('acknowledge', (groupName: string) => {
          acknowledged.add(groupName);
          if (acknowledged.size === enough) resolve();
        })
        .then(() => beginBurst(page, name));
    });
    await reached;
    await stop(how, page, running);
    const known = [...acknowledged];
    if (how === 'kill the browser') running = await start();

    const tab = await openTab(running);
    const { names, halves, total, again, problem } = await readBack(tab, name);
    await tab.close();
    expect(known.filter((groupName) => !names.includes(groupName))).toEqual([]);
    expect(halves).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect({ total, again, problem }).toEqual({
      total: names.length,
      again: 'RepeatedApiGroup',
      problem: undefined,
    });
    seen[how] = (seen[how] ?? 0) + known.length;
  }
  await running.browser.close();
  await running.kept.end();
  console.log(`Acknowledged before the end, and found after it: ${JSON.stringify(seen)}`);
});
