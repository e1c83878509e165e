import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ApiGroup } from '../src/resources/api-group.ts';
import { createIndexedDbStore } from '../src/store/indexed-db.ts';
import type { IndexedDbStore } from '../src/store/indexed-db.ts';
import { StorageError } from '../src/store/storage-error.ts';
import type { Store, Transaction } from '../src/store/store.ts';

const HANGZHOU = ['1', 'cn-hangzhou'];

export function group(groupId: string, description = ''): ApiGroup {
  return {
    account: '1',
    region: 'cn-hangzhou',
    groupId,
    groupName: groupId,
    description,
    basePath: '/',
    instanceId: 'api-shared-vpc-001',
    tags: [],
    configs: {},
    createdTime: 0,
    modifiedTime: 0,
  };
}

/** A write as an operation makes it: a group, and how often it was called. */
export function insert(store: Store, groupId: string, description?: string): Promise<void> {
  return store.transaction('write', (transaction) => {
    countCall(transaction);
    transaction.insert('groups', group(groupId, description));
  });
}

export function remove(store: Store, groupId: string): Promise<void> {
  return store.transaction('write', (transaction) => {
    countCall(transaction);
    transaction.remove('groups', [groupId]);
  });
}

/** What `emulator.reset()` does, with some groups as its fixture. */
export async function reset(store: Store, ...ids: readonly string[]): Promise<void> {
  try {
    await replace(store, ...ids);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    await store.erase?.();
    await replace(store, ...ids);
  }
}

export function replace(store: Store, ...ids: readonly string[]): Promise<void> {
  return store.transaction('write', (transaction) => {
    transaction.clear();
    for (const id of ids) transaction.insert('groups', group(id));
    transaction.note('begun', [], true);
  });
}

function countCall(transaction: Transaction): void {
  const calls = (transaction.recall('throttle', ['1', 'Call'])?.calls ?? 0) + 1;
  transaction.note('throttle', ['1', 'Call'], { start: 0, calls });
}

export function groupIds(store: Store): Promise<readonly string[]> {
  return store.transaction('read', (transaction) =>
    transaction
      .list('groups', HANGZHOU)
      .map((row) => row.groupId)
      .toSorted(),
  );
}

/** Refuses what Chromium refuses while the quota is used up: every write, but no deletion. */
export function fillDisk(): readonly { mockRestore(): void }[] {
  return (['add', 'put'] as const).map((method) =>
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
      throw new DOMException('The current transaction exceeded its quota limitations.', 'QuotaExceededError');
    }),
  );
}

async function dump(name: string): Promise<unknown> {
  const database = await openDB(name);
  const all = [await database.getAll('records'), await database.getAll('log')];
  database.close();
  return all;
}

