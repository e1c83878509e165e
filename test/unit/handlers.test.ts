import { request } from 'node:https';
import { CloudApiError, createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import type { HandlersOptions } from 'cloudapi-emulator/handlers';
import { setupEmulator as setupBrowser } from 'cloudapi-emulator/browser';
import { setupEmulator } from 'cloudapi-emulator/node';
import type { SetupOptions } from 'cloudapi-emulator/node';
import { getResponse, http, HttpResponse } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { setupEmulator as setupBrowserInNode } from '../../handlers/browser-in-node.ts';
import { setupEmulator as setupNodeInBrowser } from '../../handlers/node-in-browser.ts';

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

test('the guard also keeps calls from the APIs that API Gateway publishes', async () => {
  const url = 'https://523e8dc7bbe04613b5b1d726c2a7aaaa-cn-hangzhou.alicloudapi.com/weather';
  expect(await (await answer(url, { guard: true }))?.json()).toMatchObject({ Code: 'Emulator.Guarded' });
  expect(await answer('https://alicloudapi.com.example.com/', { guard: true })).toBeUndefined();
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

describe('two set-ups in a Node process', () => {
  const url = (name: string): string =>
    `https://apigateway.cn-hangzhou.aliyuncs.com/?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=${name}`;

  test('that are started at once: each call is answered once, by the later one', async () => {
    const limits = { qps: { CreateApiGroup: Infinity } };
    const setups = [1, 2].map(() => setupEmulator({ storage: 'memory', limits }));
    await Promise.all(setups.map((setup) => setup.start()));
    await setups[0]?.stop();
    const answers = await Promise.all(Array.from({ length: 15 }, (_, i) => fetch(url(`Group${i}`))));
    await setups[1]?.stop();
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 200));
    expect(setups.map(({ emulator }) => emulator.journal.entries().length)).toEqual([0, 15]);
  });

  test('share msw’s server, and handlers that were added for the earlier one end with it', async () => {
    const answerOf = async (): Promise<string> => (await fetch('https://own.example/')).text();
    const earlier = setupEmulator({ storage: 'memory' });
    earlier.server.use(http.get('https://own.example/', () => HttpResponse.text('earlier')));
    await earlier.start();
    const answers = [await answerOf()];
    const later = setupEmulator({ storage: 'memory' });
    later.server.use(http.get('https://other.example/', () => HttpResponse.text('later')));
    await later.start();
    expect(later.server.listHandlers()).toHaveLength(2);
    answers.push(await (await fetch('https://other.example/')).text());
    await later.stop();
    expect(answers).toEqual(['earlier', 'later']);
  });

  test('if the later one cannot start, the earlier one goes on', async () => {
    const earlier = setupEmulator({ storage: 'memory' });
    await earlier.start();
    const later = setupEmulator({ storage: 'memory', fixture: { groups: ['no'] } });
    await expect(later.start()).rejects.toThrow('InvalidGroupName');
    expect((await fetch(url('Weather'))).status).toBe(200);
    await earlier.stop();
    expect(earlier.emulator.journal.entries()).toHaveLength(1);
  });

  test('a call that a fault holds ends when another set-up takes over', async () => {
    const earlier = setupEmulator({ storage: 'memory' });
    const later = setupEmulator({ storage: 'memory' });
    await earlier.start();
    earlier.emulator.faults.add({ delay: Infinity });
    const held = fetch(url('Weather'));
    await vi.waitFor(() => expect(earlier.emulator.faults.list()[0]?.hits).toBe(1));
    await later.start();
    expect((await held).status).toBe(200);
    await later.stop();
    expect([earlier, later].map(({ emulator }) => emulator.journal.entries().length)).toEqual([1, 0]);
  });
});

describe('the console', () => {
  afterEach(() => vi.restoreAllMocks());

  /** What a set-up says while it answers two calls that pass, one that is refused, and one that is guarded. */
  async function linesOf(options: SetupOptions): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.join(' ')));
    const { emulator, start, stop } = setupEmulator({ storage: 'memory', guard: true, ...options });
    await start();
    await emulator.call('CreateApiGroup', { GroupName: 'no' }).catch(() => undefined);
    const host = 'https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON';
    await fetch(`${host}&Action=DescribeApiGroups&GroupNam=Weather`);
    await fetch(`${host}&Action=CreateApiGroup&GroupName=no`);
    await fetch('https://ecs.aliyuncs.com/');
    await stop();
    return lines;
  }

  const refused =
    '[cloudapi-emulator] CreateApiGroup refused: InvalidGroupName (400, inferred). A group name has 4 to 50 characters. More: docs/coverage.md in the package.';
  const guarded = expect.stringMatching(/^\[cloudapi-emulator\] .*ecs\.aliyuncs\.com/);

  test('hears nothing from a Node set-up', async () => {
    expect(await linesOf({})).toEqual([]);
  });

  test('hears one line for each refused request, if asked for', async () => {
    expect(await linesOf({ log: 'refusals' })).toEqual([refused, guarded]);
  });

  test('hears one line for each request, if asked for', async () => {
    expect(await linesOf({ log: 'all' })).toEqual([
      '[cloudapi-emulator] DescribeApiGroups -> 200 (unknown parameter: GroupNam)',
      refused,
      guarded,
    ]);
  });

  test('is told the reason in a sentence that ends', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'warn').mockImplementation((line) => void lines.push(String(line)));
    const { start, stop } = setupEmulator({ storage: 'memory', log: 'refusals' });
    await start();
    const call = 'Action=CreateModel&GroupId=0&ModelName=Order&Schema=%7B%7D';
    await fetch(`https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&${call}`);
    await stop();
    expect(lines).toEqual([expect.stringContaining('The schema must have the type "object". More: ')]);
  });

  test('is told of a fault as what it is', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'warn').mockImplementation((line) => void lines.push(String(line)));
    const { emulator, start, stop } = setupEmulator({ storage: 'memory', log: 'refusals' });
    await start();
    emulator.faults.add({ error: 'ServiceUnavailable', times: 1 });
    emulator.faults.add({ drop: true, times: 1 });
    const host = 'https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Action=DescribeApiGroups';
    await fetch(host);
    await fetch(host).catch(() => undefined);
    await stop();
    expect(lines).toEqual([
      '[cloudapi-emulator] DescribeApiGroups refused: ServiceUnavailable (503, by a fault).',
      '[cloudapi-emulator] DescribeApiGroups dropped by a fault.',
    ]);
  });

  test('cannot be asked for anything else', () => {
    expect(() => setupEmulator({ log: 'some' as 'all' })).toThrow(
      'setupEmulator: log must be "none", "refusals" or "all".',
    );
  });
});

test.for<[string, () => unknown, RegExp]>([
  [
    'what stands for it in a build for a server',
    setupBrowserInNode,
    /called in Node.*cloudapi-emulator\/node/,
  ],
  ['itself, as in jsdom', setupBrowser, /called in Node.*cloudapi-emulator\/node/],
])('the browser’s door in Node, %s, throws when called, and says what to import', ([, call, message]) => {
  expect(call).toThrow(message);
});

test('Node’s door under the condition "browser" throws when called, and says what to import', () => {
  expect(setupNodeInBrowser).toThrow(/condition "browser".*cloudapi-emulator\/browser/);
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
