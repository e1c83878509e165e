import { deleteDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { createEmulator } from 'cloudapi-emulator';
import { createIndexedDbStore } from '../../src/store/indexed-db.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { describeStore } from '../store-contract.ts';

const names: string[] = [];
function freshName(): string {
  const name = `store-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(names.splice(0).map((name) => deleteDB(name)));
});

describeStore('memory', createMemoryStore);
describeStore('IndexedDB', () => createIndexedDbStore(freshName()));

test('two tabs that create one name at once get one group and one RepeatedApiGroup', async () => {
  const name = freshName();
  // Each emulator has its own connection to the database, as each tab has.
  const tabs = [createEmulator({ name }), createEmulator({ name })];
  const results = await Promise.allSettled(
    tabs.map((tab) => tab.call('CreateApiGroup', { GroupName: 'Weather' })),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  expect(results.find((result) => result.status === 'rejected')).toMatchObject({
    reason: { code: 'RepeatedApiGroup' },
  });
  await Promise.all(tabs.map((tab) => tab.dispose()));
});

test('fifty parallel calls at 99 groups, over two tabs, make exactly one more', async () => {
  const name = freshName();
  const tabs = [createEmulator({ name, limits: { qps: { CreateApiGroup: Infinity } } })];
  tabs.push(createEmulator({ name, limits: { qps: { CreateApiGroup: Infinity } } }));
  for (let i = 0; i < 99; i += 1) await tabs[0]?.call('CreateApiGroup', { GroupName: `Group_${i}` });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => tabs[i % 2]?.call('CreateApiGroup', { GroupName: `More_${i}` })),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ code: 'ExceedLimitApiGroup', status: 400 });
  }
  await Promise.all(tabs.map((tab) => tab.dispose()));
});

test('the throttle counts the calls of all tabs', async () => {
  const name = freshName();
  const options = { name, clock: () => 0, limits: { qps: { CreateApiGroup: 3 } } };
  const tabs = [createEmulator(options), createEmulator(options)];
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) => tabs[i % 2]?.call('CreateApiGroup', { GroupName: `Group_${i}` })),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
  await Promise.all(tabs.map((tab) => tab.dispose()));
});

test('state outlives the emulator', async () => {
  const name = freshName();
  const first = createEmulator({ name });
  const { GroupId } = await first.call('CreateApiGroup', { GroupName: 'Weather' });
  await first.dispose();
  const second = createEmulator({ name });
  const { ApiGroupAttributes } = await second.call('DescribeApiGroups', {});
  expect(ApiGroupAttributes.ApiGroupAttribute).toMatchObject([{ GroupId, GroupName: 'Weather' }]);
  await second.dispose();
});

test('a database that is deleted under a running emulator begins anew', async () => {
  const name = freshName();
  const emulator = createEmulator({ name });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await deleteDB(name);
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  expect((await emulator.call('DescribeApiGroups', {})).TotalCount).toBe(1);
  await emulator.dispose();
});

test('goes on in memory, and says so once, where IndexedDB cannot be opened', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('The user denied it.', 'SecurityError');
  });
  const emulator = createEmulator({ name: freshName() });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
  expect((await emulator.call('DescribeApiGroups', {})).TotalCount).toBe(2);
  expect(emulator.storage).toEqual({
    kind: 'memory',
    persistent: false,
    problem: expect.stringContaining('cannot be opened'),
  });
  expect(warn).toHaveBeenCalledOnce();
});

test('answers InternalError, in the envelope, if the disk is full at a write, and says what to do', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const emulator = createEmulator({ name: freshName() });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  // Not earlier: on a busy machine, opening the database may take so long that the console tells of it.
  const report = vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  const url =
    'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Climate';
  const response = await emulator.handle(new Request(url));
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    Code: 'InternalError',
    HostId: 'apigateway.cn-hangzhou.aliyuncs.com',
  });
  const words = expect.stringMatching(/no space left.*emulator\.reset\(\)/s);
  expect(report).toHaveBeenCalledOnce();
  expect(report).toHaveBeenCalledWith(words);
  expect(emulator.journal.entries().at(-1)?.detail).toEqual(words);
  expect(emulator.storage).toEqual({ kind: 'indexeddb', persistent: true, problem: words });
  vi.restoreAllMocks();
  expect((await emulator.call('DescribeApiGroups', {})).TotalCount).toBe(1);
  await emulator.dispose();
});