/** What a damaged, a full, a newer or a blocked database does to a store. Runs with every IndexedDB. */
export function describeStorageAttacks(): void {
  const stores: IndexedDbStore[] = [];
  const names: string[] = [];
  const open = (name: string = crypto.randomUUID()): IndexedDbStore & { readonly name: string } => {
    const store = createIndexedDbStore(name);
    stores.push(store);
    names.push(name);
    return Object.assign(Object.create(store) as IndexedDbStore, { name });
  };
  afterEach(async () => {
    vi.restoreAllMocks();
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await Promise.all([...new Set(names.splice(0))].map((name) => deleteDB(name)));
  });

  describe('a log that was tampered with in the browser’s developer tools', () => {
    test('and is empty takes the next write, in every tab', async () => {
      const [first, second] = [open(), open()];
      const other = open(first.name);
      await insert(first, 'a');
      await groupIds(other);
      const database = await openDB(first.name);
      await database.clear('log');
      database.close();
      await insert(first, 'b');
      await insert(other, 'c');
      await insert(first, 'd');
      expect(await groupIds(first)).toEqual(['b', 'c', 'd']);
      expect(await groupIds(other)).toEqual(['b', 'c', 'd']);
      expect(await groupIds(second)).toEqual([]);
    });

    test('and lacks its newest revision never passes a new one off as the old', async () => {
      const first = open();
      const sleeper = open(first.name);
      await insert(first, 'a');
      await insert(first, 'b');
      expect(await groupIds(sleeper)).toEqual(['a', 'b']);
      const database = await openDB(first.name);
      const keys = await database.getAllKeys('log');
      await database.delete('log', keys.at(-1)!);
      database.close();
      await insert(first, 'c');
      expect(await groupIds(first)).toEqual(['a', 'c']);
      expect(await groupIds(sleeper)).toEqual(['a', 'c']);
    });
  });

  test('a write that is refused again and again, without a reason, fails with words and blocks nothing', async () => {
    const store = open();
    await insert(store, 'a');
    const real = IDBObjectStore.prototype.add;
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...parameters: Parameters<typeof real>
    ) {
      const request = real.apply(this, parameters);
      this.transaction.abort();
      return request;
    });
    await expect(insert(store, 'b')).rejects.toMatchObject({ name: 'StorageError', reason: 'refused' });
    expect(add).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
    await insert(store, 'c');
    expect(await groupIds(store)).toEqual(['a', 'c']);
  });

  test('a write is committed when its row has been taken, not before, so that no engine completes it without', async () => {
    const store = open();
    await insert(store, 'a');
    const events: string[] = [];
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...parameters: Parameters<typeof add>
    ) {
      const request = add.apply(this, parameters);
      request.addEventListener('success', () => events.push('added'));
      return request;
    });
    const commit = IDBTransaction.prototype.commit;
    vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
      events.push('commit');
      commit.call(this);
    });
    await insert(store, 'b');
    expect(events).toEqual(['added', 'commit']);
  });

  test('names that changed hands before a checkpoint are no damage', async () => {
    const store = open();
    const rename = (id: string, groupName: string): Promise<void> =>
      store.transaction('write', (transaction) => transaction.update('groups', { ...group(id), groupName }));
    for (let i = 0; i < 100; i += 1) await insert(store, `g${i}`);
    await rename('g0', 'first');
    await rename('g0', 'second');
    await rename('g1', 'first');
    for (let i = 100; i < 140; i += 1) await insert(store, `g${i}`);
    expect(await groupIds(open(store.name))).toHaveLength(140);
  });

  describe('on a full disk', () => {
    test('what was kept stays and can be read, and a new row is refused with words, once in the console', async () => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      await insert(store, 'a');
      fillDisk();
      for (const id of ['b', 'c']) {
        const refusal = await insert(store, id).catch((error: unknown) => error);
        expect(refusal).toMatchObject({ name: 'StorageError', reason: 'full' });
        expect((refusal as Error).message).toContain('emulator.reset()');
        expect(await groupIds(store)).toEqual(['a']);
      }
      expect(store.problem).toContain('no space left');
      expect(warn).toHaveBeenCalledOnce();
      expect(await groupIds(open(store.name))).toEqual(['a']);
    });

    test('a read that is counted goes on', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      await insert(store, 'a');
      fillDisk();
      const read = (): Promise<number | undefined> =>
        store.transaction('write', (transaction) => {
          countCall(transaction);
          return transaction.recall('throttle', ['1', 'Call'])?.calls;
        });
      expect([await read(), await read()]).toEqual([2, 3]);
    });

    test.each(['a', 'b', 'c'])('group %s of three can be removed', async (id) => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      const left = ['a', 'b', 'c'].filter((other) => other !== id);
      for (const each of ['a', 'b', 'c']) await insert(store, each, 'x'.repeat(1000));
      fillDisk();
      await remove(store, id);
      expect(await groupIds(store)).toEqual(left);
      expect(await groupIds(open(store.name))).toEqual(left);
      vi.restoreAllMocks();
      await insert(store, 'd');
      expect(store.problem).toBeUndefined();
      expect(await groupIds(open(store.name))).toEqual([...left, 'd']);
    });

    test('a removal reaches other tabs with the first write that finds space', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      const other = open(store.name);
      for (const id of ['a', 'b', 'c']) await insert(store, id, 'x'.repeat(1000));
      await groupIds(other);
      fillDisk();
      await remove(store, 'b');
      vi.restoreAllMocks();
      await insert(store, 'd');
      expect(await groupIds(other)).toEqual(['a', 'c', 'd']);
    });

    test('removing works after checkpoints too, and brings no older row back', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      for (let i = 0; i < 140; i += 1) await insert(store, `g${i}`, 'old'.repeat(100));
      for (let i = 0; i < 30; i += 1) {
        await store.transaction('write', (transaction) => {
          transaction.update('groups', group(`g${i}`, 'new'.repeat(100)));
        });
      }
      fillDisk();
      for (let i = 0; i < 140; i += 2) await remove(store, `g${i}`);
      const fresh = open(store.name);
      for (const each of [store, fresh]) {
        expect(await groupIds(each)).toHaveLength(70);
        const row = await each.transaction('read', (transaction) => transaction.get('groups', ['g1']));
        expect(row?.description).toBe('new'.repeat(100));
      }
    });

    test('no value comes back that a later one replaced, though the later one stands in a checkpoint', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      const redescribe = (text: string, ...more: readonly string[]): Promise<void> =>
        store.transaction('write', (transaction) => {
          transaction.update('groups', group('a', text));
          for (const id of more) transaction.insert('groups', group(id));
        });
      await insert(store, 'a', 'kept');
      for (let i = 0; i < 127; i += 1) await insert(store, `g${i}`);
      await redescribe('replaced', 'b');
      await redescribe('kept');
      await insert(store, 'c');
      fillDisk();
      await expect(insert(store, 'd')).rejects.toMatchObject({ reason: 'full' });
      const rows = await open(store.name).transaction('read', (transaction) => transaction.all('groups'));
      expect(rows.find((row) => row.groupId === 'a')?.description).toBe('kept');
      expect(rows).toHaveLength(130);
    });

    test('a group that was written together with others is refused to go, and takes none with it', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      await replace(store, 'a', 'b');
      fillDisk();
      await expect(remove(store, 'a')).rejects.toMatchObject({ reason: 'full' });
      for (const each of [store, open(store.name)]) expect(await groupIds(each)).toEqual(['a', 'b']);
    });

    test('a reset empties everything', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      for (let i = 0; i < 70; i += 1) await insert(store, `g${i}`);
      fillDisk();
      await reset(store);
      expect(await groupIds(store)).toEqual([]);
      expect(await groupIds(open(store.name))).toEqual([]);
      vi.restoreAllMocks();
      await insert(store, 'after');
      expect(await groupIds(store)).toEqual(['after']);
      expect(await groupIds(open(store.name))).toEqual(['after']);
    });

    test('a reset to a fixture empties everything, and brings the fixture in as soon as there is space', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      for (let i = 0; i < 5; i += 1) await insert(store, `g${i}`, 'x'.repeat(1000));
      fillDisk();
      await expect(reset(store, 'fixture')).rejects.toMatchObject({ reason: 'full' });
      expect(await groupIds(store)).toEqual([]);
      vi.restoreAllMocks();
      await reset(store, 'fixture');
      expect(store.problem).toBeUndefined();
      for (const each of [store, open(store.name)]) expect(await groupIds(each)).toEqual(['fixture']);
    });

    test('a replacement that does not fit leaves everything as it was', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      await insert(store, 'a', 'x'.repeat(1000));
      fillDisk();
      await expect(replace(store, 'b')).rejects.toMatchObject({ reason: 'full' });
      expect(await groupIds(store)).toEqual(['a']);
      expect(await groupIds(open(store.name))).toEqual(['a']);
    });
  });

  describe('a damaged database', () => {
    const record = (value: object): object => ({ id: 'groups ["x"]', table: 'groups', sequence: 9, value });
    const damages: Readonly<Record<string, readonly ['records' | 'log', object]>> = {
      'a row without its name': ['records', record({ ...group('x'), groupName: undefined })],
      'a time that is text': ['records', record({ ...group('x'), createdTime: 'yesterday' })],
      'a row under another id': ['records', record(group('y'))],
      'two rows of one name': ['records', record({ ...group('x'), groupName: 'a' })],
      'a row of an unknown table': ['records', { id: 'x', table: 'theirs', sequence: 1, value: {} }],
      'a record that is something else': ['records', { id: 'x', colour: 'red' }],
      'a counter that is text': [
        'records',
        { id: 'notes ["ids"]', table: 'notes', sequence: 0, value: 'five' },
      ],
      'a revision that is no list of changes': ['log', { revision: 2 ** 50, changes: 'spoilt' }],
      'a revision with a spoilt row': [
        'log',
        { revision: 2 ** 50, changes: new Map([['groups ["x"]', record({ groupId: 'x' })]]) },
      ],
    };
    const spoil = async (name: string, damage: readonly ['records' | 'log', object]): Promise<void> => {
      const database = await openDB(name);
      await database.put(...damage);
      database.close();
    };

    test.each(Object.entries(damages))(
      'with %s fails every call with words, loses nothing, and is mended by a reset',
      async (_, damage) => {
        const warn = vi.spyOn(console, 'warn').mockReturnValue();
        const before = open();
        await insert(before, 'a');
        await before.close();
        await spoil(before.name, damage);
        const found = await dump(before.name);

        const store = open(before.name);
        for (const call of [groupIds(store), insert(store, 'b'), replace(store)]) {
          const failure = await call.then(
            () => undefined,
            (error: unknown) => error,
          );
          expect(failure).toMatchObject({ name: 'StorageError', reason: 'damaged' });
          expect((failure as Error).message).toContain('emulator.reset()');
        }
        expect(store.problem).toContain('damaged');
        expect(warn).toHaveBeenCalledOnce();
        expect(await dump(before.name)).toEqual(found);

        await reset(store, 'c');
        expect(store.problem).toBeUndefined();
        expect(await groupIds(store)).toEqual(['c']);
        expect(await groupIds(open(before.name))).toEqual(['c']);
      },
    );

    test('by a revision that comes while a tab is open fails its next call, and no write is lost on it', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      await insert(store, 'a');
      await spoil(store.name, ['log', { revision: 2 ** 50, changes: 'spoilt' }]);
      const found = await dump(store.name);
      await expect(groupIds(store)).rejects.toMatchObject({ reason: 'damaged' });
      await expect(insert(store, 'b')).rejects.toMatchObject({ reason: 'damaged' });
      expect(await dump(store.name)).toEqual(found);
      await reset(store);
      expect(await groupIds(store)).toEqual([]);
    });

    test('that the browser itself cannot read fails calls with words, and is deleted by a reset if nothing else helps', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const before = open();
      await insert(before, 'a');
      await before.close();
      for (const method of ['getAll', 'clear'] as const) {
        vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
          throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
        });
      }
      const store = open(before.name);
      await expect(groupIds(store)).rejects.toMatchObject({
        reason: 'damaged',
        message: expect.stringContaining('Failed to read large IndexedDB value'),
      });
      const deletion = vi.spyOn(IDBFactory.prototype, 'deleteDatabase');
      await expect(store.erase()).resolves.toBeUndefined();
      expect(deletion).toHaveBeenCalledOnce();
      vi.restoreAllMocks();
      await insert(store, 'b');
      expect(await groupIds(store)).toEqual(['b']);
    });

    test('is reset in one tab for all', async () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      const other = open(store.name);
      await insert(store, 'a');
      expect(await groupIds(other)).toEqual(['a']);
      await spoil(store.name, ['records', record({})]);
      const reloaded = open(store.name);
      await expect(groupIds(reloaded)).rejects.toMatchObject({ reason: 'damaged' });
      await reset(reloaded, 'b');
      expect(await groupIds(other)).toEqual(['b']);
    });
  });

  describe('a database that another tab holds', () => {
    test('for a deletion makes calls wait and say so, until it is over', async () => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      // Holds on to the database, as a page of other code may do.
      const holder = await openDB(store.name, 2, {
        upgrade(database) {
          database.createObjectStore('records', { keyPath: 'id' });
          database.createObjectStore('log', { keyPath: 'revision' });
        },
      });
      // Requests for one database are answered in order, so the call comes after the deletion.
      const deletion = deleteDB(store.name);
      const call = insert(store, 'b');
      await vi.waitFor(() => expect(store.problem).toContain('wait'), { timeout: 60_000, interval: 20 });
      expect(warn).toHaveBeenCalledOnce();
      holder.close();
      await Promise.all([deletion, call]);
      expect(store.problem).toBeUndefined();
      expect(await groupIds(store)).toEqual(['b']);
    });

    test('for an upgrade makes calls wait and say so, and then fail because they are older', async () => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue();
      const store = open();
      const holder = await openDB(store.name, 2);
      const upgrade = openDB(store.name, 3).then((upgraded) => upgraded.close());
      const call = insert(store, 'b').catch((error: unknown) => error);
      await vi.waitFor(() => expect(store.problem).toContain('wait'), { timeout: 60_000, interval: 20 });
      holder.close();
      await upgrade;
      expect(await call).toMatchObject({ name: 'StorageError', reason: 'newer' });
      expect(store.problem).toContain('newer version');
      expect(warn).toHaveBeenCalledTimes(2);
    });
  });

  test('a database of a newer version fails calls with words, also a reset, and is left alone', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const before = open();
    await insert(before, 'a');
    await before.close();
    (await openDB(before.name, 3)).close();
    const store = open(before.name);
    await expect(groupIds(store)).rejects.toMatchObject({ reason: 'newer' });
    await expect(reset(store)).rejects.toMatchObject({ reason: 'newer' });
    expect(warn).toHaveBeenCalledOnce();
    expect(await dump(before.name)).toHaveLength(2);
  });

  test('a database of release 0.1.0 is taken over, with its checkpoint and its log', async () => {
    const store = open();
    const before = await openDB(store.name, 1, {
      upgrade(database) {
        database.createObjectStore('records', { keyPath: 'id' });
        database.createObjectStore('log', { keyPath: 'revision' });
      },
    });
    const stored = (id: string, sequence: number): { readonly id: string; readonly value: ApiGroup } =>
      Object.assign({ id: `groups ["${id}"]`, value: group(id) }, { table: 'groups', sequence });
    for (let i = 1; i <= 70; i += 1) await before.put('records', stored(`g${i}`, i));
    const note = {
      id: 'notes ["throttle","1","Call"]',
      table: 'notes',
      value: { start: 0, calls: 7 },
      sequence: 0,
    };
    for (let revision = 65; revision <= 130; revision += 1) {
      const row = stored(`g${revision}`, revision);
      await before.put('log', {
        revision,
        changes: new Map<string, object>([
          [row.id, row],
          [note.id, note],
        ]),
      });
    }
    await before.put('log', { revision: 131, changes: new Map([['groups ["g1"]', undefined]]) });
    before.close();

    expect(await groupIds(store)).toHaveLength(129);
    await remove(store, 'g2');
    await insert(store, 'new');
    expect(await groupIds(open(store.name))).toHaveLength(129);
    const calls = await store.transaction('read', (open_) => open_.recall('throttle', ['1', 'Call']));
    expect(calls).toEqual({ start: 0, calls: 9 });
  });
}
