import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, Fixture, FixtureApi, Snapshot } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

const ID = 'a'.repeat(32);

function newEmulator(): Emulator {
  return createEmulator({ storage: 'memory' });
}

const forecast: FixtureApi = {
  ApiName: 'Forecast',
  Method: 'GET',
  Path: '/forecast/[city]',
  Mock: { Body: { sun: true }, Status: 201, Headers: { 'X-Sky': 'blue' } },
  Stage: 'RELEASE',
  ApiId: ID,
  Tag: { env: 'uat' },
};

const withApis = (...Apis: readonly object[]): Fixture => ({
  groups: [{ GroupName: 'Weather', Apis: Apis as readonly FixtureApi[] }],
});

describe('a fixture’s API', () => {
  test('in the short form is a mock that anyone may call', async () => {
    const emulator = newEmulator();
    const [seeded] = await emulator.seed(withApis(forecast));
    expect(seeded?.Apis).toEqual([{ ApiId: ID }]);
    expect(await emulator.call('DescribeApi', { ApiId: ID })).toMatchObject({
      ApiName: 'Forecast',
      Visibility: 'PRIVATE',
      AuthType: 'ANONYMOUS',
      RequestConfig: {
        RequestHttpMethod: 'GET',
        RequestPath: '/forecast/[city]',
        RequestProtocol: 'HTTP,HTTPS',
      },
      RequestParameters: {
        RequestParameter: [{ ApiParameterName: 'city', Location: 'PATH', Required: 'REQUIRED' }],
      },
      ServiceConfig: {
        Mock: 'TRUE',
        MockResult: '{"sun":true}',
        MockStatusCode: 201,
        MockHeaders: {
          MockHeader: [
            { HeaderName: 'X-Sky', HeaderValue: 'blue' },
            { HeaderName: 'Content-Type', HeaderValue: 'application/json; charset=UTF-8' },
          ],
        },
      },
      DeployedInfos: {
        DeployedInfo: [
          { StageName: 'RELEASE', DeployedStatus: 'DEPLOYED' },
          { DeployedStatus: 'NONDEPLOYED' },
          { DeployedStatus: 'NONDEPLOYED' },
        ],
      },
      TagList: { Tag: [{ TagKey: 'env', TagValue: 'uat' }] },
    });
  });

  test('may be in the operation’s own words, with objects for JSON, in several stages', async () => {
    const emulator = newEmulator();
    const [seeded] = await emulator.seed({
      groups: [
        {
          GroupName: 'Weather',
          Apis: [
            {
              ApiName: 'Forecast',
              Visibility: 'PUBLIC',
              AuthType: 'APP',
              RequestConfig: { RequestHttpMethod: 'POST', RequestPath: '/forecast' },
              ServiceConfig: '{"ServiceAddress":"http://back.example"}',
              RequestParameters: [{ ApiParameterName: 'city', Location: 'QUERY' }],
              Stage: ['TEST', 'PRE'],
            },
          ],
        },
      ],
    });
    const ApiId = seeded?.Apis[0]?.ApiId ?? '';
    expect(await emulator.call('DescribeDeployedApi', { ApiId, StageName: 'TEST' })).toMatchObject({
      Visibility: 'PUBLIC',
      AuthType: 'APP',
      ServiceConfig: { Mock: 'FALSE', ServiceAddress: 'http://back.example' },
      RequestParameters: { RequestParameter: [{ ApiParameterName: 'city' }] },
    });
    expect((await emulator.call('DescribeDeployedApis', {})).TotalCount).toBe(2);
  });

  test('declares each parameter of its path, and nothing else', async () => {
    const emulator = newEmulator();
    await emulator.seed(withApis({ ...forecast, Path: '/[city]/{day-part}/x[no]' }));
    const { RequestParameters } = await emulator.call('DescribeApi', { ApiId: ID });
    expect(RequestParameters.RequestParameter.map(({ ApiParameterName }) => ApiParameterName)).toEqual([
      'city',
      'day-part',
    ]);
  });

  test('has left out what is undefined', async () => {
    const emulator = newEmulator();
    const nothing = { AuthType: undefined, Visibility: undefined, RequestConfig: undefined };
    await emulator.seed(withApis({ ...forecast, ...nothing }));
    expect(await emulator.call('DescribeApi', { ApiId: ID })).toMatchObject({
      AuthType: 'ANONYMOUS',
      RequestConfig: { RequestPath: '/forecast/[city]' },
    });
  });

  test.for<[string, readonly object[], string]>([
    ['a misspelt member', [{ ...forecast, Paht: '/' }], 'unknown field "groups[0].Apis[0].Paht"'],
    ['a misspelt member of its mock', [{ ...forecast, Mock: { body: 1 } }], 'groups[0].Apis[0].Mock.body'],
    [
      'a function for its mock’s body',
      [{ ...forecast, Mock: { Body: () => 1 } }],
      'groups[0].Apis[0].Mock.Body must be a string, or a value for JSON.',
    ],
    ...[[['X-Sky', 'blue']], new Headers({ 'X-Sky': 'blue' }), { 'X-Sky': null }].map(
      (headers): [string, readonly object[], string] => [
        'headers that would be lost',
        [{ ...forecast, Mock: { Headers: headers } }],
        'groups[0].Apis[0].Mock.Headers must be an object of strings',
      ],
    ),
    ['no path', [{ ApiName: 'Forecast', Mock: {} }], 'groups[0].Apis[0]: MissingRequestConfig'],
    [
      'both forms of the request',
      [{ ...forecast, RequestConfig: {} }],
      'either RequestConfig, or Method and Path',
    ],
    ['both forms of the mock', [{ ...forecast, ServiceConfig: {} }], 'either ServiceConfig or Mock'],
    ['a stage that there is not', [{ ...forecast, Stage: 'LIVE' }], 'groups[0].Apis[0]: NotFoundStage'],
    [
      'a status that no mock may have',
      [{ ...forecast, Mock: { Status: 299 } }],
      'ServiceConfig.MockStatusCode must',
    ],
    [
      'an id that is taken',
      [forecast, { ...forecast, ApiName: 'Climate', Path: '/c' }],
      'groups[0].Apis[1].ApiId must be free',
    ],
    [
      'a name that is taken',
      [forecast, { ...forecast, ApiId: undefined }],
      'groups[0].Apis[1]: RepeatedApiName',
    ],
  ])('with %s is refused with its place', async ([, apis, words]) => {
    const emulator = newEmulator();
    await expect(emulator.seed(withApis(...apis))).rejects.toThrow(words);
    expect((await emulator.call('DescribeApiGroups', {})).TotalCount).toBe(0);
  });
});

