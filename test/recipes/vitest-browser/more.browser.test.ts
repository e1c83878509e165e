/** What the recipe's page says beside its code. */
import { test } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';

const call = {
  method: 'POST',
  body: new URLSearchParams({ Action: 'DescribeRegions', Version: '2016-07-14' }),
};

test('without endpoints, only calls to the service’s own hosts are answered', async ({ cloudapi }) => {
  expect((await fetch('/api/cloudapi', call)).status).toBe(404);
  expect((await fetch('https://apigateway.cn-hangzhou.aliyuncs.com/', call)).status).toBe(200);
  expect(cloudapi).toHaveReceivedTimes('DescribeRegions', 1);
});

test('seeding is no call', async ({ cloudapi }) => {
  await cloudapi.seed({ groups: ['Weather'] });
  expect(cloudapi.journal.entries()).toEqual([]);
});
