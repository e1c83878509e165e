import { createEmulator } from 'cloudapi-emulator';
import type { CallInput, Emulator, EmulatorOptions, Store } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';

type Definition = Omit<CallInput<'CreateApi'>, 'GroupId'>;

const MORNING = Date.UTC(2026, 2, 16, 8);

/** The shortest definition, with another path for each name. */
function plain(ApiName: string, more: Partial<Definition> = {}): Definition {
  return {
    ApiName,
    Visibility: 'PRIVATE',
    RequestConfig: JSON.stringify({ RequestHttpMethod: 'GET', RequestPath: `/${ApiName}` }),
    ServiceConfig: '{"Mock":"TRUE","MockResult":"sun"}',
    ...more,
  };
}

function newEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ storage: 'memory', clock: () => MORNING, ...options });
}

async function group(emulator: Emulator, GroupName = 'Weather'): Promise<string> {
  return (await emulator.call('CreateApiGroup', { GroupName })).GroupId;
}

async function create(emulator: Emulator, GroupId: string, definition: Definition): Promise<string> {
  return (await emulator.call('CreateApi', { GroupId, ...definition })).ApiId;
}

const names = async (emulator: Emulator, query: CallInput<'DescribeApis'>): Promise<readonly string[]> =>
  (await emulator.call('DescribeApis', query)).ApiSummarys.ApiSummary.map(({ ApiName }) => ApiName);

