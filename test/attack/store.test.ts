import 'fake-indexeddb/auto';
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const NO_LIMITS: EmulatorOptions = {
  limits: {
    groupsPerRegion: Infinity,
    qps: { CreateApiGroup: Infinity, ModifyApiGroup: Infinity, DeleteApiGroup: Infinity },
  },
};

let unhandled: unknown[] = [];
const keepRejection = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', keepRejection);
});
afterEach(() => {
  process.off('unhandledRejection', keepRejection);
  vi.restoreAllMocks();
});

/** Lets everything happen that is due, rejections that nobody handled among it. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** `ok`, or the code of the error. */
function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => String((error as { readonly code?: unknown }).code),
  );
}

async function names(emulator: Emulator): Promise<readonly string[]> {
  const all: string[] = [];
  for (let PageNumber = 1; ; PageNumber += 1) {
    const { ApiGroupAttributes, TotalCount } = await emulator.call('DescribeApiGroups', {
      PageNumber,
      PageSize: 50,
    });
    all.push(...ApiGroupAttributes.ApiGroupAttribute.map((group) => group.GroupName));
    if (all.length >= TotalCount || ApiGroupAttributes.ApiGroupAttribute.length === 0) return all;
  }
}

function tabsOn(count: number, options: EmulatorOptions = NO_LIMITS): [Emulator, ...Emulator[]] {
  const shared = { name: crypto.randomUUID(), ...options };
  const others = Array.from({ length: count - 1 }, () => createEmulator(shared));
  return [createEmulator(shared), ...others];
}

/** Makes every transaction that `when` names abort after its requests were made. */
function abortTransactions(when: (stores: unknown) => boolean): void {
  const real = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...parameters: Parameters<typeof real>
  ) {
    const transaction = real.apply(this, parameters);
    if (when(parameters[0])) queueMicrotask(() => transaction.abort());
    return transaction;
  });
}

describe('a tab that slept while another made more revisions than the log keeps', () => {
  /** Two tabs, of which the second has not seen the 200 groups and the many changes of the first. */
  async function asleep(options: EmulatorOptions = NO_LIMITS): Promise<{
    readonly awake: Emulator;
    readonly sleeper: Emulator;
    readonly GroupId: string;
    readonly fresh: () => Emulator;
  }> {
    const shared = { name: crypto.randomUUID(), ...options };
    const awake = createEmulator(shared);
    const sleeper = createEmulator(shared);
    const { GroupId } = await awake.call('CreateApiGroup', { GroupName: 'Group_0' });
    await sleeper.call('DescribeApiGroups', {});
    for (let i = 1; i < 200; i += 1) await awake.call('CreateApiGroup', { GroupName: `Group_${i}` });
    return { awake, sleeper, GroupId, fresh: () => createEmulator(shared) };
  }

  test('is refused a name that was taken meanwhile', async () => {
    const { sleeper, fresh } = await asleep();
    expect(await outcome(sleeper.call('CreateApiGroup', { GroupName: 'Group_5' }))).toBe('RepeatedApiGroup');
    expect((await names(fresh())).filter((name) => name === 'Group_5')).toHaveLength(1);
  });

  test('is refused a group over the quota', async () => {
    const { sleeper } = await asleep({ limits: { ...NO_LIMITS.limits, groupsPerRegion: 200 } });
    expect(await outcome(sleeper.call('CreateApiGroup', { GroupName: 'Weather' }))).toBe(
      'ExceedLimitApiGroup',
    );
  });

  test('is refused a call over the rate', async () => {
    const qps = { ...NO_LIMITS.limits?.qps, CreateApiGroup: 200 };
    const { sleeper } = await asleep({ clock: () => 0, limits: { groupsPerRegion: Infinity, qps } });
    expect(await outcome(sleeper.call('CreateApiGroup', { GroupName: 'Weather' }))).toBe('Throttling.User');
  });

  test('loses no change of its own, and undoes none of the other’s', async () => {
    const { awake, sleeper, GroupId, fresh } = await asleep();
    for (let i = 0; i < 130; i += 1)
      await awake.call('ModifyApiGroup', { GroupId, Description: `awake ${i}` });
    await sleeper.call('ModifyApiGroup', { GroupId, BasePath: '/sleeper' });
    for (const tab of [sleeper, awake, fresh()]) {
      expect(await tab.call('DescribeApiGroup', { GroupId })).toMatchObject({
        Description: 'awake 129',
        BasePath: '/sleeper',
      });
    }
  });

  test('sees everything when it reads', async () => {
    const { sleeper } = await asleep();
    expect(await names(sleeper)).toHaveLength(200);
  });
});

