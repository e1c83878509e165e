import { test as base } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';
import { createGroup } from './groups.ts';

const test = base.extend({ cloudapiOptions: { endpoints: ['/api/cloudapi'] } });

test('creates a group', async ({ cloudapi }) => {
  expect(await createGroup('Weather')).toMatch(/^[0-9a-f]{32}$/);
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
});

test('throws what the service says', async ({ cloudapi }) => {
  await cloudapi.seed({ groups: ['Weather'] });
  await expect(createGroup('Weather')).rejects.toThrow('The specified ApiGroup is repeated.');
});

test('throws if the network is broken', async ({ cloudapi }) => {
  cloudapi.faults.add({ drop: true });
  await expect(createGroup('Weather')).rejects.toThrow(TypeError);
});
