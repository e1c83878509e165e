import { createEmulator } from 'cloudapi-emulator';
import { expect, test, vi } from 'vitest';
import { storeOfModels } from '../store-of-models.ts';

test('a list that is longer than a string can be is an internal error', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const emulator = createEmulator({ storage: storeOfModels('x'.repeat(5_500_000)) });
  const response = await emulator.handle(
    new Request(
      'https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON&Action=DescribeModels&GroupId=g&PageSize=100',
    ),
  );
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ Code: 'InternalError' });
});