describe('an API that is created', () => {
  test('is told with every list and every default', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    const ApiId = await create(emulator, GroupId, plain('Forecast'));
    expect(ApiId).toMatch(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    expect(await emulator.call('DescribeApi', { ApiId })).toEqual({
      RequestId: expect.any(String),
      GroupId,
      GroupName: 'Weather',
      ApiId,
      ApiName: 'Forecast',
      RegionId: 'cn-hangzhou',
      Visibility: 'PRIVATE',
      AuthType: 'APP',
      RequestConfig: {
        RequestProtocol: 'HTTP',
        RequestHttpMethod: 'GET',
        RequestPath: '/Forecast',
        RequestMode: 'MAPPING',
        BodyFormat: '',
        PostBodyDescription: '',
      },
      ServiceConfig: {
        ServiceProtocol: 'HTTP',
        ServiceAddress: '',
        ServicePath: '',
        ServiceHttpMethod: '',
        ServiceTimeout: 10_000,
        ContentTypeCatagory: 'DEFAULT',
        ContentTypeValue: 'application/x-www-form-urlencoded; charset=UTF-8',
        Mock: 'TRUE',
        MockResult: 'sun',
        MockHeaders: { MockHeader: [] },
        ServiceVpcEnable: 'FALSE',
      },
      RequestParameters: { RequestParameter: [] },
      ServiceParameters: { ServiceParameter: [] },
      ServiceParametersMap: { ServiceParameterMap: [] },
      ConstantParameters: { ConstantParameter: [] },
      SystemParameters: { SystemParameter: [] },
      CustomSystemParameters: { CustomSystemParameter: [] },
      ErrorCodeSamples: { ErrorCodeSample: [] },
      ResultDescriptions: { ResultDescription: [] },
      ResultType: 'JSON',
      ResultSample: '',
      FailResultSample: '',
      AllowSignatureMethod: 'HmacSHA256',
      WebSocketApiType: 'COMMON',
      AppCodeAuthType: 'DEFAULT',
      ForceNonceCheck: false,
      DisableInternet: false,
      BackendEnable: false,
      Mock: 'OPEN',
      MockResult: 'sun',
      CreatedTime: '2026-03-16T08:00:00Z',
      ModifiedTime: '2026-03-16T08:00:00Z',
      DeployedInfos: {
        DeployedInfo: [
          { StageName: 'RELEASE', DeployedStatus: 'NONDEPLOYED' },
          { StageName: 'PRE', DeployedStatus: 'NONDEPLOYED' },
          { StageName: 'TEST', DeployedStatus: 'NONDEPLOYED' },
        ],
      },
      TagList: { Tag: [] },
    });
  });

  test('comes back in the recorded form, whatever form it was sent in', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    // As funcraft sends it.
    const ApiId = await create(emulator, GroupId, {
      ...plain('Forecast'),
      Visibility: 'Private' as 'PRIVATE',
      ResultType: 'passthrough' as 'PASSTHROUGH',
      RequestConfig:
        '{"requestProtocol":"http","requestHttpMethod":"get","requestPath":"/user/[token]","requestMode":"mapping"}',
      ServiceConfig:
        '{"serviceProtocol":"functioncompute","serviceTimeout":"3000","functionComputeConfig":{"fcRegionId":"cn-beijing","serviceName":"s","functionName":"f"},"ossConfig":{"bucketName":""}}',
      RequestParameters:
        '[{"apiParameterName":"token","location":"Path","parameterType":"String","isHide":true}]',
      ServiceParameters:
        '[{"serviceParameterName":"token","location":"Path","type":"String","parameterCatalog":"Request"}]',
      ServiceParametersMap: '[{"serviceParameterName":"token","requestParameterName":"token"}]',
    });
    expect(await emulator.call('DescribeApi', { ApiId })).toMatchObject({
      Visibility: 'PRIVATE',
      ResultType: 'PASSTHROUGH',
      RequestConfig: { RequestProtocol: 'HTTP', RequestHttpMethod: 'GET', RequestMode: 'MAPPING' },
      ServiceConfig: {
        ServiceProtocol: 'FunctionCompute',
        ServiceTimeout: 3000,
        FunctionComputeConfig: { RegionId: 'cn-beijing', ServiceName: 's', FunctionName: 'f' },
      },
      Mock: 'CLOSED',
      RequestParameters: {
        RequestParameter: [
          {
            ApiParameterName: 'token',
            Location: 'PATH',
            ParameterType: 'STRING',
            Required: 'OPTIONAL',
            DocShow: 'PUBLIC',
            DocOrder: 0,
          },
        ],
      },
      ServiceParameters: {
        ServiceParameter: [{ ServiceParameterName: 'token', Location: 'path', ParameterType: 'STRING' }],
      },
      ServiceParametersMap: {
        ServiceParameterMap: [{ ServiceParameterName: 'token', RequestParameterName: 'token' }],
      },
    });
  });

  test('may name constants and system parameters among the others', async () => {
    const emulator = newEmulator();
    const ApiId = await create(emulator, await group(emulator), {
      ...plain('Forecast'),
      RequestParameters: JSON.stringify([
        { ApiParameterName: 'city', Location: 'QUERY' },
        { ApiParameterName: 'unit', Location: 'HEAD', DefaultValue: 'celsius' },
        { ApiParameterName: 'CaClientIp', Location: 'HEAD' },
      ]),
      ServiceParameters: JSON.stringify([
        { ServiceParameterName: 'town', Location: 'QUERY', ParameterCatalog: 'REQUEST' },
        { ServiceParameterName: 'unit', Location: 'HEAD', ParameterCatalog: 'CONSTANT' },
        { ServiceParameterName: 'ip', Location: 'HEAD', ParameterCatalog: 'SYSTEM' },
      ]),
      ServiceParametersMap: JSON.stringify([
        { ServiceParameterName: 'town', RequestParameterName: 'city' },
        { ServiceParameterName: 'unit', RequestParameterName: 'unit' },
        { ServiceParameterName: 'ip', RequestParameterName: 'CaClientIp' },
      ]),
    });
    expect(await emulator.call('DescribeApi', { ApiId })).toMatchObject({
      RequestParameters: { RequestParameter: [{ ApiParameterName: 'city' }] },
      ServiceParameters: { ServiceParameter: [{ ServiceParameterName: 'town', Location: 'query' }] },
      ServiceParametersMap: { ServiceParameterMap: [{ ServiceParameterName: 'town' }] },
      ConstantParameters: {
        ConstantParameter: [{ ServiceParameterName: 'unit', ConstantValue: 'celsius', Location: 'HEAD' }],
      },
      SystemParameters: {
        SystemParameter: [{ ParameterName: 'CaClientIp', ServiceParameterName: 'ip', Location: 'HEAD' }],
      },
    });
  });

  test.for(['For', 'x'.repeat(51), '1Forecast', '_Forecast', 'Fore cast', 'For-ecast'])(
    'is not called %s',
    async (ApiName) => {
      const emulator = newEmulator();
      await expect(create(emulator, await group(emulator), plain(ApiName))).rejects.toMatchObject({
        code: 'InvalidApiName',
      });
    },
  );

  test('may have a hyphen in its name by the observed rules', async () => {
    const emulator = newEmulator({ rules: 'observed' });
    expect(await create(emulator, await group(emulator), plain('For-ecast'))).toHaveLength(32);
  });

  test('has a name of its own in its group, and may share it with another group', async () => {
    const emulator = newEmulator();
    const [weather, traffic] = [await group(emulator), await group(emulator, 'Traffic')];
    await create(emulator, weather, plain('Forecast'));
    await create(emulator, traffic, plain('Forecast'));
    const config = '{"RequestHttpMethod":"GET","RequestPath":"/other"}';
    await expect(
      create(emulator, weather, plain('Forecast', { RequestConfig: config })),
    ).rejects.toMatchObject({
      code: 'RepeatedApiName',
      message: 'The specified ApiName is repeated.',
      grade: 'observed',
    });
  });

  test('has a path and method of its own in its group', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    const config = (RequestHttpMethod: string): Partial<Definition> => ({
      RequestConfig: JSON.stringify({ RequestHttpMethod, RequestPath: '/same' }),
    });
    await create(emulator, GroupId, plain('First', config('GET')));
    const second = await create(emulator, GroupId, plain('Second', config('POST')));
    await expect(create(emulator, GroupId, plain('Third', config('get')))).rejects.toMatchObject({
      code: 'RepeatedRequestPath',
      grade: 'inferred',
    });
    await expect(
      emulator.call('ModifyApi', { ApiId: second, ...plain('Second', config('GET')) }),
    ).rejects.toMatchObject({ code: 'RepeatedRequestPath' });
  });

  test('frees its path and method when it moves or goes, and keeps them when its move is refused', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    const at = (path: string): Partial<Definition> => ({
      RequestConfig: JSON.stringify({ RequestHttpMethod: 'GET', RequestPath: path }),
    });
    const refused = (name: string, path: string): Promise<void> =>
      expect(create(emulator, GroupId, plain(name, at(path)))).rejects.toMatchObject({
        code: 'RepeatedRequestPath',
      });
    const modify = (ApiId: string, name: string, path: string): Promise<object> =>
      emulator.call('ModifyApi', { ApiId, ...plain(name, at(path)) });

    const first = await create(emulator, GroupId, plain('First', at('/first')));
    const second = await create(emulator, GroupId, plain('Second', at('/second')));
    await modify(first, 'First', '/first');
    await expect(modify(first, 'First', '/second')).rejects.toMatchObject({ code: 'RepeatedRequestPath' });
    await refused('Third', '/first');
    await modify(first, 'First', '/moved');
    await modify(second, 'Second', '/first');
    await refused('Third', '/first');
    await refused('Third', '/moved');
    await create(emulator, GroupId, plain('Third', at('/second')));
    await emulator.call('DeleteApi', { ApiId: second });
    await create(emulator, GroupId, plain('Fourth', at('/first')));
  });

  test('is made without a look at the others of its group, however many they are', async () => {
    const memory = createMemoryStore();
    let listed = 0;
    const storage: Store = {
      ...memory,
      transaction: (mode, work) =>
        memory.transaction(mode, (transaction) =>
          work({
            ...transaction,
            list(table, ...rest) {
              const rows = transaction.list(table, ...rest);
              listed += rows.length;
              return rows;
            },
          }),
        ),
    };
    const emulator = createEmulator({ storage });
    const Apis = Array.from({ length: 100 }, (_, index) => ({
      ApiName: `Api_${index}`,
      Path: `/${index}`,
      Mock: { Body: '' },
    }));
    const [weather] = await emulator.seed({ groups: [{ GroupName: 'Weather', Apis }] });
    await create(emulator, weather!.GroupId, plain('Forecast'));
    expect(listed).toBe(0);
    await emulator.call('DescribeApis', { GroupId: weather!.GroupId });
    expect(listed).toBe(10);
  });

  test('refers to models of the account only', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    const { ModelRef } = await emulator.call('CreateModel', {
      GroupId,
      ModelName: 'Order',
      Schema: '{"type":"object"}',
    });
    const using = (uri: string): readonly Partial<Definition>[] => [
      { ResultBodyModel: uri },
      { ErrorCodeSamples: JSON.stringify([{ Code: '400', Message: 'No', Model: uri }]) },
      { RequestConfig: JSON.stringify({ RequestHttpMethod: 'GET', RequestPath: '/model', BodyModel: uri }) },
    ];
    for (const [index, definition] of using(
      `https://apigateway.aliyun.com/models/${GroupId}/${'0'.repeat(32)}`,
    ).entries()) {
      await expect(create(emulator, GroupId, plain(`Wrong_${index}`, definition))).rejects.toMatchObject({
        code: 'NotFoundModel',
      });
    }
    for (const [index, definition] of using(ModelRef).entries())
      await create(emulator, GroupId, plain(`Right_${index}`, definition));
    // Which looks at no API.
    await emulator.call('DeleteModel', { GroupId, ModelName: 'Order' });
  });

  test('is one of a thousand in its group, or as many as the limit says', async () => {
    const emulator = newEmulator({ limits: { apisPerGroup: 2 } });
    const GroupId = await group(emulator);
    await create(emulator, GroupId, plain('First'));
    await create(emulator, GroupId, plain('Second'));
    await expect(create(emulator, GroupId, plain('Third'))).rejects.toMatchObject({ code: 'ExceedLimitApi' });
    emulator.setLimits({ apisPerGroup: 3 });
    await create(emulator, GroupId, plain('Third'));
    await expect(create(emulator, GroupId, plain('Fourth'))).rejects.toMatchObject({
      code: 'ExceedLimitApi',
    });
  });

  test.for(['CreateApi', 'ModifyApi', 'DeleteApi', 'DeployApi'] as const)(
    'with fifty calls of %s in a second, and no more',
    async (action) => {
      const emulator = newEmulator();
      const call = (): Promise<unknown> =>
        emulator.call(action, {} as CallInput<typeof action>).catch((error: unknown) => error);
      const errors = await Promise.all(Array.from({ length: 51 }, call));
      expect(errors[49]).toMatchObject({ code: expect.stringMatching(/^Missing/) });
      expect(errors[50]).toMatchObject({ code: 'Throttling.User' });
    },
  );
});

