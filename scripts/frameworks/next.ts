import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expectClean } from './expect-clean.ts';
import { createGroup, expectDevtools, expectGroups, expectWorkingPage } from './expect-page.ts';
import type { Project } from './project.ts';
import { until } from './until.ts';

interface Group {
  readonly groupName: string;
  /** Only after the edit below. */
  readonly edited?: boolean;
}

/** What a route handler lists, which calls the official SDK. */
async function groupsOf(address: string): Promise<readonly Group[]> {
  const response = await fetch(`${address}/api/groups`);
  equal(response.status, 200, await response.clone().text());
  return (await response.json()) as readonly Group[];
}

async function expectServerGroups(address: string, names: readonly string[]): Promise<void> {
  const groups = await groupsOf(address);
  deepEqual(groups.map(({ groupName }) => groupName).toSorted(), names.toSorted());
}

function edit(project: Project, file: string, from: string, to: string): void {
  const path = join(project.folder, file);
  const text = readFileSync(path, 'utf8');
  equal(text.split(from).length, 2, `${file} has "${from}" once`);
  writeFileSync(path, text.replace(from, to));
}

/** An edit is shown without a reload, and every call is still answered once, from the same state. */
async function expectPageToOutliveEdits(project: Project, page: Page): Promise<void> {
  edit(project, 'app/groups.tsx', '<h1>Groups</h1>', '<h1>All groups</h1>');
  await page.getByRole('heading', { name: 'All groups' }).waitFor();
  await createGroup(page, 'Road');
  // This module starts the emulator, so it starts once more.
  edit(project, 'app/with-emulator.tsx', 'return children;', 'return <section>{children}</section>;');
  await page.locator('section').getByText('Climate').waitFor();
  await createGroup(page, 'Harbour');
  await expectGroups(page, ['Weather', 'Climate', 'Road', 'Harbour']);
  edit(project, 'app/with-emulator.tsx', "fixture: { groups: ['Weather'] } }", 'devtools: true }');
  await expectDevtools(page);
}

function postGroup(address: string, groupName: string): Promise<Response> {
  return fetch(`${address}/api/groups`, { method: 'POST', body: JSON.stringify({ groupName }) });
}

/** The emulator on the server starts once, and keeps its groups in memory: an edit leaves it alone. */
async function expectServerToOutliveEdits(project: Project, address: string): Promise<void> {
  equal((await postGroup(address, 'Road')).status, 201);
  const refused = await postGroup(address, 'Road');
  const { code } = (await refused.json()) as { readonly code: string };
  deepEqual([refused.status, code], [400, 'RepeatedApiGroup']);
  edit(project, 'app/api/groups/route.ts', '({ groupId, groupName })));', '({ groupName, edited: true })));');
  await until(async () => (await groupsOf(address))[0]?.edited === true);
  await expectServerGroups(address, ['Traffic', 'Road']);
}

/** The page by the emulator in the browser, the route handler by the one on the server; then the build. */
export async function checkNext(project: Project): Promise<void> {
  const { address } = await project.serve('next dev --hostname 127.0.0.1 --port PORT');
  const page = await project.open(address);
  await expectWorkingPage(page);
  await expectPageToOutliveEdits(project, page);
  await expectServerGroups(address, ['Traffic']);
  await expectServerToOutliveEdits(project, address);
  await project.close();

  const output = join(project.folder, '.next');
  rmSync(output, { recursive: true });
  await project.run('next build');
  expectClean(output);
}
