import { createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';
import { heapUsed } from './heap-used.ts';
import { rounds } from './rounds.ts';

const UNLIMITED = { CreateApiGroup: Infinity, DeleteApiGroup: Infinity, ModifyApiGroup: Infinity };
const MEGABYTE = 1_000_000;

/** Four calls, after which the state is as before. */
async function fourCalls(emulator: Emulator): Promise<void> {
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await emulator.call('DescribeApiGroups', { GroupName: 'Weather' });
  await emulator.call('DescribeApiGroup', { GroupId: 'nobody' }).catch(() => undefined);
  await emulator.call('DeleteApiGroup', { GroupId });
}

test('the heap is flat over two hundred thousand calls', async () => {
  const emulator = createEmulator({ storage: 'memory', limits: { qps: UNLIMITED } });
  const half = Math.ceil(rounds(200_000) / 8);
  for (let i = 0; i < half; i += 1) await fourCalls(emulator);
  const before = heapUsed();
  for (let i = 0; i < half; i += 1) await fourCalls(emulator);
  const growth = heapUsed() - before;
  console.log(`Heap after ${8 * half} calls: ${(growth / MEGABYTE).toFixed(2)} MB more than half way.`);
  expect(growth).toBeLessThan(3 * MEGABYTE);
  // Used once more, so that it was not collected before.
  expect(emulator.journal.entries().length).toBeGreaterThan(0);
});

test('a thousand calls of a megabyte leave the heap bounded by the journal', async () => {
  const emulator = createEmulator({ storage: 'memory', journalSize: 1000 });
  const before = heapUsed();
  for (let i = 0; i < 1000; i += 1) {
    // Of two-byte characters, and not a string that repeats another.
    const Description = Array.from({ length: 1000 }, () => `${i}天`.padEnd(1000)).join('');
    await emulator.call('CreateApiGroup', { GroupName: 'no', Description }).catch(() => undefined);
  }
  const growth = heapUsed() - before;
  console.log(`Heap after a thousand calls of a megabyte: ${(growth / MEGABYTE).toFixed(1)} MB more.`);
  // The journal keeps 16 million characters, at times twice as many, of two bytes each.
  expect(growth).toBeLessThan(80 * MEGABYTE);
  expect(emulator.journal.entries().length).toBeGreaterThan(0);
});
