import { createEmulator } from 'cloudapi-emulator';
import type { Exchange } from 'cloudapi-emulator';
import { expect, test, vi } from 'vitest';

const ENDPOINT = 'https://apigateway.cn-beijing.aliyuncs.com/';
const READ_ONLY = {
  accessKeyId: 'reader',
  accessKeySecret: 'reader-secret',
  accountId: '1234567890123456',
  policies: [
    {
      Version: '1',
      Statement: {
        Effect: 'Allow',
        Action: 'apigateway:Describe*',
        Resource: 'acs:apigateway:*:*:apigroup/*',
      },
    },
  ],
} as const;

test('describe tells of each action what a form needs', () => {
  const description = createEmulator({ storage: 'memory', name: 'weather', region: 'cn-beijing' }).describe();
  const { actions } = description;
  expect(description).toMatchObject({ name: 'weather', region: 'cn-beijing' });
  const parametersOf = (name: string) => actions.find(({ action }) => action === name)?.parameters ?? [];
  expect(parametersOf('CreateApiGroup').map(({ name, required, type }) => [name, required, type])).toEqual([
    ['GroupName', true, 'text'],
    ['BasePath', false, 'text'],
    ['Description', false, 'text'],
    ['InstanceId', false, 'text'],
    ['Tag', false, 'tags'],
  ]);
  expect(parametersOf('CreateApiGroup')[0]?.rules).toContain('A group name has 4 to 50 characters.');
  const typeOf = (action: string, parameter: string): unknown =>
    parametersOf(action).find(({ name }) => name === parameter)?.type;
  expect(typeOf('DescribeApiGroups', 'PageSize')).toBe('number');
  expect(typeOf('DescribeApiGroups', 'Sort')).toBe('choice');
  expect(typeOf('TagResources', 'ResourceId')).toBe('texts');
  expect(typeOf('UntagResources', 'All')).toBe('boolean');
  expect(typeOf('ListTagResources', 'NextToken')).toBe('text');
  expect(parametersOf('CreateApi').find(({ name }) => name === 'Visibility')).toMatchObject({
    type: 'choice',
    choices: ['PUBLIC', 'PRIVATE'],
  });
});

test('describe tells what the JSON of a parameter has', () => {
  const { actions } = createEmulator({ storage: 'memory' }).describe();
  const { parameters = [] } = actions.find(({ action }) => action === 'CreateApi') ?? {};
  const membersOf = (parameter: string) => parameters.find(({ name }) => name === parameter)?.members;
  expect(parameters.filter(({ type }) => type === 'json').map(({ name }) => name)).toHaveLength(10);
  expect(membersOf('RequestConfig')?.slice(0, 3)).toEqual([
    { name: 'RequestProtocol', required: false, choices: [] },
    { name: 'RequestHttpMethod', required: true, choices: expect.arrayContaining(['GET', 'ANY']) },
    { name: 'RequestPath', required: true, choices: [] },
  ]);
  expect(membersOf('ConstantParameters')?.map(({ name }) => name)).toEqual([
    'ServiceParameterName',
    'ConstantValue',
    'Location',
    'Description',
  ]);
});

test('an API is made of the examples that describe gives', async () => {
  const emulator = createEmulator({ storage: 'memory', fixture: { groups: ['Weather'] } });
  const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', {});
  const { parameters = [] } = emulator.describe().actions.find(({ action }) => action === 'CreateApi') ?? {};
  const examples = parameters.flatMap(({ name, example }) =>
    example === undefined ? [] : [[name, JSON.stringify(example)]],
  );
  const { ApiId } = await emulator.call('CreateApi', {
    GroupId: ApiGroupAttributes.ApiGroupAttribute[0]?.GroupId ?? '',
    ApiName: 'Forecast',
    Visibility: 'PUBLIC',
    ...(Object.fromEntries(examples) as { RequestConfig: string; ServiceConfig: string }),
  });
  const api = await emulator.call('DescribeApi', { ApiId });
  expect(api).toMatchObject({
    RequestConfig: { RequestPath: '/forecast' },
    Mock: 'OPEN',
    ConstantParameters: { ConstantParameter: [{ ConstantValue: 'C' }] },
    ResultDescriptions: { ResultDescription: [{ Mandatory: true }] },
  });
});

test('describe gives the error catalogue with its evidence', () => {
  const { errors } = createEmulator({ storage: 'memory' }).describe();
  expect(errors.find(({ code }) => code === 'RepeatedApiGroup')).toEqual({
    code: 'RepeatedApiGroup',
    message: 'The specified ApiGroup is repeated.',
    status: 400,
    grade: 'observed',
    source: 'SI',
  });
});

test('callers are listed without their secrets, and judged by their policies', () => {
  const { callers } = createEmulator({ storage: 'memory', credentials: [READ_ONLY] });
  const resource = 'acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*';
  expect(JSON.stringify(callers.list())).not.toContain('secret');
  expect(callers.list()).toMatchObject([{ accessKeyId: 'reader' }]);
  expect(callers.judge('reader', 'DescribeApiGroups', resource)).toBe('Allow');
  expect(callers.judge('reader', 'CreateApiGroup', resource)).toBe('ImplicitDeny');
  expect(() => callers.judge('nobody', 'CreateApiGroup', resource)).toThrow(
    'no credential has this access key',
  );
  expect(callers.judge('reader', 'apigateway:DescribeApiGroups', resource)).toBe('Allow');
});

test('an exchange has the request and the answer as they were on the wire', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const exchanges: Exchange[] = [];
  const unsubscribe = emulator.exchanges.subscribe((exchange) => exchanges.push(exchange));
  const response = await emulator.handle(
    new Request(`${ENDPOINT}?Action=DescribeApiGroups&Version=2016-07-14`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'PageSize=5',
    }),
  );
  const xml = await response.text();
  await vi.waitFor(() => expect(exchanges).toHaveLength(1));
  expect(exchanges[0]).toMatchObject({
    requestId: response.headers.get('x-acs-request-id'),
    request: { method: 'POST', body: 'PageSize=5' },
    answer: { status: 200, body: xml },
  });
  unsubscribe();
  await emulator.handle(new Request(ENDPOINT));
  expect(exchanges).toHaveLength(1);
});

test('an exchange of emulator.call has the answer or the refusal as JSON', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const exchanges: Exchange[] = [];
  emulator.exchanges.subscribe((exchange) => exchanges.push(exchange));
  const answer = await emulator.call('DescribeApiGroups', {});
  await emulator.call('CreateApiGroup', { GroupName: 'no' }).catch(() => undefined);
  expect(exchanges).toMatchObject([
    { requestId: answer.RequestId, request: undefined, answer: { status: 200 } },
    {
      request: undefined,
      answer: { status: 400, body: expect.stringContaining('"Code":"InvalidGroupName"') },
    },
  ]);
});

test('an exchange shows no secret', async () => {
  const emulator = createEmulator({ storage: 'memory', credentials: [READ_ONLY] });
  const exchanges: Exchange[] = [];
  emulator.exchanges.subscribe((exchange) => exchanges.push(exchange));
  await emulator.handle(new Request(`${ENDPOINT}?Action=DescribeRegions&Secret=reader-secret`));
  await vi.waitFor(() => expect(exchanges).toHaveLength(1));
  expect(JSON.stringify(exchanges)).not.toContain('reader-secret');
});
