import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** One worker for this file, as a page has one; each test has a region of its own. */
const name = `worker-${crypto.randomUUID()}`;
const { emulator, start, stop } = setupEmulator({
  name,
  endpoints: ['/api/cloudapi'],
  guard: true,
  log: 'none',
  limits: { qps: { CreateApiGroup: Infinity } },
});
beforeAll(() => start({ quiet: true }));
afterAll(async () => {
  await stop();
  await deleteDB(name);
});

type Body = Readonly<Record<string, unknown>> & { readonly GroupId: string; readonly RequestId: string };

function send(region: string, parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`https://apigateway.${region}.aliyuncs.com/`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'x-acs-action': parameters['Action'] ?? '',
      'x-acs-version': '2016-07-14',
    },
    body: new URLSearchParams(parameters),
  });
}

async function call(region: string, parameters: Readonly<Record<string, string>>): Promise<Body> {
  return (await (await send(region, parameters)).json()) as Body;
}

test('a page creates a group and a model, and reads every header of the answer', async () => {
  const response = await send('cn-hangzhou', {
    Action: 'CreateApiGroup',
    GroupName: '天气服务',
    'Tag.1.Key': 'env',
  });
  const group = (await response.json()) as Body;
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json;charset=utf-8');
  expect(response.headers.get('x-acs-request-id')).toBe(group.RequestId);
  expect(group).toMatchObject({ GroupName: '天气服务', TagStatus: true });
  expect(emulator.storage).toEqual({ kind: 'indexeddb', persistent: true });

  const Schema = '{ "type": "object" }';
  const model = await call('cn-hangzhou', {
    Action: 'CreateModel',
    GroupId: group.GroupId,
    ModelName: 'Order',
    Schema,
  });
  expect(model).toMatchObject({
    Schema,
    ModelRef: expect.stringMatching(/^https:\/\/apigateway\.aliyun\.com\/models\//),
  });
});

test('a page reads errors as the service words them', async () => {
  const refused = await send('cn-beijing', { Action: 'CreateApiGroup', GroupName: 'no' });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    Code: 'InvalidGroupName',
    HostId: 'apigateway.cn-beijing.aliyuncs.com',
  });
  const unserved = await send('cn-beijing', { Action: 'DescribeApps' });
  expect(unserved.status).toBe(501);
  const schema = { Action: 'CreateModel', GroupId: 'none', ModelName: 'Order', Schema: '{' };
  expect(await call('cn-beijing', schema)).toMatchObject({ Code: 'InvalidFormatSchema' });
});

test('a page calls by GET and by the path of its own back end', async () => {
  const query = '?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Weather';
  const mounted = await fetch(`/api/cloudapi${query}`);
  expect(await mounted.json()).toMatchObject({
    SubDomain: expect.stringMatching(/-cn-hangzhou\.alicloudapi\.com$/),
  });
  const form = new URLSearchParams({ Action: 'CreateApiGroup', GroupName: 'Climate', 'Tag.1.Key': 'env' });
  const posted = await fetch('/api/cloudapi', { method: 'POST', body: form });
  expect(await posted.json()).toMatchObject({ GroupName: 'Climate', TagStatus: true });
  const direct = await fetch(`https://apigateway.cn-shanghai.aliyuncs.com/${query}`);
  expect(direct.status).toBe(200);
});

test('a page that strays to another product is kept from the cloud', async () => {
  const response = await fetch('https://ecs.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions');
  expect(await response.json()).toMatchObject({ Code: 'Emulator.Guarded' });
});

test('a page that sends fifty creates at 99 groups gets exactly one more', async () => {
  const create = (i: number) => send('eu-west-1', { Action: 'CreateApiGroup', GroupName: `Group_${i}` });
  for (let i = 0; i < 99; i += 1) await create(i);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => create(100 + i)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
});

test('an answer in XML holds any text, and is well formed', async () => {
  const { GroupId } = await call('cn-qingdao', { Action: 'CreateApiGroup', GroupName: 'Weather' });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (Description) => {
      await call('cn-qingdao', { Action: 'ModifyApiGroup', GroupId, Description });
      const response = await send('cn-qingdao', { Action: 'DescribeApiGroup', GroupId, Format: 'XML' });
      const xml = new DOMParser().parseFromString(await response.text(), 'text/xml');
      expect(xml.documentElement.tagName).toBe('DescribeApiGroupResponse');
      expect(xml.querySelector('Description')?.textContent).toBe(Description);
      expect([...xml.querySelectorAll('StageItems > StageInfo > StageName')]).toHaveLength(3);
    }),
    // In WebKit, a regular expression may take these two for one character.
    { numRuns: 30, examples: [['\uf900\ufc00']] },
  );
});
