import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { checkModelSchema } from 'cloudapi-emulator/schema';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a rate that is undefined is the documented one', async () => {
  // As a caller without exactOptionalPropertyTypes may pass it.
  const qps = { CreateApiGroup: undefined } as unknown as NonNullable<EmulatorOptions['limits']>['qps'];
  const emulator = createEmulator({ storage: 'memory', clock: () => 0, limits: { ...(qps && { qps }) } });
  const calls = Array.from({ length: 60 }, (_, i) =>
    emulator.call('CreateApiGroup', { GroupName: `Group_${i}` }),
  );
  const results = await Promise.allSettled(calls);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(50);
});

test('a storage that cannot be closed is refused', () => {
  const storage = { kind: 'mine', persistent: false, transaction: async () => undefined };
  expect(() => createEmulator({ storage: storage as unknown as 'memory' })).toThrow(/: storage must be/);
});

test.for<unknown>(['404', 404.5, [404], true])(
  'a status that is no whole number is refused: %j',
  (status) => {
    const errors = { InvalidGroupName: { status: status as number } };
    expect(() => createEmulator({ errors })).toThrow(
      /: errors\.InvalidGroupName\.status must be a whole number/,
    );
  },
);

test.for<unknown>([
  null,
  1,
  'x',
  { limits: null },
  { limits: { qps: 1 } },
  { limits: { qps: new Map() } },
  { limits: Promise.resolve({}) },
  new Map(),
  { errors: { InvalidGroupName: null } },
])('options that make no sense are refused with a TypeError that names createEmulator: %j', (options) => {
  expect(() => createEmulator(options as EmulatorOptions)).toThrow(TypeError);
  expect(() => createEmulator(options as EmulatorOptions)).toThrow(/createEmulator/);
});

test('a rate for no action is refused with a sample', () => {
  const { setLimits } = createEmulator({ storage: 'memory' });
  expect(() => setLimits({ qps: 1 as never })).toThrow(
    /^setLimits: qps must be an object with AbolishApi, .*UntagResources\. For example: \{ CreateApiGroup: 1 \}\.$/,
  );
});

test('options may be an instance of a class, or what a module exports', () => {
  class Options {
    readonly storage = 'memory';
    readonly limits = Object.assign(Object.create(null) as object, {
      [Symbol.toStringTag]: 'Module',
      apisPerGroup: 5,
    });
  }
  expect(createEmulator(new Options()).limits.apisPerGroup).toBe(5);
});

test('an emulator can be made where even the name indexedDB is forbidden, and goes on in memory', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  vi.spyOn(console, 'warn').mockReturnValue();
  try {
    const emulator = createEmulator();
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    expect(emulator.storage.persistent).toBe(false);
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'indexedDB');
    else Object.defineProperty(globalThis, 'indexedDB', before);
  }
});

test.for([0, 253_402_300_799_000, 253_402_300_801_000, -62_198_755_199_000])(
  'a clock at %d gives a time that can be read back to the second',
  async (now) => {
    const emulator = createEmulator({ storage: 'memory', clock: () => now });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    const { CreatedTime } = await emulator.call('DescribeApiGroup', { GroupId });
    expect(new Date(CreatedTime).getTime()).toBe(now);
  },
);

test('a schema may list null beside a number too large for JavaScript', () => {
  expect(checkModelSchema('{"type":"object","enum":[1e400,null]}').issues).toEqual([]);
});
