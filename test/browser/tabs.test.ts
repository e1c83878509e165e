import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, StateChange } from 'cloudapi-emulator';
import { deleteDB } from 'idb';
import { afterEach, expect, test } from 'vitest';

/** Emulators of one page on one database hear of each other as those of two tabs do. */
const open: Emulator[] = [];
const names: string[] = [];
function newTabs(): readonly [Emulator, Emulator] {
  const name = `tabs-${crypto.randomUUID()}`;
  const tabs = [createEmulator({ name }), createEmulator({ name })] as const;
  open.push(...tabs);
  names.push(name);
  return tabs;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.dispose()));
  await Promise.all(names.splice(0).map((name) => deleteDB(name)));
});

function nextChange(emulator: Emulator): Promise<StateChange> {
  return new Promise((resolve) => {
    const stop = emulator.subscribe((change) => {
      stop();
      resolve(change);
    });
  });
}

test('a tab is told of what another has changed, and then sees it', async () => {
  const [here, there] = newTabs();
  const told = nextChange(here);
  const { GroupId } = await there.call('CreateApiGroup', { GroupName: 'Weather' });
  expect(await told).toEqual({ groups: [GroupId], models: [], apis: [], remote: true });
  expect((await here.call('DescribeApiGroup', { GroupId })).GroupName).toBe('Weather');
});

test('a tab is told of another’s reset', async () => {
  const [here, there] = newTabs();
  const { GroupId } = await here.call('CreateApiGroup', { GroupName: 'Weather' });
  const told = nextChange(here);
  await there.reset();
  expect(await told).toEqual({ groups: [GroupId], models: [], apis: [], remote: true });
  expect((await here.call('DescribeApiGroups', {})).TotalCount).toBe(0);
});

test('tabs that begin at once bring the fixture in once, and a reload does not bring it back', async () => {
  const name = `tabs-${crypto.randomUUID()}`;
  names.push(name);
  const fixture = { groups: ['Weather', 'Climate'] };
  const tabs = Array.from({ length: 4 }, () => createEmulator({ name, fixture }));
  open.push(...tabs);
  const lists = await Promise.all(tabs.map((tab) => tab.call('DescribeApiGroups', {})));
  expect(lists.map((list) => list.TotalCount)).toEqual([2, 2, 2, 2]);
  for (const { GroupId } of lists[0]?.ApiGroupAttributes.ApiGroupAttribute ?? [])
    await tabs[0]?.call('DeleteApiGroup', { GroupId });
  const reloaded = createEmulator({ name, fixture });
  open.push(reloaded);
  expect((await reloaded.call('DescribeApiGroups', {})).TotalCount).toBe(0);
});