test('a group that has APIs is not deleted', async () => {
  const emulator = newEmulator();
  const GroupId = await group(emulator);
  const ApiId = await create(emulator, GroupId, plain('Forecast'));
  await expect(emulator.call('DeleteApiGroup', { GroupId })).rejects.toMatchObject({
    code: 'DependencyViolationApiGroup',
  });
  await emulator.call('DeleteApi', { ApiId });
  await emulator.call('DeleteApiGroup', { GroupId });
});

describe('an ApiId', () => {
  test.for([
    'DescribeApi',
    'DeleteApi',
    'ModifyApi',
    'DeployApi',
    'AbolishApi',
    'DescribeDeployedApi',
  ] as const)('finds its API alone, and only in its own group, for %s', async (action) => {
    const emulator = newEmulator();
    const [weather, traffic] = [await group(emulator), await group(emulator, 'Traffic')];
    const ApiId = await create(emulator, weather, plain('Forecast'));
    await emulator.call('DeployApi', { ApiId, StageName: 'TEST', Description: 'first' });
    const code = async (identity: { ApiId: string; GroupId?: string }): Promise<unknown> => {
      const rest = { StageName: 'TEST', Description: 'second', ...plain('Forecast') };
      const input = { ...rest, ...identity } as CallInput<typeof action>;
      return emulator.call(action, input).then(
        () => 'success',
        (error: { readonly code: string }) => error.code,
      );
    };
    expect(await code({ ApiId: 'none' })).toBe('NotFoundApi');
    expect(await code({ ApiId, GroupId: traffic })).toBe('NotFoundApi');
    expect(await code({ ApiId, GroupId: 'none' })).toBe('NotFoundApiGroup');
    expect(await code({ ApiId })).toBe(action === 'DeleteApi' ? 'DependencyViolationApi' : 'success');
  });

  test('finds nothing in another region', async () => {
    const emulator = newEmulator();
    const ApiId = await create(emulator, await group(emulator), plain('Forecast'));
    await expect(emulator.call('DescribeApi', { ApiId }, { region: 'cn-beijing' })).rejects.toMatchObject({
      code: 'NotFoundApi',
    });
  });
});

