import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiGroup } from '../src/resources/api-group.ts';
import type { Store } from '../src/store/store.ts';

/** A group with little to say; `at` is when it was modified. */
function group(groupId: string, groupName = groupId, at = 0, region = 'cn-hangzhou'): ApiGroup {
  return {
    account: '1',
    region,
    groupId,
    groupName,
    description: '',
    basePath: '/',
    instanceId: 'api-shared-vpc-001',
    tags: [],
    configs: {},
    createdTime: 0,
    modifiedTime: at,
  };
}

const HANGZHOU = ['1', 'cn-hangzhou'];

/**
 * What every store does, whatever it keeps its rows in.
 * @param create gives a new, empty store; what it needs to clean up it does itself.
 */
export function describeStore(name: string, create: () => Store): void {
  describe(`${name} store`, () => {
    test('gives back what was inserted, by key and by name', async () => {
      const store = create();
      await store.transaction('write', (transaction) => transaction.insert('groups', group('a', 'Weather')));
      await store.transaction('read', (transaction) => {
        expect(transaction.get('groups', ['a'])).toEqual(group('a', 'Weather'));
        expect(transaction.find('groups', [...HANGZHOU, 'Weather'])).toEqual(group('a', 'Weather'));
        expect(transaction.get('groups', ['b'])).toBeUndefined();
        expect(transaction.find('groups', ['1', 'cn-beijing', 'Weather'])).toBeUndefined();
      });
      await store.close();
    });

    test('keeps a partition in order, with rows of one moment as they were inserted', async () => {
      const store = create();
      await store.transaction('write', (transaction) => {
        transaction.insert('groups', group('late', 'late', 2));
        transaction.insert('groups', group('first', 'first', 1));
        transaction.insert('groups', group('second', 'second', 1));
        transaction.insert('groups', group('elsewhere', 'elsewhere', 1, 'cn-beijing'));
      });
      const list = (options?: Parameters<Parameters<Parameters<Store['transaction']>[1]>[0]['list']>[2]) =>
        store.transaction('read', (transaction) =>
          transaction.list('groups', HANGZHOU, options).map((row) => row.groupId),
        );
      expect(await list()).toEqual(['late', 'second', 'first']);
      expect(await list({ direction: 'ascending' })).toEqual(['first', 'second', 'late']);
      expect(await list({ offset: 1, limit: 1 })).toEqual(['second']);
      expect(await list({ offset: 2, limit: 5 })).toEqual(['first']);
      expect(await list({ offset: 3 })).toEqual([]);
      expect(await list({ offset: 1, direction: 'ascending' })).toEqual(['second', 'late']);
      const all = await store.transaction('read', (transaction) =>
        transaction.all('groups').map((row) => row.groupId),
      );
      expect(all).toEqual(['late', 'first', 'second', 'elsewhere']);
      await store.close();
    });

    test('moves an updated row in the order and frees its old name', async () => {
      const store = create();
      await store.transaction('write', (transaction) => {
        transaction.insert('groups', group('a', 'old', 1));
        transaction.insert('groups', group('b', 'other', 2));
        transaction.update('groups', group('a', 'new', 3));
        expect(transaction.list('groups', HANGZHOU).map((row) => row.groupId)).toEqual(['a', 'b']);
        expect(transaction.find('groups', [...HANGZHOU, 'old'])).toBeUndefined();
        expect(transaction.count('groups', HANGZHOU)).toBe(2);
      });
      await store.close();
    });

    test('rejects a key or a name that is taken, and an update of nothing', async () => {
      const store = create();
      await store.transaction('write', (transaction) => transaction.insert('groups', group('a', 'Weather')));
      const refused = (row: ApiGroup, method: 'insert' | 'update'): Promise<void> =>
        expect(
          store.transaction('write', (transaction) => transaction[method]('groups', row)),
        ).rejects.toThrow();
      await refused(group('a', 'Else'), 'insert');
      await refused(group('b', 'Weather'), 'insert');
      await refused(group('b', 'Else'), 'update');
      await store.close();
    });

    test('undoes everything when the work rejects', async () => {
      const store = create();
      await store.transaction('write', (transaction) => {
        transaction.insert('groups', group('a'));
        transaction.insert('groups', group('b'));
        transaction.note('throttle', ['1', 'CreateApiGroup'], { start: 0, calls: 1 });
      });
      const failing = store.transaction('write', (transaction) => {
        transaction.insert('groups', group('c'));
        transaction.update('groups', group('a', 'renamed', 9));
        transaction.remove('groups', ['b']);
        transaction.note('throttle', ['1', 'CreateApiGroup'], { start: 0, calls: 2 });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await store.transaction('read', (transaction) => {
        expect(transaction.list('groups', HANGZHOU)).toEqual([group('b'), group('a')]);
        expect(transaction.count('groups', HANGZHOU)).toBe(2);
        expect(transaction.find('groups', [...HANGZHOU, 'renamed'])).toBeUndefined();
        expect(transaction.recall('throttle', ['1', 'CreateApiGroup'])).toEqual({ start: 0, calls: 1 });
      });
      await store.close();
    });

    test('lets no write come between the reads and the writes of another', async () => {
      const store = create();
      const insertIfFree = (id: string): Promise<boolean> =>
        store.transaction('write', (transaction) => {
          if (transaction.find('groups', [...HANGZHOU, 'Weather']) !== undefined) return false;
          transaction.insert('groups', group(id, 'Weather'));
          return true;
        });
      const won = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(insertIfFree));
      expect(won.filter(Boolean)).toHaveLength(1);
      await store.close();
    });

    test('goes on after a close', async () => {
      const store = create();
      await store.transaction('write', (transaction) => transaction.insert('groups', group('a')));
      await store.close();
      const found = await store.transaction('read', (transaction) => transaction.get('groups', ['a']));
      expect(found).toEqual(group('a'));
      await store.close();
    });

    test('agrees with a plain list over any series of writes', async () => {
      const id = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '');
      const step = fc.record({
        method: fc.constantFrom('insert', 'insert', 'update', 'remove' as const),
        id,
        name: fc.oneof(id, fc.string({ unit: 'binary', maxLength: 3 })),
        at: fc.integer({ min: -2, max: 2 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          const store = create();
          let model: ApiGroup[] = [];
          for (const { method, id: key, name: text, at } of steps) {
            const row = group(key, text, at);
            const others = model.filter((other) => other.groupId !== key);
            const exists = others.length < model.length;
            const clashes = method !== 'remove' && others.some((other) => other.groupName === text);
            const ok = method === 'remove' || (exists === (method === 'update') && !clashes);
            const run = store.transaction('write', (transaction) =>
              method === 'remove' ? transaction.remove('groups', [key]) : transaction[method]('groups', row),
            );
            if (!ok) await expect(run).rejects.toThrow();
            else {
              await run;
              if (method === 'update') model = model.map((other) => (other.groupId === key ? row : other));
              else model = method === 'insert' ? [...others, row] : others;
            }
          }
          // The list stands in the order of insertion, and sorting is stable.
          const sorted = model.toSorted((a, b) => a.modifiedTime - b.modifiedTime);
          await store.transaction('read', (transaction) => {
            expect(transaction.list('groups', HANGZHOU, { direction: 'ascending' })).toEqual(sorted);
            expect(transaction.list('groups', HANGZHOU)).toEqual(sorted.toReversed());
            expect(transaction.list('groups', HANGZHOU, { offset: 1, limit: 2 })).toEqual(
              sorted.toReversed().slice(1, 3),
            );
            expect(transaction.count('groups', HANGZHOU)).toBe(sorted.length);
          });
          await store.close();
        }),
        { numRuns: 40 },
      );
    });
  });
}
