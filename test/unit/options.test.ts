import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

test.for<[unknown, string]>([
  [{ regoin: 'cn-hangzhou' }, 'createEmulator: unknown option "regoin". Valid options: region, storage,'],
  [{ region: 5 }, 'createEmulator: region must be'],
  [{ region: 'cn hangzhou' }, 'region must be a region id such as "cn-hangzhou".'],
  [{ storage: 'redis' }, 'storage must be "indexeddb", "memory" or an object that implements Store.'],
  [
    { limits: { groupsPerRegion: -1 } },
    'createEmulator: limits.groupsPerRegion must be a whole number from 0, or Infinity.',
  ],
  [
    { limits: { qps: { CreateGroup: 1 } } },
    'unknown option "limits.qps.CreateGroup". Valid options: AbolishApi',
  ],
  [{ limits: { groups: 1 } }, 'createEmulator: unknown option "limits.groups"'],
  [{ errors: { RepeatedGroup: {} } }, 'errors.RepeatedGroup is not in the error catalogue.'],
  [
    { errors: { 'Throttling.User': {} } },
    'errors["Throttling.User"] is documented (ERR-278265). Only inferred errors can be overridden.',
  ],
  [
    { errors: { InvalidSchema: { status: 200 } } },
    'errors.InvalidSchema.status must be a whole number from 400 to 599.',
  ],
  [{ clock: 5 }, 'clock must be a function'],
  [{ endpoints: ['/api'] }, 'handlers() and setupEmulator() also take endpoints, accessKeyId, guard.'],
  ['memory', 'createEmulator: the options must be an object with region, storage,'],
])('createEmulator(%j) says what is wrong', ([options, message]) => {
  expect(() => createEmulator(options as EmulatorOptions)).toThrow(TypeError);
  expect(() => createEmulator(options as EmulatorOptions)).toThrow(message);
});

test('a template’s instance can be overridden', async () => {
  const emulator = createEmulator({
    storage: 'memory',
    errors: { InvalidGroupName: { code: 'IllegalName', status: 409 } },
  });
  await expect(emulator.call('CreateApiGroup', { GroupName: '1' })).rejects.toMatchObject({
    code: 'IllegalName',
    status: 409,
  });
});
