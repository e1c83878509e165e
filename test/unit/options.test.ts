import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

test.for<[unknown, string]>([
  [{ regoin: 'cn-hangzhou' }, 'createEmulator knows no option "regoin". Options: region, storage,'],
  [{ region: 5 }, 'createEmulator\'s option "region" is not valid'],
  [{ region: 'cn hangzhou' }, 'a region id such as "cn-hangzhou" is wanted'],
  [{ storage: 'redis' }, '"indexeddb", "memory" or a Store is wanted'],
  [
    { limits: { groupsPerRegion: -1 } },
    'option "limits.groupsPerRegion" is not valid: a whole number from 0, or Infinity, is wanted',
  ],
  [
    { limits: { qps: { CreateGroup: 1 } } },
    'names "CreateGroup", which is not served. Served: CreateApiGroup',
  ],
  [{ limits: { groups: 1 } }, 'createEmulator knows no option "limits.groups"'],
  [{ errors: { RepeatedGroup: {} } }, 'names "RepeatedGroup", which is not in the catalogue'],
  [
    { errors: { 'Throttling.User': {} } },
    'which is documented (ERR-278265). Only inferred errors can be overridden',
  ],
  [{ errors: { InvalidSchema: { status: 200 } } }, 'option "errors" is not valid'],
  [{ clock: 5 }, 'option "clock" is not valid'],
  [{ endpoints: ['/api'] }, 'Handlers and setupEmulator also take endpoints, accessKeyId, guard.'],
  ['memory', 'createEmulator takes an object of options'],
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
