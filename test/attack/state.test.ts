import 'fake-indexeddb/auto';
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions, Fixture, Snapshot, Store, Transaction } from 'cloudapi-emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { processorTimer } from '../processor-timer.ts';
import { createMemoryStore } from '../../src/store/memory.ts';

afterEach(() => vi.restoreAllMocks());

const ID = (digit: string): string => digit.repeat(32);
const memory = (options: EmulatorOptions = {}): Emulator => createEmulator({ storage: 'memory', ...options });
const total = async (emulator: Emulator): Promise<number> =>
  (await emulator.call('DescribeApiGroups', {})).TotalCount;
const FREE = { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } };

/** A store that fails while it is told to. */
function moody(): Store & { isIll: boolean } {
  const inner = createMemoryStore();
  return {
    ...inner,
    isIll: false,
    transaction(mode, work) {
      if (this.isIll) return Promise.reject(new Error('The disk is full.'));
      return inner.transaction(mode, work);
    },
  };
}

describe('a fixture that could not be brought in', () => {
  test('because the storage failed once is brought in by the next call', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const storage = moody();
    const emulator = createEmulator({ storage, fixture: { groups: ['Weather'] } });
    storage.isIll = true;
    await expect(emulator.call('DescribeApiGroups', {})).rejects.toThrow();
    storage.isIll = false;
    expect(await total(emulator)).toBe(1);
  });

  test('because the clock gave no time once is brought in by the next call', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    let now = NaN;
    const emulator = memory({ clock: () => now, fixture: { groups: ['Weather'] } });
    await expect(emulator.ready()).rejects.toThrow('clock');
    now = 0;
    expect(await total(emulator)).toBe(1);
  });

  test('because the quota was too small is brought in once it is not', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const emulator = memory({ limits: { groupsPerRegion: 0 }, fixture: { groups: ['Weather'] } });
    await expect(emulator.ready()).rejects.toThrow('ExceedLimitApiGroup');
    emulator.setLimits({ groupsPerRegion: 1 });
    expect(await total(emulator)).toBe(1);
  });

  test('is no more in the way once the state was restored', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const other = memory();
    await other.seed({ groups: ['Climate'] });
    const emulator = memory({ limits: { groupsPerRegion: 0 }, fixture: { groups: ['Weather'] } });
    await expect(emulator.ready()).rejects.toThrow('ExceedLimitApiGroup');
    await emulator.restore(await other.snapshot());
    expect(await total(emulator)).toBe(1);
  });
});

describe('all or nothing', () => {
  test.for(['seed', 'reset', 'restore'] as const)(
    'a storage that fails in %s leaves the state',
    async (what) => {
      const name = crypto.randomUUID();
      const emulator = createEmulator({ name, fixture: { groups: ['Weather'] }, limits: FREE });
      await emulator.seed({ groups: ['Climate'] });
      const before = await emulator.snapshot();
      const other = memory({ limits: FREE });
      await other.seed({ groups: Array.from({ length: 200 }, (_, i) => `Group_${i}`) });
      const snapshot = await other.snapshot();
      const real = IDBDatabase.prototype.transaction;
      const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
        this: IDBDatabase,
        ...parameters: Parameters<typeof real>
      ) {
        const transaction = real.apply(this, parameters);
        if (parameters[1] === 'readwrite') queueMicrotask(() => transaction.abort());
        return transaction;
      });
      const doing = {
        seed: () => emulator.seed({ groups: ['One1', 'Two2'] }),
        reset: () => emulator.reset(),
        restore: () => emulator.restore(snapshot),
      }[what];
      await expect(doing()).rejects.toThrow();
      spy.mockRestore();
      expect(await emulator.snapshot()).toEqual(before);
      const fresh = createEmulator({ name, fixture: { groups: ['Weather'] } });
      expect(await fresh.snapshot()).toEqual(before);
      await Promise.all([emulator.dispose(), fresh.dispose()]);
    },
  );
});

describe('restore and reset amid fifty calls in two emulators on one database', () => {
  test.for(['reset', 'restore'] as const)('%s: both agree in the end, no call breaks', async (what) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const options = { name: crypto.randomUUID(), limits: FREE, seed: 'a', fixture: { groups: ['Weather'] } };
    const [one, two] = [createEmulator(options), createEmulator(options)];
    await Promise.all([one.ready(), two.ready()]);
    const snapshot = await one.snapshot();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i): Promise<unknown> => {
        const emulator = i % 2 === 0 ? one : two;
        if (i % 10 === 9) return what === 'reset' ? emulator.reset() : emulator.restore(snapshot);
        return emulator.call('CreateApiGroup', { GroupName: `Group_${i}` });
      }),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect((await one.snapshot()).groups).toEqual((await two.snapshot()).groups);
    expect(log).not.toHaveBeenCalled();
    await Promise.all([one.dispose(), two.dispose()]);
  });
});

