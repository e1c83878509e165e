/** Uses `cloudapi-emulator/vitest` with an older vitest, as smoke.mjs does the rest with an older msw. */
import { test } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';

const send = (query) =>
  fetch(`https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON&${query}`);

const small = test.extend({ cloudapiOptions: { limits: { groupsPerRegion: 1 } } });

small('each test has an emulator, with the options that it extends', async ({ cloudapi }) => {
  expect((await send('Action=CreateApiGroup&GroupName=Weather')).status).toBe(200);
  expect(await (await send('Action=CreateApiGroup&GroupName=Climate')).json()).toMatchObject({
    Code: 'ExceedLimitApiGroup',
  });
  expect(cloudapi).toHaveReceivedTimes('CreateApiGroup', 2);
  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: expect.stringContaining('lima') });
});

test('and the next one another', async ({ cloudapi }) => {
  expect(cloudapi).not.toHaveReceived('CreateApiGroup');
  expect(() => expect(cloudapi).toHaveReceived('CreateModel')).toThrow('It has received no calls.');
  expect(await (await fetch('https://ecs.aliyuncs.com/')).json()).toMatchObject({ Code: 'Emulator.Guarded' });
});
