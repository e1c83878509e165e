/** What the recipe's page says beside its code. */
import { test } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';
import { createGroup } from './groups.ts';

test('a test that does not ask for the emulator is kept from the cloud as well', async () => {
  expect(await createGroup('Weather')).toMatch(/^[0-9a-f]{32}$/);
  const response = await fetch('https://ecs.aliyuncs.com/');
  expect(await response.json()).toMatchObject({ Code: 'Emulator.Guarded' });
});

test('the state is in memory', ({ cloudapi }) => {
  expect(cloudapi.storage).toMatchObject({ kind: 'memory', persistent: false });
});