describe('hostile fixtures', () => {
  test.for<[string, () => unknown]>([
    ['a hole among the groups', () => ({ groups: [, 'Weather'] })],
    ['a hole among the models', () => ({ groups: [{ GroupName: 'Weather', Models: [, 'Order'] }] })],
    ['a symbol', () => ({ groups: [Symbol('x')] })],
    ['a BigInt', () => ({ groups: [{ GroupName: 10n }] })],
    [
      'a BigInt in a schema',
      () => ({ groups: [{ GroupName: 'Weather', Models: [{ ModelName: 'a', Schema: { x: 1n } }] }] }),
    ],
    [
      'a function for a schema',
      () => ({ groups: [{ GroupName: 'Weather', Models: [{ ModelName: 'a', Schema: () => 1 }] }] }),
    ],
    ['__proto__', () => JSON.parse('{"groups":[{"GroupName":"Weather","__proto__":{"a":1}}]}')],
    ['constructor', () => ({ groups: [{ GroupName: 'Weather', constructor: 1 }] })],
    [
      'a toJSON that throws',
      () => ({
        groups: [
          {
            GroupName: 'Weather',
            Models: [
              {
                ModelName: 'a',
                Schema: {
                  toJSON() {
                    throw new Error('mine');
                  },
                },
              },
            ],
          },
        ],
      }),
    ],
    ['a list of lists', () => ({ groups: [['Weather']] })],
    ['a Map of tags', () => ({ groups: [{ GroupName: 'Weather', Tag: new Map([['env', 'uat']]) }] })],
  ])('with %s is refused with its place', async ([, make]) => {
    const emulator = memory();
    const refusal = emulator.seed(make() as Fixture);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(/groups\[\d\]/);
    expect(await total(emulator)).toBe(0);
  });

  test('say where a value has the wrong type', async () => {
    const wrong = { groups: [{ GroupName: 'Weather', Tag: { env: 5 } }] };
    const words =
      'groups[0]: InvalidTag: The specified parameter Tag value is not valid. Tag[0].Value must be a string.';
    await expect(memory().seed(wrong as unknown as Fixture)).rejects.toThrow(words);
  });

  test('frozen, or with odd tags, are taken', async () => {
    const emulator = memory();
    const Tag = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') as Record<string, string>;
    await emulator.seed(
      Object.freeze({
        groups: Object.freeze([Object.freeze({ GroupName: 'Weather', Tag: Object.freeze(Tag) })]),
      }),
    );
    const { groups } = await emulator.snapshot();
    expect(groups[0]?.tags.map(({ Key }) => Key)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('a hundred thousand groups are thrown away faster than they were made', async () => {
    const emulator = memory({ limits: FREE, clock: () => 0 });
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const used = processorTimer();
      await work();
      return used();
    };
    const groups = Array.from({ length: 100_000 }, (_, i) => `Group_${i}`);
    const seeding = await timed(() => emulator.seed({ groups }));
    const snapshot = await emulator.snapshot();
    expect(snapshot.groups).toHaveLength(100_000);
    expect(await timed(() => emulator.reset())).toBeLessThan(seeding);
  }, 60_000);
});

describe('hostile snapshots', () => {
  const group = (changes: object = {}): object => ({
    account: '1234567890123456',
    region: 'cn-hangzhou',
    groupId: ID('a'),
    groupName: 'Weather',
    description: '',
    basePath: '/',
    instanceId: 'api-shared-vpc-001',
    tags: [],
    configs: {},
    createdTime: 0,
    modifiedTime: 0,
    ...changes,
  });
  const model = (changes: object = {}): object => ({
    account: '1234567890123456',
    region: 'cn-hangzhou',
    groupId: ID('a'),
    modelId: ID('b'),
    modelName: 'Order',
    schema: '{"type":"object"}',
    references: [],
    description: '',
    tags: [],
    createdTime: 0,
    modifiedTime: 0,
    ...changes,
  });
  const snapshot = (changes: object = {}): Snapshot =>
    ({
      format: 'cloudapi-emulator',
      version: 2,
      ids: { resources: 0, requests: 0 },
      groups: [group()],
      models: [model()],
      apis: [],
      ...changes,
    }) as Snapshot;

  test('a good one is taken', async () => {
    const emulator = memory();
    await emulator.restore(snapshot());
    expect(await emulator.snapshot()).toEqual(snapshot());
  });

  test.for<[string, object]>([
    ['an id twice in two accounts', { groups: [group(), group({ account: '2', groupName: 'Other' })] }],
    ['an id twice in two regions', { groups: [group(), group({ region: 'cn-beijing' })] }],
    ['a model in another account than its group', { models: [model({ account: '2' })] }],
    ['a hole', { groups: [, group()] }],
    ['a schema that is none', { models: [model({ schema: 'no JSON' })] }],
    ['the last count that there is', { ids: { resources: Number.MAX_SAFE_INTEGER, requests: 0 } }],
    ['a BigInt', { groups: [group({ createdTime: 1n })] }],
  ])('one with %s is refused, and changes nothing', async ([, changes]) => {
    const emulator = memory();
    await emulator.seed({ groups: ['Kept'] });
    const before = await emulator.snapshot();
    await expect(emulator.restore(snapshot(changes))).rejects.toThrow(TypeError);
    expect(await emulator.snapshot()).toEqual(before);
  });

  test('a cycle of models hangs no later call', async () => {
    const ref = (id: string): string => `https://apigateway.aliyun.com/models/${ID('a')}/${ID(id)}`;
    const emulator = memory();
    await emulator.restore(
      snapshot({
        models: [
          model({ modelName: 'One', references: [ref('c')] }),
          model({ modelName: 'Two', modelId: ID('c'), references: [ref('b')] }),
        ],
      }),
    );
    await emulator.call('ModifyModel', { GroupId: ID('a'), ModelName: 'One', Schema: '{"type":"object"}' });
  });

  test('any state that calls can make is restored', async () => {
    const emulator = memory({ rules: 'observed', clock: () => 1.5 });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'a-b-c', Description: '\uD800' });
    await emulator.call('ModifyApiGroup', {
      GroupId,
      UserLogConfig: '{"a":1}',
      PassthroughHeaders: 'x'.repeat(100_000),
      RpcPattern: '',
      CompatibleFlags: '__proto__',
    });
    await emulator.call('CreateModel', { GroupId, ModelName: '\uDC00\0', Schema: '{"type":"object"}' });
    await emulator.handle(
      new Request('http://localhost/api?Action=CreateApiGroup&GroupName=Weather&RegionId=Paris%20!'),
    );
    const taken = await emulator.snapshot();
    const copy = memory();
    await copy.restore(JSON.parse(JSON.stringify(taken)) as Snapshot);
    expect(await copy.snapshot()).toEqual(taken);
  });
});

