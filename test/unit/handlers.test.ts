import { request } from 'node:https';
import { CloudApiError, createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import type { HandlersOptions } from 'cloudapi-emulator/handlers';
import { setupEmulator } from 'cloudapi-emulator/node';
import { getResponse } from 'msw';
import { expect, test } from 'vitest';

const CREATE = '?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Weather';

function answer(url: string, options?: Parameters<typeof handlers>[1]): Promise<Response | undefined> {
  return getResponse(handlers(createEmulator({ storage: 'memory' }), options), new Request(url));
}

test.for([
  'https://apigateway.cn-hangzhou.aliyuncs.com/',
  'http://apigateway.cn-shanghai.aliyuncs.com:80/',
  'https://apigateway-vpc.cn-beijing.aliyuncs.com',
  'https://cloudapi.ap-south-1.aliyuncs.com/',
  'https://apigateway.aliyuncs.com/',
  'https://apigateway.aliyuncs.com./',
])('the handlers answer %s', async (endpoint) => {
  expect((await answer(endpoint + CREATE))?.status).toBe(200);
});

test.for([
  'https://ecs.cn-hangzhou.aliyuncs.com/',
  'https://apigateway.cn-hangzhou.aliyuncs.com.example.com/',
  'https://example.com/?host=apigateway.cn-hangzhou.aliyuncs.com',
  'https://523e8dc7bbe04613b5b1d726c2a7aaaa-cn-hangzhou.alicloudapi.com/',
  'https://evilapigateway.aliyuncs.com/',
])('the handlers leave %s alone', async (url) => {
  expect(await answer(url)).toBeUndefined();
});

test('a mount answers on its path, and its neighbours are left alone', async () => {
  const endpoints = ['/api/cloudapi', 'https://bff.example.com/gateway/'];
  expect((await answer(`http://localhost:3000/api/cloudapi${CREATE}`, { endpoints }))?.status).toBe(200);
  expect((await answer(`http://localhost:3000/api/cloudapi/${CREATE}`, { endpoints }))?.status).toBe(200);
  expect((await answer(`https://bff.example.com/gateway${CREATE}`, { endpoints }))?.status).toBe(200);
  expect(await answer('http://localhost:3000/api/cloudapi-admin', { endpoints })).toBeUndefined();
  expect(await answer('http://localhost:3000/api/cloudapi/users', { endpoints })).toBeUndefined();
  expect(await answer('https://other.example.com/gateway', { endpoints })).toBeUndefined();
});

test('a mount that is neither a path nor a URL is refused with the fix', () => {
  expect(() => handlers(createEmulator(), { endpoints: ['api/cloudapi'] })).toThrow(
    'such as "/api/cloudapi",',
  );
});

test.for<[unknown, unknown, string]>([
  [undefined, {}, 'handlers: the first argument must be an emulator'],
  [{ emulator: {} }, {}, 'handlers: the first argument must be an emulator'],
  [
    createEmulator(),
    { endpoint: '/api' },
    'handlers: unknown option "endpoint". Valid options: endpoints, accessKeyId, guard.',
  ],
  [createEmulator(), { endpoints: '/api' }, 'handlers: endpoints must be a list of paths or URLs'],
  [createEmulator(), { endpoints: ['/api/*'] }, 'without query, hash or wildcards'],
  [createEmulator(), { endpoints: ['localhost:3000/api'] }, 'such as "http://localhost:3000/api",'],
  [createEmulator(), { guard: 'yes' }, 'handlers: guard must be true or false'],
])('handlers(%s, %j) says what is wrong', ([emulator, options, message]) => {
  expect(() => handlers(emulator as Emulator, options as HandlersOptions)).toThrow(message);
});

test('a mount stands for a back end that adds version and format, and chooses the region’s endpoint', async () => {
  const endpoints = ['/api/cloudapi'];
  const url = 'http://localhost:3000/api/cloudapi?Action=CreateApiGroup&GroupName=Weather';
  expect(await (await answer(url, { endpoints }))?.json()).toMatchObject({ GroupName: 'Weather' });
  expect(await (await answer(`${url}&RegionId=cn-beijing`, { endpoints }))?.json()).toMatchObject({
    SubDomain: expect.stringMatching(/-cn-beijing\.alicloudapi\.com$/),
  });
});

test('the guard keeps every other call from the cloud, and says so', async () => {
  const response = await answer('https://ecs.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions', {
    guard: true,
  });
  expect(response?.status).toBe(501);
  expect(await response?.json()).toMatchObject({
    Code: 'Emulator.Guarded',
    HostId: 'ecs.cn-hangzhou.aliyuncs.com',
    RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    Recommend: expect.stringMatching(/q=Emulator\.Guarded/),
    Message: expect.stringMatching(/blocked a call to ecs\.cn-hangzhou\.aliyuncs\.com because guard is true/),
  });
  expect(await answer('https://example.com/', { guard: true })).toBeUndefined();
});

test('a Node set-up starts and stops, more than once', async () => {
  const { emulator, start, stop } = setupEmulator({ storage: 'memory' });
  const url = `https://apigateway.cn-hangzhou.aliyuncs.com/${CREATE}`;
  await start();
  await start();
  expect((await fetch(url)).status).toBe(200);
  await stop();
  await stop();
  await start();
  const repeated = await fetch(url);
  expect(await repeated.json()).toMatchObject({ Code: 'RepeatedApiGroup' });
  expect(emulator.storage).toEqual({ kind: 'memory', persistent: false });
  await stop();
});

test('a Node set-up also keeps named imports of node:https from the network', async () => {
  const { start, stop } = setupEmulator({ storage: 'memory', guard: true });
  await start();
  // A static import is bound when this file is loaded; the binding is live.
  const status = await new Promise((resolve, reject) => {
    request('https://ecs.cn-hangzhou.aliyuncs.com/', (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(501);
  await stop();
});

test('call checks what it is given, also without TypeScript', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const call = emulator.call as (action: string, parameters?: object, context?: unknown) => Promise<object>;
  expect(await call('DescribeApiGroups')).toMatchObject({ TotalCount: 0 });
  await expect(call('DescribeApiGroups', {}, 'cn-beijing')).rejects.toThrow(
    'emulator.call: the context must be an object with region, accessKeyId.',
  );
  await expect(call('DescribeApiGroups', {}, { regionId: 'x' })).rejects.toThrow(
    'emulator.call: unknown option "regionId". Valid options: region, accessKeyId.',
  );
  await expect(call('CreateApp', {})).rejects.toThrow('does not serve the action CreateApp ');
});

test('call throws the package’s own error class, with the reason as its cause', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  await expect(emulator.call('CreateApiGroup', { GroupName: 'no' })).rejects.toMatchObject({
    cause: { name: 'Reason', message: 'A group name has 4 to 50 characters.' },
  });
  await expect(emulator.call('CreateApiGroup', { GroupName: '' })).rejects.toBeInstanceOf(CloudApiError);
});
