import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => vi.restoreAllMocks());

const seeded = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ storage: 'memory', seed: 'a', ...options });
const REGIONS = 'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions&Version=2016-07-14';

describe('reproducible ids', () => {
  test('one that a fixture has chosen is passed over', async () => {
    // As a developer does who has seen the first run's GroupId, and wants to keep it.
    const { GroupId } = await seeded().call('CreateApiGroup', { GroupName: 'Weather' });
    const emulator = seeded({ fixture: { groups: [{ GroupName: 'Weather', GroupId }] } });
    const other = await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
    expect(other.GroupId).not.toBe(GroupId);
  });

  test('one that a fixture has chosen for its first group does not stand in the way of its second', async () => {
    const { GroupId } = await seeded().call('CreateApiGroup', { GroupName: 'Weather' });
    const emulator = seeded({ fixture: { groups: [{ GroupName: 'Weather', GroupId }, 'Climate'] } });
    await emulator.ready();
  });

  test('calls at once have trace ids of their own', async () => {
    const emulator = seeded();
    const answers = await Promise.all(Array.from({ length: 5 }, () => emulator.handle(new Request(REGIONS))));
    expect(new Set(answers.map(({ headers }) => headers.get('x-acs-request-id'))).size).toBe(5);
    expect(new Set(answers.map(({ headers }) => headers.get('x-acs-trace-id'))).size).toBe(5);
  });

  test('the trace id of a call is the same, whether another is under way or not', async () => {
    const trace = (response: Response | undefined): unknown => response?.headers.get('x-acs-trace-id');
    const alone = trace(await seeded().handle(new Request(REGIONS)));
    const emulator = seeded();
    const [first] = await Promise.all([
      emulator.handle(new Request(REGIONS)),
      emulator.handle(new Request(REGIONS)),
    ]);
    expect(trace(first)).toBe(alone);
  });

  test('a count that a snapshot may have goes on', async () => {
    const emulator = seeded();
    const snapshot = await emulator.snapshot();
    await emulator
      .restore({ ...snapshot, ids: { resources: 2 ** 53 - 3, requests: 0 } })
      .catch(() => undefined);
    for (const GroupName of ['One1', 'Two2', 'Three', 'Four'])
      await emulator.call('CreateApiGroup', { GroupName });
    await emulator.restore(await emulator.snapshot());
  });
});