describe('a Store of one’s own', () => {
  class Mine implements Store {
    readonly #inner = createMemoryStore();
    readonly kind = 'mine';
    readonly persistent = true;
    transaction<Result>(mode: 'read' | 'write', work: (transaction: Transaction) => Result): Promise<Result> {
      return this.#inner.transaction(mode, work);
    }
    close(): Promise<void> {
      return this.#inner.close();
    }
  }

  test('may be a class with private members', async () => {
    const emulator = createEmulator({
      storage: new Mine(),
      name: crypto.randomUUID(),
      fixture: { groups: ['Weather'] },
      seed: 'a',
    });
    const told: number[] = [];
    emulator.subscribe(({ groups }) => told.push(groups.length));
    await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
    const snapshot = await emulator.snapshot();
    await emulator.reset();
    await emulator.restore(snapshot);
    expect(await total(emulator)).toBe(2);
    await emulator.dispose();
    expect(told).toEqual([1, 1, 2, 2].slice(0, told.length));
  });

  test('its changes are not told to an emulator on another store', async () => {
    const [one, two] = [createEmulator({ storage: new Mine() }), createEmulator({ storage: new Mine() })];
    const told: unknown[] = [];
    two.subscribe((change) => told.push(change));
    await one.call('CreateApiGroup', { GroupName: 'Weather' });
    // A marker on the same channel comes after whatever was posted before.
    await two.call('CreateApiGroup', { GroupName: 'Weather' });
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(told).toHaveLength(1);
    await Promise.all([one.dispose(), two.dispose()]);
  });
});
