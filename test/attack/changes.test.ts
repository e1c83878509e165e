import 'fake-indexeddb/auto';
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions, StateChange } from 'cloudapi-emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';

const open: Emulator[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((emulator) => emulator.dispose()));
});
function tabs(options: EmulatorOptions = {}): readonly [Emulator, Emulator] {
  const shared = { name: crypto.randomUUID(), ...options };
  const both = [createEmulator(shared), createEmulator(shared)] as const;
  open.push(...both);
  return both;
}
function alone(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ storage: 'memory', ...options });
}
function told(emulator: Emulator): readonly StateChange[] {
  const changes: StateChange[] = [];
  emulator.subscribe((change) => changes.push(change));
  return changes;
}
/** Waits until a channel has delivered all that was posted before. */
async function delivered(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
const create = (emulator: Emulator, GroupName: string): Promise<unknown> =>
  emulator.call('CreateApiGroup', { GroupName });

describe('a listener', () => {
  test('that subscribes anew each time is told of each change once', async () => {
    const emulator = alone();
    let count = 0;
    const listen = (): void => {
      const stop = emulator.subscribe(() => {
        count += 1;
        // Where it is called again for the same change, it would never end.
        if (count > 10) return;
        stop();
        listen();
      });
    };
    listen();
    await create(emulator, 'Weather');
    expect(count).toBe(1);
    await create(emulator, 'Climate');
    expect(count).toBe(2);
  });

  test('that was added by another during the notification hears of the next change only', async () => {
    const emulator = alone();
    const late = vi.fn<() => void>();
    const stop = emulator.subscribe(() => {
      stop();
      emulator.subscribe(late);
    });
    await create(emulator, 'Weather');
    expect(late).not.toHaveBeenCalled();
    await create(emulator, 'Climate');
    expect(late).toHaveBeenCalledOnce();
  });

  test('that another has removed during the notification is not called', async () => {
    const emulator = alone();
    const second = vi.fn<() => void>();
    let stop = (): void => undefined;
    emulator.subscribe(() => stop());
    stop = emulator.subscribe(second);
    await create(emulator, 'Weather');
    expect(second).not.toHaveBeenCalled();
  });

  test('given twice is told until both have stopped', async () => {
    const emulator = alone();
    const listener = vi.fn<() => void>();
    const stop = emulator.subscribe(listener);
    emulator.subscribe(listener);
    stop();
    await create(emulator, 'Weather');
    expect(listener).toHaveBeenCalled();
  });

  test('that calls the emulator sees the change', async () => {
    const emulator = alone();
    const seen: Promise<number>[] = [];
    const stop = emulator.subscribe(() => {
      stop();
      seen.push(emulator.call('DescribeApiGroups', {}).then(({ TotalCount }) => TotalCount));
    });
    await create(emulator, 'Weather');
    expect(await seen[0]).toBe(1);
  });

  test('that throws harms no call where the console throws too, as test set-ups let it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {
      throw new Error('No console.error in tests.');
    });
    const emulator = alone();
    emulator.subscribe(() => {
      throw new Error('Mine.');
    });
    const second = vi.fn<() => void>();
    emulator.subscribe(second);
    await create(emulator, 'Weather');
    expect(second).toHaveBeenCalledOnce();
  });

  test('that changes what it was told changes nothing for the next one', async () => {
    const [here, there] = tabs();
    here.subscribe((change) => (change.groups as string[]).splice(0));
    const [second, remote] = [told(here), told(there)];
    await create(here, 'Weather');
    await delivered();
    expect(second[0]?.groups).toHaveLength(1);
    expect(remote[0]?.groups).toHaveLength(1);
  });

  test('that puts something of its own on what it was told harms no call', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const [here] = tabs();
    here.subscribe((change) => Object.assign(change, { stop: () => undefined }));
    await create(here, 'Weather');
  });
});

describe('what others post on the channel', () => {
  test.for<[string, unknown]>([
    ['null', null],
    ['text', 'reload'],
    ['a number', 1],
    ['a list', ['x']],
    ['another shape', { type: 'reload' }],
    ['wrong members', { groups: 'abc', models: null }],
  ])('reaches no listener: %s', async ([, message]) => {
    const name = crypto.randomUUID();
    const [here] = tabs({ name });
    const changes = told(here);
    const channel = new BroadcastChannel(`cloudapi-emulator ${name}`);
    channel.postMessage(message);
    await delivered();
    channel.close();
    expect(changes).toEqual([]);
  });

  test('an honest one is told with its own members only', async () => {
    const name = crypto.randomUUID();
    const [here] = tabs({ name });
    const changes = told(here);
    const channel = new BroadcastChannel(`cloudapi-emulator ${name}`);
    channel.postMessage({ groups: ['a'], models: [], remote: false });
    await delivered();
    channel.close();
    expect(changes).toEqual([{ groups: ['a'], models: [], apis: [], remote: true }]);
  });
});

describe('after dispose', () => {
  test('an emulator that is used again hears of other tabs again', async () => {
    const [here, there] = tabs();
    const changes = told(here);
    await here.call('DescribeApiGroups', {});
    await here.dispose();
    await here.call('DescribeApiGroups', {});
    await create(there, 'Weather');
    await delivered();
    expect(changes).toMatchObject([{ remote: true }]);
  });

  test('during a call, nothing stays open', async () => {
    const channels = { opened: 0, closed: 0 };
    const Real = BroadcastChannel;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends Real {
        constructor(name: string) {
          super(name);
          channels.opened += 1;
        }
        override close(): void {
          channels.closed += 1;
          super.close();
        }
      },
    );
    const [here] = tabs();
    await here.call('DescribeApiGroups', {});
    const real = IDBDatabase.prototype.transaction;
    let end: Promise<void> | undefined;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...parameters: Parameters<typeof real>
    ) {
      // The call is about to be kept.
      if (parameters[1] === 'readwrite') end ??= here.dispose();
      return real.apply(this, parameters);
    });
    await create(here, 'Weather');
    await end;
    expect(end).toBeDefined();
    vi.unstubAllGlobals();
    expect(channels.closed).toBe(channels.opened);
  });

  test('in the middle of fifty calls, all are answered', async () => {
    const [here] = tabs({ limits: { qps: { CreateApiGroup: Infinity } } });
    const calls = Array.from({ length: 50 }, (_, i) => create(here, `Group_${i}`));
    await Promise.all([...calls, here.dispose(), here.dispose()]);
    expect((await here.call('DescribeApiGroups', {})).TotalCount).toBe(50);
  });
});

test('an emulator that went on in memory tells other tabs nothing of what it alone knows', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const name = crypto.randomUUID();
  const [here, there] = tabs({ name });
  const changes = told(there);
  await there.call('DescribeApiGroups', {});
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('No room.', 'QuotaExceededError');
  });
  told(here);
  await create(here, 'Weather');
  expect(here.storage.persistent).toBe(false);
  await delivered();
  expect(changes).toEqual([]);
});
