import { setupEmulator } from 'cloudapi-emulator/node';
import type { Credential } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const accountId = '1234567890123456';
const admin: Credential = { accountId, accessKeyId: 'admin', accessKeySecret: 'any string' };
const reader: Credential = {
  accountId,
  accessKeyId: 'reader',
  accessKeySecret: 'another string',
  name: 'reader',
  policies: [{ Version: '1', Statement: { Effect: 'Allow', Action: 'apigateway:Describe*', Resource: '*' } }],
};

const { emulator, start, stop } = setupEmulator({
  credentials: [admin, reader],
  endpoints: ['/api/cloudapi'],
  // The back end signs as the reader, so calls to `endpoints` need no signature.
  accessKeyId: 'reader',
});

beforeAll(() => start());
beforeEach(() => emulator.reset());
afterAll(() => stop());

test('the reader sees what the admin has created', async () => {
  expect((await signedFetch(admin, 'CreateApiGroup', { GroupName: 'Weather' })).status).toBe(200);
  const response = await signedFetch(reader, 'DescribeApiGroups', { PageSize: 50 });
  expect(await response.json()).toMatchObject({ TotalCount: 1 });
});

test('the reader may not create a group', async () => {
  const body = new URLSearchParams({ Action: 'CreateApiGroup', GroupName: 'Weather' });
  const response = await fetch('http://localhost/api/cloudapi', { method: 'POST', body });
  expect([response.status, (await response.json()).Code]).toEqual([403, 'NoPermission']);
});

test('without HTTP, name the caller', async () => {
  const created = emulator.call('CreateApiGroup', { GroupName: 'Weather' }, { accessKeyId: 'reader' });
  await expect(created).rejects.toThrow('User is not authorized to operate on the specified resource.');
});

test('a secret that is wrong', async () => {
  const response = await signedFetch({ ...admin, accessKeySecret: 'wrong' }, 'DescribeApiGroups', {});
  expect(await response.json()).toMatchObject({ Code: 'SignatureDoesNotMatch' });
});
