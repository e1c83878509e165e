import { createEmulator } from 'cloudapi-emulator';
import { deleteDB } from 'idb';
import { expect, test } from 'vitest';
import { rounds } from './rounds.ts';

const unlimited = { CreateApiGroup: Infinity, DeleteApiGroup: Infinity };

test('of four tabs that create the same group at once, one succeeds', async () => {
  const name = `races-${crypto.randomUUID()}`;
  // Emulators of one page on one database race as those of tabs do.
  const tabs = Array.from({ length: 4 }, () => createEmulator({ name, limits: { qps: unlimited } }));
  for (let round = 0; round < rounds(1_000); round += 1) {
    const outcomes = await Promise.allSettled(
      tabs.map((tab) => tab.call('CreateApiGroup', { GroupName: 'Weather' })),
    );
    const created = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(created).toHaveLength(1);
    for (const { value } of created) await tabs[0]?.call('DeleteApiGroup', { GroupId: value.GroupId });
  }
  await Promise.all(tabs.map((tab) => tab.dispose()));
  await deleteDB(name);
});

test('of four tabs that want the last place at once, one gets it', async () => {
  const name = `races-${crypto.randomUUID()}`;
  const limits = { qps: unlimited, groupsPerRegion: 3 };
  const tabs = Array.from({ length: 4 }, () => createEmulator({ name, limits }));
  for (const GroupName of ['Weather', 'Climate']) await tabs[0]?.call('CreateApiGroup', { GroupName });
  for (let round = 0; round < rounds(1_000); round += 1) {
    const outcomes = await Promise.allSettled(
      tabs.map((tab, index) => tab.call('CreateApiGroup', { GroupName: `Group_${index}` })),
    );
    const created = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(created).toHaveLength(1);
    const totals = await Promise.all(tabs.map((tab) => tab.call('DescribeApiGroups', {})));
    expect(totals.map(({ TotalCount }) => TotalCount)).toEqual([3, 3, 3, 3]);
    for (const { value } of created) await tabs[0]?.call('DeleteApiGroup', { GroupId: value.GroupId });
  }
  await Promise.all(tabs.map((tab) => tab.dispose()));
  await deleteDB(name);
});
