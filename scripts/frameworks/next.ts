import { deepEqual, equal } from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expectClean } from './expect-clean.ts';
import { expectWorkingPage } from './expect-page.ts';
import type { Project } from './project.ts';

/** The names that a route handler lists, which calls the official SDK. */
async function groupsOf(address: string): Promise<readonly string[]> {
  const response = await fetch(`${address}/api/groups`);
  equal(response.status, 200, await response.clone().text());
  const groups = (await response.json()) as readonly { readonly groupName: string }[];
  return groups.map(({ groupName }) => groupName).toSorted();
}

/** The page by the emulator in the browser, the route handler by the one on the server; then the build. */
export async function checkNext(project: Project): Promise<void> {
  const { address } = await project.serve('next dev --hostname 127.0.0.1 --port PORT');
  const page = await project.open(address);
  await expectWorkingPage(page);

  deepEqual(await groupsOf(address), ['Traffic']);
  const body = JSON.stringify({ groupName: 'Road' });
  equal((await fetch(`${address}/api/groups`, { method: 'POST', body })).status, 201);
  deepEqual(await groupsOf(address), ['Road', 'Traffic']);
  await project.close();

  const output = join(project.folder, '.next');
  rmSync(output, { recursive: true });
  await project.run('next build');
  expectClean(output);
}