describe('a snapshot', () => {
  test('brings APIs back with what their stages run', async () => {
    const emulator = newEmulator();
    await emulator.seed(withApis(forecast));
    await emulator.call('ModifyApi', {
      ApiId: ID,
      ApiName: 'Climate',
      Visibility: 'PUBLIC',
      RequestConfig: '{"RequestHttpMethod":"GET","RequestPath":"/climate"}',
      ServiceConfig: '{}',
    });
    // As a file keeps it.
    const snapshot = JSON.parse(JSON.stringify(await emulator.snapshot())) as Snapshot;
    expect(snapshot.version).toBe(2);
    const other = newEmulator();
    await other.restore(snapshot);
    expect(await other.snapshot()).toEqual(snapshot);
    expect(await other.call('DescribeDeployedApi', { ApiId: ID, StageName: 'RELEASE' })).toMatchObject({
      ApiName: 'Forecast',
    });
    expect(await other.call('DescribeApi', { ApiId: ID })).toMatchObject({ ApiName: 'Climate' });
  });

  test('of version 1 has no APIs, and is restored', async () => {
    const emulator = newEmulator();
    await emulator.seed({ groups: [{ GroupName: 'Weather', Models: ['Order'] }] });
    const { apis: _, ...old } = await emulator.snapshot();
    const other = newEmulator();
    await other.seed(withApis({ ...forecast, ApiName: 'Gone' }));
    await other.restore({ ...old, version: 1 } as unknown as Snapshot);
    expect((await other.call('DescribeApis', {})).TotalCount).toBe(0);
    expect((await other.call('DescribeApiGroups', {})).TotalCount).toBe(1);
  });

  test('of version 2 without APIs is refused, and changes nothing', async () => {
    const emulator = newEmulator();
    await emulator.seed(withApis(forecast));
    const snapshot = await emulator.snapshot();
    const { apis: _, ...spoilt } = snapshot;
    await expect(emulator.restore(spoilt as Snapshot)).rejects.toThrow('Invalid snapshot: apis');
    expect(await emulator.snapshot()).toEqual(snapshot);
  });

  test.for<[string, (api: Snapshot['apis'][number]) => readonly object[], string]>([
    ['of no group', (api) => [{ ...api, groupId: 'b'.repeat(32) }], 'belongs to a group that does not exist'],
    ['twice', (api) => [api, api], 'two APIs have the id'],
    [
      'with a name that another has',
      (api) => [api, { ...api, apiId: 'b'.repeat(32) }],
      'is called "Forecast"',
    ],
    ['with two names', (api) => [{ ...api, apiName: 'Climate' }], 'has two names'],
    ['without a definition', (api) => [{ ...api, definition: {} }], 'apis[0].definition.'],
    [
      'in a stage without a definition',
      (api) => [{ ...api, deployments: { RELEASE: {} } }],
      'apis[0].deployments.RELEASE.definition',
    ],
  ])('with an API %s is refused, and changes nothing', async ([, spoil, words]) => {
    const emulator = newEmulator();
    await emulator.seed(withApis(forecast));
    const snapshot = await emulator.snapshot();
    const apis = snapshot.apis.flatMap(spoil);
    await expect(emulator.restore({ ...snapshot, apis } as Snapshot)).rejects.toThrow(words);
    expect(await emulator.snapshot()).toEqual(snapshot);
  });
});

test('subscribe tells of APIs that are made, deployed and deleted', async () => {
  const emulator = newEmulator();
  await emulator.seed(withApis({ ...forecast, Stage: undefined }));
  const told: unknown[] = [];
  emulator.subscribe(({ apis, groups }) => told.push([apis, groups]));
  await emulator.call('DeployApi', { ApiId: ID, StageName: 'TEST', Description: 'x' });
  await emulator.call('AbolishApi', { ApiId: ID, StageName: 'TEST' });
  await emulator.call('DeleteApi', { ApiId: ID });
  expect(told).toEqual([
    [[ID], []],
    [[ID], []],
    [[ID], []],
  ]);
});
