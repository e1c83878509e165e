/** @jest-environment node */
import CloudApi, { DescribeApiGroupsRequest } from '@alicloud/cloudapi20160714';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { setupEmulator } from 'cloudapi-emulator/node';

const { emulator, start, stop } = setupEmulator({ guard: true });

beforeAll(() => start());
beforeEach(() => emulator.reset());
afterAll(() => stop());

test('lists groups by the official SDK', async () => {
  await emulator.seed({ groups: ['Weather'] });
  const client = new CloudApi(
    new $OpenApiUtil.Config({ accessKeyId: 'any', accessKeySecret: 'any', regionId: 'cn-hangzhou' }),
  );
  const { body } = await client.describeApiGroups(new DescribeApiGroupsRequest({}));
  expect(body?.apiGroupAttributes?.apiGroupAttribute?.[0]?.groupName).toBe('Weather');
});