test('three tabs that write in any order agree with one memory, over many checkpoints', async () => {
  const name = fc.constantFrom('Weather', 'Climate', 'Seasons', 'Oceans');
  const step = fc.record({
    tab: fc.nat({ max: 2 }),
    action: fc.constantFrom('create', 'create', 'rename', 'delete', 'list', 'burst' as const),
    name,
    other: name,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let now = 0;
      let fillers = 0;
      const options = { ...NO_LIMITS, clock: () => now };
      const tabs = tabsOn(3, options);
      const model = createEmulator({ ...options, storage: 'memory' });
      const ids = new Map<string, readonly [string, string]>();
      for (const { tab: index, action, name: GroupName, other } of steps) {
        now += 1;
        const tab = tabs[index] ?? tabs[0];
        const both = async (call: (emulator: Emulator, id: 0 | 1) => Promise<unknown>): Promise<string> => {
          const results = [await outcome(call(tab, 0)), await outcome(call(model, 1))];
          expect(results[0]).toBe(results[1]);
          return results[0] ?? '';
        };
        const id = ids.get(GroupName) ?? ['none', 'none'];
        if (action === 'create') {
          const made: [string, string] = ['', ''];
          const result = await both(async (emulator, which) => {
            made[which] = (await emulator.call('CreateApiGroup', { GroupName })).GroupId;
          });
          if (result === 'ok') ids.set(GroupName, made);
        } else if (action === 'rename') {
          const result = await both((emulator, which) =>
            emulator.call('ModifyApiGroup', { GroupId: id[which], GroupName: other }),
          );
          if (result === 'ok') {
            ids.delete(GroupName);
            ids.set(other, id);
          }
        } else if (action === 'delete') {
          await both((emulator, which) => emulator.call('DeleteApiGroup', { GroupId: id[which] }));
          ids.delete(GroupName);
        } else if (action === 'list') {
          expect(await names(tab)).toEqual(await names(model));
        } else {
          // In another region, so that nothing but the number of revisions changes.
          for (let i = 0; i < 130; i += 1) {
            fillers += 1;
            await tab.call('CreateApiGroup', { GroupName: `Filler_${fillers}` }, { region: 'cn-beijing' });
          }
        }
      }
      const expected = await names(model);
      for (const tab of tabs) expect(await names(tab)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('three hundred parallel creates of a hundred names in three tabs make each name once, up to the quota', async () => {
  const limits = { ...NO_LIMITS.limits, groupsPerRegion: 90 };
  const shared = { name: crypto.randomUUID(), limits };
  const tabs = [0, 1, 2].map(() => createEmulator(shared));
  const results = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      const GroupName = `Group_${i % 100}`;
      return [GroupName, await outcome(tabs[i % 3]!.call('CreateApiGroup', { GroupName }))] as const;
    }),
  );
  const won = results.filter(([, result]) => result === 'ok').map(([name]) => name);
  expect(won).toHaveLength(90);
  expect(new Set(won).size).toBe(90);
  expect((await names(createEmulator(shared))).toSorted()).toEqual(won.toSorted());
});

test('a reload after any number of writes around a checkpoint loses nothing', async () => {
  for (const count of [63, 64, 65, 127, 128, 129, 192, 193]) {
    const shared = { ...NO_LIMITS, name: crypto.randomUUID() };
    const before = createEmulator(shared);
    for (let i = 0; i < count; i += 1) await before.call('CreateApiGroup', { GroupName: `Group_${i}` });
    expect(await names(createEmulator(shared))).toEqual(await names(before));
  }
});

describe('a fault of the database', () => {
  test('that aborts a read is answered once, and leaves no rejection that nobody handles', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const [emulator] = tabsOn(1);
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    abortTransactions(() => true);
    expect(await outcome(emulator.call('DescribeApiGroups', {}))).toBe('InternalError');
    vi.restoreAllMocks();
    await settle();
    expect(await names(emulator)).toEqual(['Weather']);
    expect(unhandled).toEqual([]);
  });

  test('that aborts a checkpoint costs nothing, and leaves no rejection that nobody handles', async () => {
    const [emulator] = tabsOn(1);
    for (let i = 0; i < 127; i += 1) await emulator.call('CreateApiGroup', { GroupName: `Group_${i}` });
    abortTransactions((stores) => Array.isArray(stores));
    await emulator.call('CreateApiGroup', { GroupName: 'Group_127' });
    vi.restoreAllMocks();
    await settle();
    expect(await names(emulator)).toHaveLength(128);
    expect(unhandled).toEqual([]);
  });

  test('on the third write, a full disk, is answered with InternalError, and the fourth is kept', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(console, 'warn').mockReturnValue();
    const shared = { ...NO_LIMITS, name: crypto.randomUUID() };
    const emulator = createEmulator(shared);
    await emulator.call('DescribeApiGroups', {});
    const real = IDBObjectStore.prototype.add;
    let writes = 0;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...parameters: Parameters<typeof real>
    ) {
      writes += 1;
      if (writes === 3) throw new DOMException('The disk is full.', 'QuotaExceededError');
      return real.apply(this, parameters);
    });
    const results = await Promise.all(
      ['Weather', 'Climate', 'Seasons', 'Oceans'].map((GroupName) =>
        outcome(emulator.call('CreateApiGroup', { GroupName })),
      ),
    );
    expect(results).toEqual(['ok', 'ok', 'InternalError', 'ok']);
    expect(await names(createEmulator(shared))).toEqual(['Oceans', 'Climate', 'Weather']);
  });

  test('that is a full disk in the middle of a checkpoint loses nothing', async () => {
    const shared = { ...NO_LIMITS, name: crypto.randomUUID() };
    const emulator = createEmulator(shared);
    for (let i = 0; i < 127; i += 1) await emulator.call('CreateApiGroup', { GroupName: `Group_${i}` });
    const real = IDBObjectStore.prototype.put;
    let writes = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...parameters: Parameters<typeof real>
    ) {
      writes += 1;
      if (writes === 3) throw new DOMException('The disk is full.', 'QuotaExceededError');
      return real.apply(this, parameters);
    });
    await emulator.call('CreateApiGroup', { GroupName: 'Group_127' });
    expect(writes).toBeGreaterThan(2);
    vi.restoreAllMocks();
    for (let i = 128; i < 260; i += 1) await emulator.call('CreateApiGroup', { GroupName: `Group_${i}` });
    expect(await names(createEmulator(shared))).toHaveLength(260);
    await settle();
    expect(unhandled).toEqual([]);
  });

  test('that is its deletion amid a hundred calls is noticed by none of them', async () => {
    const shared = { ...NO_LIMITS, name: crypto.randomUUID() };
    const tabs = [createEmulator(shared), createEmulator(shared)] as const;
    await Promise.all(tabs.map((tab) => tab.call('DescribeApiGroups', {})));
    const calls = Array.from({ length: 100 }, (_, i) =>
      outcome(tabs[i % 2]!.call('CreateApiGroup', { GroupName: `Group_${i}` })),
    );
    await deleteDB(shared.name);
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['ok']));
    expect((await names(tabs[0])).toSorted()).toEqual((await names(tabs[1])).toSorted());
    expect(unhandled).toEqual([]);
  });

  test('of another make, with the same name, is left alone: no connection to it stays open', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const name = crypto.randomUUID();
    (await openDB(name, 1, { upgrade: (created) => void created.createObjectStore('theirs') })).close();
    const emulator = createEmulator({ name });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    expect(emulator.storage.persistent).toBe(false);
    expect(warn).toHaveBeenCalledOnce();
    const blocked = vi.fn<() => void>();
    // While a connection is open the deletion waits; the test does not.
    void deleteDB(name, { blocked });
    await settle();
    expect(blocked).not.toHaveBeenCalled();
  });

  test('that is a spoilt row fails the call, says so in the answer, and leaves the database free to be deleted', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    vi.spyOn(console, 'error').mockReturnValue();
    const name = crypto.randomUUID();
    const first = createEmulator({ name });
    await first.call('CreateApiGroup', { GroupName: 'Weather' });
    await first.dispose();
    const database = await openDB(name);
    await database.put('log', { revision: 2 ** 50, changes: 'spoilt' });
    database.close();
    const second = createEmulator({ name });
    await expect(second.call('DescribeApiGroups', {})).rejects.toMatchObject({
      detail: expect.stringContaining('is damaged'),
    });
    expect(second.storage.persistent).toBe(true);
    await second.dispose();
    const blocked = vi.fn<() => void>();
    void deleteDB(name, { blocked });
    await settle();
    expect(blocked).not.toHaveBeenCalled();
  });

  test('that forbids to open it ends in memory also where the console throws at a warning', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('Unexpected console.warn');
    });
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The user denied it.', 'SecurityError');
    });
    const [emulator] = tabsOn(1);
    // The first call may tell of it.
    await outcome(emulator.call('CreateApiGroup', { GroupName: 'Weather' }));
    expect(await outcome(emulator.call('DescribeApiGroups', {}))).toBe('ok');
  });
});

test('a tab that is disposed of during calls finishes them, and lets go of the database', async () => {
  const shared = { ...NO_LIMITS, name: crypto.randomUUID() };
  const emulator = createEmulator(shared);
  const calls = Array.from({ length: 50 }, (_, i) =>
    outcome(emulator.call('CreateApiGroup', { GroupName: `Group_${i}` })),
  );
  await Promise.all([emulator.dispose(), emulator.dispose()]);
  calls.push(outcome(emulator.call('CreateApiGroup', { GroupName: 'Later' })));
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['ok']));
  expect(await names(emulator)).toHaveLength(51);
  await emulator.dispose();
  const blocked = vi.fn<() => void>();
  await deleteDB(shared.name, { blocked });
  expect(blocked).not.toHaveBeenCalled();
});
