import type { Emulator } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { newEmulator, newName } from './new-emulator.ts';

const LIMITS = { groupsPerRegion: Infinity, qps: { CreateApiGroup: 2 } };

let count = 0;
/** Whether a call came through the throttle. */
function passes(emulator: Emulator): Promise<boolean> {
  count += 1;
  return emulator.call('CreateApiGroup', { GroupName: `Group_${count}` }).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'Throttling.User' });
      return false;
    },
  );
}

async function countPassing(calls: readonly Promise<boolean>[]): Promise<number> {
  return (await Promise.all(calls)).filter(Boolean).length;
}

describe('two calls a second are let through', () => {
  test('in each of a few seconds, in whatever order the clock shows them', async () => {
    let now = 0;
    const emulator = newEmulator({ clock: () => now, limits: LIMITS });
    const passed = new Map<number, number>();
    for (let i = 0; i < 120; i += 1) {
      // Strides over ten seconds, to and fro.
      now = ((i * 7) % 10) * 1000;
      if (await passes(emulator)) passed.set(now, (passed.get(now) ?? 0) + 1);
    }
    expect([...passed.values()]).toEqual(Array.from({ length: 10 }, () => 2));
  });

  test('when the clock goes back by less than a second, without a new window', async () => {
    let now = 0;
    const emulator = newEmulator({ clock: () => now, limits: LIMITS });
    let passed = 0;
    for (const time of [5000, 4001, 5999, 4999, 5000, 4001]) {
      now = time;
      if (await passes(emulator)) passed += 1;
    }
    expect(passed).toBe(2);
    now = 6000;
    expect(await passes(emulator)).toBe(true);
  });

  test('after a clock was set back, and not again in the second that it came from', async () => {
    const emulator = newEmulator({ limits: LIMITS });
    emulator.clock.freeze(100_000);
    expect(await countPassing([passes(emulator), passes(emulator), passes(emulator)])).toBe(2);
    emulator.clock.freeze(50_000);
    expect(await countPassing([passes(emulator), passes(emulator), passes(emulator)])).toBe(2);
    emulator.clock.freeze(100_999);
    expect(await passes(emulator)).toBe(false);
  });

  test('of those that a fault has held, at the time when they go on', async () => {
    const emulator = newEmulator({ limits: LIMITS });
    emulator.clock.freeze(0);
    const fault = emulator.faults.add({ delay: Infinity, times: 30 });
    const older = Array.from({ length: 30 }, () => passes(emulator));
    emulator.clock.advance(1500);
    const newer: Promise<boolean>[] = [];
    for (let i = 0; i < 30; i += 1) {
      newer.push(passes(emulator));
      if (i === 1) fault.remove();
    }
    expect(await countPassing([...older, ...newer])).toBe(2);
    expect(await passes(emulator)).toBe(false);
    emulator.clock.advance(1000);
    expect(await passes(emulator)).toBe(true);
  });

  test('of two thousand in a queue, in each second in which the queue moves', async () => {
    const emulator = newEmulator({ limits: LIMITS });
    emulator.clock.freeze(0);
    await emulator.ready();
    const early = Array.from({ length: 1000 }, () => passes(emulator));
    emulator.clock.advance(1000);
    const late = Array.from({ length: 1000 }, () => passes(emulator));
    // In memory, the early calls are through before the clock moves; with a database, they come after it.
    const passed = await countPassing([...early, ...late]);
    expect([2, 3, 4]).toContain(passed);
    expect(await passes(emulator)).toBe(false);
  });
});

test('two calls a second are let through by all tabs together, also if their clocks differ', async () => {
  // In Node each has a memory of its own.
  if (typeof indexedDB === 'undefined') return;
  const name = newName();
  const tabs = [0, 1500].map((at) => newEmulator({ name, clock: () => at, limits: LIMITS }));
  const calls = Array.from({ length: 60 }, (_, index) => passes(tabs[index % 2]!));
  expect(await countPassing(calls)).toBe(4);
});

test('a call that is throttled says by how much, and until when', async () => {
  const emulator = newEmulator({ limits: { qps: { CreateApiGroup: 1 } } });
  emulator.clock.freeze(new Date('2026-01-01T00:00:00.250Z'));
  expect(await passes(emulator)).toBe(true);
  emulator.clock.advance(999);
  expect(await passes(emulator)).toBe(false);
  expect(emulator.journal.entries().at(-1)?.detail).toBe(
    "CreateApiGroup is limited to 1 call per second. On the emulator's clock, the present second ends at 2026-01-01T00:00:01.250Z.",
  );
});
