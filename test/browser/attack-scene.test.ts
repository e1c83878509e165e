import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';

const open: Emulator[] = [];
const names: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((emulator) => emulator.dispose()));
  await Promise.all(names.splice(0).map((name) => deleteDB(name)));
});
function tabs(count: number, options: EmulatorOptions = {}): readonly Emulator[] {
  const name = `issue4-${crypto.randomUUID()}`;
  names.push(name);
  const made = Array.from({ length: count }, () => createEmulator({ name, ...options }));
  open.push(...made);
  return made;
}
const FREE = { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } };
const total = async (emulator: Emulator): Promise<number> =>
  (await emulator.call('DescribeApiGroups', {})).TotalCount;

describe('in three tabs at once', () => {
  test.for(['reset', 'restore'] as const)(
    '%s amid sixty calls: all agree in the end, no call breaks',
    async (what) => {
      const log = vi.spyOn(console, 'error').mockReturnValue();
      const made = tabs(3, { limits: FREE, seed: 'a', fixture: { groups: ['Weather'] } });
      await Promise.all(made.map((tab) => tab.ready()));
      const snapshot = await made[0]!.snapshot();
      const results = await Promise.allSettled(
        Array.from({ length: 60 }, (_, i): Promise<unknown> => {
          const tab = made[i % 3]!;
          if (i % 10 === 9) return what === 'reset' ? tab.reset() : tab.restore(snapshot);
          return tab.call('CreateApiGroup', { GroupName: `Group_${i}` });
        }),
      );
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
      const groups = await Promise.all(made.map(async (tab) => (await tab.snapshot()).groups));
      expect(groups[1]).toEqual(groups[0]);
      expect(groups[2]).toEqual(groups[0]);
      expect(log).not.toHaveBeenCalled();
    },
  );

  test('a hundred seeded groups with one seed have a hundred ids, over checkpoints', async () => {
    const made = tabs(3, { limits: FREE, seed: 'a' });
    const ids = await Promise.all(
      Array.from(
        { length: 150 },
        async (_, i) => (await made[i % 3]!.call('CreateApiGroup', { GroupName: `Group_${i}` })).GroupId,
      ),
    );
    expect(new Set(ids).size).toBe(150);
  });

  test('a thousand groups are restored in one piece: another tab sees none or all', async () => {
    const [one, two] = tabs(2, { limits: FREE }) as [Emulator, Emulator];
    const other = createEmulator({ storage: 'memory', limits: FREE });
    await other.seed({ groups: Array.from({ length: 1000 }, (_, i) => `Group_${i}`) });
    const snapshot = await other.snapshot();
    const seen = new Set<number>();
    const restored = one.restore(snapshot);
    for (let i = 0; i < 20; i += 1) seen.add(await total(two));
    await restored;
    seen.add(await total(two));
    expect([...seen].filter((count) => count !== 0)).toEqual([1000]);
  });
});

describe('another tab', () => {
  const message = async (emulator: Emulator): Promise<unknown> =>
    new Promise((resolve) => {
      const stop = emulator.subscribe((change) => {
        stop();
        resolve(change);
      });
    });

  test('is heard again after dispose and the next call', async () => {
    const [here, there] = tabs(2) as [Emulator, Emulator];
    const told: boolean[] = [];
    here.subscribe(({ remote }) => told.push(remote));
    await here.dispose();
    expect(await total(here)).toBe(0);
    const third = createEmulator({ name: names[0] });
    open.push(third);
    // What the third has been told, the first was told too, if it listens.
    const heard = message(third);
    await there.call('CreateApiGroup', { GroupName: 'Weather' });
    await heard;
    await total(here);
    expect(told).toEqual([true]);
  });

  test('that is told rubbish by other code on the channel goes on', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const [here, there] = tabs(2) as [Emulator, Emulator];
    const told: string[] = [];
    here.subscribe(({ groups, models }) => told.push(...groups, ...models));
    const channel = new BroadcastChannel(`cloudapi-emulator ${names[0]}`);
    for (const rubbish of [
      null,
      undefined,
      1,
      'reload',
      [],
      {},
      { groups: null, models: 5 },
      new Blob(['x']),
    ])
      channel.postMessage(rubbish);
    channel.close();
    const third = createEmulator({ name: names[0] });
    open.push(third);
    const heard = message(third);
    const { GroupId } = await there.call('CreateApiGroup', { GroupName: 'Weather' });
    await heard;
    await total(here);
    expect(told).toEqual([GroupId]);
    expect(log).not.toHaveBeenCalled();
  });
});

describe('a set-up', () => {
  const calls = async (path: string): Promise<boolean> => {
    const response = await fetch(`${path}?Action=DescribeRegions`);
    return response.headers.get('x-acs-request-id') !== null;
  };
  const quiet = { quiet: true } as const;

  test('that is started and stopped at once ends as the last word said', async () => {
    const setup = setupEmulator({ storage: 'memory', endpoints: ['/api/race'], expose: true });
    await Promise.all([setup.start(quiet), setup.stop(), setup.start(quiet)]);
    const answered = [await calls('/api/race'), window.cloudapiEmulator === setup.emulator];
    await Promise.all([setup.stop(), setup.start(quiet), setup.stop()]);
    answered.push(await calls('/api/race'), window.cloudapiEmulator === setup.emulator);
    await setup.stop();
    expect(answered).toEqual([true, true, false, false]);
  });

  test('whose fixture is not valid leaves nothing behind when its start has failed', async () => {
    const setup = setupEmulator({
      storage: 'memory',
      endpoints: ['/api/wrong'],
      expose: true,
      fixture: { groups: ['no'] },
    });
    await expect(setup.start(quiet)).rejects.toThrow('InvalidGroupName');
    const left = [window.cloudapiEmulator, await calls('/api/wrong')];
    await setup.stop();
    expect(left).toEqual([undefined, false]);
  });

  test('whose worker does not start is not exposed', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const setup = setupEmulator({ storage: 'memory', expose: true });
    await expect(setup.start({ ...quiet, serviceWorker: { url: '/no-such-worker.js' } })).rejects.toThrow(
      'did not start',
    );
    const left = window.cloudapiEmulator;
    delete window.cloudapiEmulator;
    // msw has unregistered its worker. Chromium may bring that back for the page of the next file, without control of it.
    const next = setupEmulator({ storage: 'memory' });
    await next.start(quiet);
    await next.stop();
    expect(left).toBeUndefined();
  });

  test('is exposed with its own emulator, once for each start, and gone when it is stopped', async () => {
    const setup = setupEmulator({ storage: 'memory', endpoints: ['/api/expose'], expose: true });
    const told: Emulator[] = [];
    const listen = ({ detail }: CustomEvent<Emulator>): void => void told.push(detail);
    addEventListener('cloudapi-emulator', listen);
    await Promise.all([setup.start(quiet), setup.start(quiet)]);
    expect(window.cloudapiEmulator).toBe(setup.emulator);
    await setup.stop();
    expect(window.cloudapiEmulator).toBeUndefined();
    await setup.start(quiet);
    await setup.stop();
    removeEventListener('cloudapi-emulator', listen);
    expect(told).toEqual([setup.emulator, setup.emulator]);
  });
});