describe('a stage', () => {
  test('keeps what was deployed until the next DeployApi', async () => {
    let now = MORNING;
    const emulator = newEmulator({ clock: () => now });
    const ApiId = await create(emulator, await group(emulator), plain('Forecast', { Description: 'old' }));
    await emulator.call('DeployApi', { ApiId, StageName: 'RELEASE', Description: 'first' });
    now += 1234;
    await emulator.call('ModifyApi', { ApiId, ...plain('Climate') });
    const deployed = (): Promise<unknown> =>
      emulator.call('DescribeDeployedApi', { ApiId, StageName: 'RELEASE' });
    expect(await deployed()).toMatchObject({
      ApiName: 'Forecast',
      Description: 'old',
      RequestConfig: { RequestPath: '/Forecast' },
      DeployedTime: '2026-03-16T08:00:00Z',
    });
    const edited = await emulator.call('DescribeApi', { ApiId });
    expect(edited).toMatchObject({ ApiName: 'Climate', ModifiedTime: '2026-03-16T08:00:01Z' });
    // The whole definition was replaced.
    expect(edited).not.toHaveProperty('Description');
    expect(edited.DeployedInfos.DeployedInfo[0]?.EffectiveVersion).toBe('20260316160000000');
    await emulator.call('DeployApi', { ApiId, StageName: 'RELEASE', Description: 'second' });
    expect(await deployed()).toMatchObject({ ApiName: 'Climate' });
    const { DeployedInfos } = await emulator.call('DescribeApi', { ApiId });
    expect(DeployedInfos.DeployedInfo[0]?.EffectiveVersion).toBe('20260316160001234');
  });

  test('is taken off by AbolishApi, once', async () => {
    const emulator = newEmulator();
    const ApiId = await create(emulator, await group(emulator), plain('Forecast'));
    const stage = { ApiId, StageName: 'PRE' } as const;
    await emulator.call('DeployApi', { ...stage, Description: 'first' });
    await emulator.call('AbolishApi', stage);
    await expect(emulator.call('AbolishApi', stage)).rejects.toMatchObject({
      code: 'NotFoundStage',
      grade: 'inferred',
    });
    await expect(emulator.call('DescribeDeployedApi', stage)).rejects.toMatchObject({
      code: 'NotFoundStage',
    });
    await expect(
      emulator.call('DeployApi', { ApiId, StageName: 'LIVE' as 'PRE', Description: 'x' }),
    ).rejects.toMatchObject({ code: 'NotFoundStage' });
  });

  test('of several is listed in the service’s order', async () => {
    const emulator = newEmulator();
    const GroupId = await group(emulator);
    const first = await create(emulator, GroupId, plain('Forecast'));
    const second = await create(emulator, GroupId, plain('Climate'));
    for (const StageName of ['TEST', 'RELEASE'] as const)
      await emulator.call('DeployApi', { ApiId: first, StageName, Description: 'x' });
    await emulator.call('DeployApi', { ApiId: second, StageName: 'PRE', Description: 'x' });
    const list = async (query: CallInput<'DescribeDeployedApis'>): Promise<readonly string[]> =>
      (await emulator.call('DescribeDeployedApis', query)).DeployedApis.DeployedApiItem.map(
        ({ ApiName, StageName }) => `${ApiName} ${StageName}`,
      );
    expect(await list({ GroupId })).toEqual(['Climate PRE', 'Forecast RELEASE', 'Forecast TEST']);
    expect(await list({ StageName: 'TEST' })).toEqual(['Forecast TEST']);
    expect(await list({ ApiName: 'lim' })).toEqual(['Climate PRE']);
    expect(await list({ PageSize: 1, PageNumber: 2 })).toEqual(['Forecast RELEASE']);
    expect(await list({ ApiPath: '/Forecast', ApiMethod: 'get', ApiId: first })).toHaveLength(2);
    expect(await list({ ApiId: first, GroupId: 'none' })).toEqual([]);
  });
});

