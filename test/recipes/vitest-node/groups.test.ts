import { test } from 'cloudapi-emulator/vitest';
import { afterEach, expect, vi } from 'vitest';
import { createGroup } from './groups.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('creates a group', async ({ cloudapi }) => {
  expect(await createGroup('Weather')).toMatch(/^[0-9a-f]{32}$/);
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
  expect((await cloudapi.call('DescribeApiGroups', {})).TotalCount).toBe(1);
});

test('tries once more if the service fails for a moment', async ({ cloudapi }) => {
  cloudapi.faults.add({ action: 'CreateApiGroup', error: 'ServiceUnavailable', times: 1 });
  await createGroup('Weather');
  expect(cloudapi).toHaveReceivedTimes('CreateApiGroup', 2);
  expect(cloudapi.journal.entries().map(({ status }) => status)).toEqual([503, 200]);
});

const full = test.extend({
  cloudapiOptions: { limits: { groupsPerRegion: 1 }, fixture: { groups: ['Weather'] } },
});

full('says so if the quota is full', async () => {
  await expect(createGroup('Climate')).rejects.toMatchObject({ code: 'ExceedLimitApiGroup' });
});

const slow = test.extend({ cloudapiOptions: { limits: { qps: { CreateApiGroup: 1 } } } });

slow('is let through again a second later', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await createGroup('Weather');
  await expect(createGroup('Climate')).rejects.toMatchObject({ code: 'Throttling.User' });
  vi.advanceTimersByTime(1_000);
  await createGroup('Climate');
});
