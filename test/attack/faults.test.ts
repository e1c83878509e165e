import { createEmulator } from 'cloudapi-emulator';
import type { CloudApiError, Fault } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );

/** Calls that a fault holds. */
function held(count: number) {
  const emulator = createEmulator({ storage: 'memory' });
  const hold = emulator.faults.add({ delay: Infinity });
  const calls = async (): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => codeOf(emulator.call('DescribeApiGroups', {}))));
  return { ...emulator, hold, calls };
}

const reached = (fault: Fault, count: number) => expect.poll(() => fault.hits).toBe(count);

describe('a call that a fault holds', () => {
  test('is let go by clear and by dispose, though another rule would hold it next', async () => {
    const { faults, dispose, hold, calls } = held(1);
    faults.add({ delay: Infinity });
    const cleared = calls();
    await reached(hold, 1);
    faults.clear();
    expect(await cleared).toEqual(['no refusal']);

    const first = faults.add({ delay: Infinity });
    faults.add({ delay: Infinity });
    const disposed = calls();
    await reached(first, 1);
    await dispose();
    expect(await disposed).toEqual(['no refusal']);
    // Later calls are held again.
    void calls();
    await reached(first, 2);
    faults.clear();
  });

  test('meets no rule that was removed meanwhile, nor one that was added', async () => {
    const { faults, hold, calls } = held(1);
    const removed = faults.add({ error: 'InternalError' });
    const answered = calls();
    await reached(hold, 1);
    removed.remove();
    const added = faults.add({ error: 'ServiceUnavailable' });
    hold.remove();
    expect(await answered).toEqual(['no refusal']);
    expect([removed.hits, added.hits]).toEqual([0, 0]);
    expect(await calls()).toEqual(['ServiceUnavailable']);
  });

  test('beside others leaves them the rest of the times that a rule has', async () => {
    const { faults, hold, calls } = held(3);
    const failing = faults.add({ error: 'ServiceUnavailable', times: 1 });
    const answered = calls();
    await reached(hold, 3);
    hold.remove();
    expect((await answered).toSorted()).toEqual(['ServiceUnavailable', 'no refusal', 'no refusal']);
    expect(failing.hits).toBe(1);
  });
});

test('a fault stays as it was added, whatever becomes of its rule', async () => {
  const { faults, call } = createEmulator({ storage: 'memory' });
  const error = { code: 'Odd', message: 'Oddly enough.', status: 418 };
  faults.add({ error });
  Object.assign(error, { code: '', status: 1 });
  expect(await codeOf(call('DescribeApiGroups', {}))).toBe('Odd');
});

describe('the clock', () => {
  test('that runs is not moved out of time, as one that is frozen is not', async () => {
    const { clock, call } = createEmulator({ storage: 'memory' });
    expect(() => clock.advance(1e300)).toThrow(
      'clock.advance must lead to a time in milliseconds since 1970.',
    );
    const { GroupId } = await call('CreateApiGroup', { GroupName: 'Weather' });
    expect((await call('DescribeApiGroup', { GroupId })).CreatedTime).toMatch(/^20/);
  });

  test.for([null, '', true, [], '2026-01-01', 5n])('is not frozen at %o', (at) => {
    const { clock } = createEmulator();
    expect(() => clock.freeze(at as unknown as number)).toThrow(
      'clock.freeze takes a Date, or a time in milliseconds since 1970.',
    );
    expect(clock.isFrozen).toBe(false);
  });
});