describe('DescribeApis', () => {
  test('looks for all that its document names', async () => {
    const emulator = newEmulator();
    const [weather, traffic] = [await group(emulator), await group(emulator, 'Traffic')];
    const forecast = await create(
      emulator,
      weather,
      plain('Forecast', { Tag: [{ Key: 'env', Value: 'uat' }] }),
    );
    await create(
      emulator,
      weather,
      plain('ForecastDaily', { Visibility: 'PUBLIC', Description: 'each day' }),
    );
    await create(
      emulator,
      traffic,
      plain('Road', { RequestConfig: '{"RequestHttpMethod":"POST","RequestPath":"/r"}' }),
    );
    await emulator.call('DeployApi', { ApiId: forecast, StageName: 'TEST', Description: 'x' });
    expect(await names(emulator, {})).toEqual(['Road', 'ForecastDaily', 'Forecast']);
    expect(await names(emulator, { GroupId: weather })).toEqual(['ForecastDaily', 'Forecast']);
    expect(await names(emulator, { GroupId: 'none' })).toEqual([]);
    expect(await names(emulator, { ApiName: 'cast' })).toEqual(['ForecastDaily', 'Forecast']);
    expect(await names(emulator, { ApiId: forecast })).toEqual(['Forecast']);
    expect(await names(emulator, { ApiId: forecast, GroupId: traffic })).toEqual([]);
    expect(await names(emulator, { Visibility: 'PUBLIC' })).toEqual(['ForecastDaily']);
    expect(await names(emulator, { ApiMethod: 'POST' })).toEqual(['Road']);
    expect(await names(emulator, { ApiPath: '/r' })).toEqual(['Road']);
    expect(await names(emulator, { Tag: [{ Key: 'env' }] })).toEqual(['Forecast']);
    expect(await names(emulator, { StageName: 'TEST' })).toEqual(['Forecast']);
    expect(await names(emulator, { StageName: 'RELEASE' })).toEqual([]);
    expect(await names(emulator, { UnDeployed: true })).toEqual(['Road', 'ForecastDaily']);
    expect(await names(emulator, { UnDeployed: true, StageName: 'PRE' })).toHaveLength(3);
  });

  test('gives pages of up to a hundred', async () => {
    const emulator = newEmulator({ limits: { qps: { CreateApi: Infinity } } });
    const GroupId = await group(emulator);
    for (let index = 100; index < 220; index += 1) await create(emulator, GroupId, plain(`Api_${index}`));
    const page = await emulator.call('DescribeApis', { GroupId, PageSize: 100, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 120, PageNumber: 2, PageSize: 100 });
    expect(page.ApiSummarys.ApiSummary).toHaveLength(20);
    expect(page.ApiSummarys.ApiSummary.at(-1)?.ApiName).toBe('Api_100');
    await expect(emulator.call('DescribeApis', { PageSize: 101 })).rejects.toMatchObject({
      code: 'InvalidPageSize',
    });
  });
});

