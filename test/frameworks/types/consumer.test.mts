import { test as base } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';

const test = base.extend({ cloudapiOptions: { limits: { groupsPerRegion: 1 } } });

test('the fixture and the matchers have types', async ({ cloudapi }) => {
  const { GroupId } = await cloudapi.call('CreateApiGroup', { GroupName: 'Weather' });
  const id: string = GroupId;
  expect(id).toHaveLength(32);
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
  // @ts-expect-error A type that resolves to `any` would let this pass.
  expect(() => expect(cloudapi).not.toHaveReceived('NoSuchAction')).toThrow('no action "NoSuchAction"');
});