test('tags on APIs are set, listed and removed beside those of groups', async () => {
  const emulator = newEmulator();
  const GroupId = await group(emulator);
  const ApiId = await create(emulator, GroupId, plain('Forecast'));
  const resource = { ResourceType: 'api', ResourceId: [ApiId] };
  await emulator.call('TagResources', { ...resource, Tag: [{ Key: 'env', Value: 'uat' }, { Key: 'team' }] });
  await emulator.call('TagResources', {
    ResourceType: 'apiGroup',
    ResourceId: [GroupId],
    Tag: [{ Key: 'env', Value: 'live' }],
  });
  expect((await emulator.call('DescribeApi', { ApiId })).TagList.Tag).toEqual([
    { TagKey: 'env', TagValue: 'uat' },
    { TagKey: 'team', TagValue: '' },
  ]);
  await emulator.call('UntagResources', { ...resource, TagKey: ['team'] });
  const { TagResources } = await emulator.call('ListTagResources', {
    ResourceType: 'api',
    Tag: [{ Key: 'env' }],
  });
  expect(TagResources.TagResource).toEqual([
    { ResourceType: 'api', ResourceId: ApiId, TagKey: 'env', TagValue: 'uat' },
  ]);
  await expect(
    emulator.call('TagResources', { ResourceType: 'api', ResourceId: [GroupId], Tag: [{ Key: 'env' }] }),
  ).rejects.toMatchObject({ code: 'NotFoundResourceId' });
});
