import { get } from 'node:https';
import type { CallOutput, Emulator } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { isRpcError, thrownBy } from './clients.ts';
import { rpcClient } from './sdks.ts';
import { start } from './start.ts';
import { MINUTE, MORNING, NOBODY, OBJECT } from './typed.ts';

type Action = Parameters<Emulator['call']>[0];
/** A call of an action with whatever parameters. */
type Send = <Name extends Action>(action: Name, parameters?: object) => Promise<CallOutput<Name>>;

const REQUEST_ID: unknown = expect.stringMatching(/^[0-9A-F-]{36}$/);

/** Sends calls by pop-core, and notes the actions. */
function sender(method: string, actions: Set<string> = new Set()): Send {
  const client = rpcClient();
  return (action, parameters = {}) => {
    actions.add(action);
    return client.request(action, parameters, { method });
  };
}

/** The code of the Error that pop-core names after it. */
async function refusalCode(call: Promise<unknown>): Promise<string> {
  const error = await thrownBy(call);
  if (!isRpcError(error)) throw error;
  expect(error.name).toBe(`${error.code}Error`);
  expect(error.data).toMatchObject({ Code: error.code, RequestId: REQUEST_ID });
  expect(error.entry.response.statusCode).toBe(400);
  return error.code;
}

function numbered(length: number, name: string): string[] {
  return Array.from({ length }, (_, index) => `${name}_${index}`);
}

describe.each(['GET', 'POST'])('pop-core by %s', (method) => {
  test('leads a group and its models through every operation on them', async () => {
    let now = MORNING;
    await start({ clock: () => now });
    const actions = new Set<string>();
    const send = sender(method, actions);

    const { Regions } = await send('DescribeRegions', { Language: 'en' });
    expect(Regions.Region).toContainEqual({
      RegionId: 'cn-hangzhou',
      LocalName: 'China (Hangzhou)',
      RegionEndpoint: 'apigateway.cn-hangzhou.aliyuncs.com',
    });

    const group = await send('CreateApiGroup', {
      GroupName: 'Weather',
      BasePath: '/v1',
      Description: 'sun & rain',
      Tag: [{ Key: 'team', Value: 'sky' }],
    });
    const { GroupId } = group;
    expect(group).toEqual({
      RequestId: REQUEST_ID,
      GroupId: expect.stringMatching(/^[0-9a-f]{32}$/),
      GroupName: 'Weather',
      SubDomain: `${GroupId}-cn-hangzhou.alicloudapi.com`,
      BasePath: '/v1',
      Description: 'sun & rain',
      InstanceId: 'api-shared-vpc-001',
      InstanceType: 'VPC_SHARED',
      TagStatus: true,
    });

    now += MINUTE;
    const model = await send('CreateModel', {
      GroupId,
      ModelName: 'Forecast',
      Schema: OBJECT,
      Tag: [{ Key: 'team', Value: 'sea' }],
    });
    expect(model).toEqual({
      RequestId: REQUEST_ID,
      RegionId: 'cn-hangzhou',
      GroupId,
      ModelId: expect.stringMatching(/^[0-9a-f]{32}$/),
      ModelName: 'Forecast',
      Schema: OBJECT,
      Description: '',
      ModelRef: `https://apigateway.aliyun.com/models/${GroupId}/${model.ModelId}`,
      CreatedTime: '2026-03-16T08:01:00Z',
      ModifiedTime: '2026-03-16T08:01:00Z',
    });

    now += MINUTE;
    expect(
      await send('ModifyApiGroup', { GroupId, GroupName: '天气预报', PassthroughHeaders: 'host' }),
    ).toEqual({
      RequestId: REQUEST_ID,
      GroupId,
      GroupName: '天气预报',
      SubDomain: group.SubDomain,
      Description: 'sun & rain',
      BasePath: '/v1',
    });
    const schema = '{\n"type" : "object", "title": "50 % & 100+"}';
    expect(
      await send('ModifyModel', { GroupId, ModelName: 'Forecast', NewModelName: 'Outlook', Schema: schema }),
    ).toEqual({ RequestId: REQUEST_ID });
    const resource = { ResourceType: 'apiGroup', ResourceId: [GroupId] };
    expect(await send('TagResources', { ...resource, Tag: [{ Key: 'stage', Value: 'test' }] })).toEqual({
      RequestId: REQUEST_ID,
    });
    expect(await send('UntagResources', { ...resource, TagKey: ['team'] })).toEqual({
      RequestId: REQUEST_ID,
    });

    expect(await send('ListTagResources', resource)).toEqual({
      RequestId: REQUEST_ID,
      NextToken: '-1',
      TagResources: {
        TagResource: [{ ResourceId: GroupId, ResourceType: 'apiGroup', TagKey: 'stage', TagValue: 'test' }],
      },
    });
    expect(await send('DescribeApiGroup', { GroupId })).toMatchObject({
      GroupName: '天气预报',
      CreatedTime: '2026-03-16T08:00:00Z',
      ModifiedTime: '2026-03-16T08:02:00Z',
      PassthroughHeaders: 'host',
      Status: 'NORMAL',
      RegionId: 'cn-hangzhou',
      CustomDomains: { DomainItem: [] },
      StageItems: { StageInfo: [{ StageName: 'RELEASE' }, { StageName: 'PRE' }, { StageName: 'TEST' }] },
    });
    expect(await send('DescribeApiGroups')).toEqual({
      RequestId: REQUEST_ID,
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 1,
      ApiGroupAttributes: {
        ApiGroupAttribute: [
          {
            GroupId,
            GroupName: '天气预报',
            SubDomain: group.SubDomain,
            Description: 'sun & rain',
            BasePath: '/v1',
            RegionId: 'cn-hangzhou',
            CreatedTime: '2026-03-16T08:00:00Z',
            ModifiedTime: '2026-03-16T08:02:00Z',
            InstanceId: 'api-shared-vpc-001',
            InstanceType: 'VPC_SHARED',
            TrafficLimit: 500,
            BillingStatus: 'NORMAL',
            IllegalStatus: 'NORMAL',
            HttpsPolicy: 'HTTPS2_TLS1_0',
            Tags: { TagInfo: [{ Key: 'stage', Value: 'test' }] },
          },
        ],
      },
    });
    expect(await send('DescribeModels', { GroupId })).toEqual({
      RequestId: REQUEST_ID,
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 1,
      ModelDetails: {
        ModelDetail: [
          {
            GroupId,
            ModelId: model.ModelId,
            ModelName: 'Outlook',
            ModelRef: model.ModelRef,
            Schema: schema,
            Description: '',
            CreatedTime: '2026-03-16T08:01:00Z',
            ModifiedTime: '2026-03-16T08:02:00Z',
            Tags: { TagInfo: [{ Key: 'team', Value: 'sea' }] },
          },
        ],
      },
    });

    expect(await send('DeleteModel', { GroupId, ModelName: 'Outlook' })).toEqual({ RequestId: REQUEST_ID });
    expect(await send('DescribeModels', { GroupId })).toMatchObject({ TotalCount: 0 });
    expect(await send('DeleteApiGroup', { GroupId })).toEqual({ RequestId: REQUEST_ID });
    expect(await send('DescribeApiGroups')).toMatchObject({ TotalCount: 0 });
    expect(actions.size).toBe(13);
  });

  test('pages through 120 models and 100 groups without losing or repeating one', async () => {
    await start({ clock: () => MORNING, limits: { qps: { CreateApiGroup: Infinity } } });
    const send = sender(method);
    const groups = await Promise.all(
      numbered(100, 'Group').map((GroupName) => send('CreateApiGroup', { GroupName })),
    );
    const groupIds = groups.map((group) => group.GroupId);
    const [GroupId] = groupIds;
    const models = await Promise.all(
      numbered(120, 'Model').map((ModelName) => send('CreateModel', { GroupId, ModelName, Schema: OBJECT })),
    );
    const groupPages = await Promise.all(
      [1, 2, 3, 4, 5].map((PageNumber) => send('DescribeApiGroups', { PageNumber, PageSize: 30 })),
    );
    const groupLists = groupPages.map((page) => page.ApiGroupAttributes.ApiGroupAttribute);
    expect(groupLists.map((list) => list.length)).toEqual([30, 30, 30, 10, 0]);
    expect(groupPages.map((page) => page.TotalCount)).toEqual([100, 100, 100, 100, 100]);
    expect(groupLists.flatMap((list) => list.map((group) => group.GroupId)).toSorted()).toEqual(
      groupIds.toSorted(),
    );
    const modelPages = await Promise.all(
      [1, 2, 3, 4].map((PageNumber) => send('DescribeModels', { GroupId, PageNumber, PageSize: 50 })),
    );
    const modelLists = modelPages.map((page) => page.ModelDetails.ModelDetail);
    expect(modelLists.map((list) => list.length)).toEqual([50, 50, 20, 0]);
    expect(modelPages.map((page) => page.TotalCount)).toEqual([120, 120, 120, 120]);
    expect(modelLists.flatMap((list) => list.map((model) => model.ModelId)).toSorted()).toEqual(
      models.map((model) => model.ModelId).toSorted(),
    );
  });

  test('numbers the items of ResourceId, TagKey and Tag from 1, past the ninth', async () => {
    await start();
    const send = sender(method);
    const groups = await Promise.all(
      numbered(12, 'Group').map((GroupName) => send('CreateApiGroup', { GroupName })),
    );
    const ResourceId = groups.map((group) => group.GroupId);
    const keys = numbered(12, 'key');
    const resources = { ResourceType: 'apiGroup', ResourceId };
    await send('TagResources', { ...resources, Tag: keys.map((Key, index) => ({ Key, Value: `${index}` })) });
    expect(await send('ListTagResources', { ...resources, ResourceId: ResourceId.slice(11) })).toMatchObject({
      TagResources: {
        TagResource: keys.map((TagKey, index) => ({
          ResourceId: ResourceId[11],
          TagKey,
          TagValue: `${index}`,
        })),
      },
    });
    await send('UntagResources', { ...resources, TagKey: keys.slice(1) });
    expect((await send('ListTagResources', resources)).TagResources.TagResource).toEqual(
      ResourceId.map((id) => ({ ResourceId: id, ResourceType: 'apiGroup', TagKey: 'key_0', TagValue: '0' })),
    );
    expect(
      await send('DescribeApiGroups', { Tag: [{ Key: 'key_0', Value: '0' }], PageSize: 50 }),
    ).toMatchObject({ TotalCount: 12 });
    await send('UntagResources', { ...resources, All: true });
    expect((await send('ListTagResources', resources)).TagResources.TagResource).toEqual([]);
  });

  test('takes lists that the caller numbered', async () => {
    await start();
    const send = sender(method);
    const { GroupId } = await send('CreateApiGroup', { GroupName: 'Weather' });
    const resource = { ResourceType: 'apiGroup', 'ResourceId.1': GroupId };
    await send('TagResources', {
      ...resource,
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'sky',
      'Tag.2.Key': 'stage',
      'Tag.2.Value': 'test',
    });
    await send('UntagResources', { ...resource, 'TagKey.1': 'team' });
    expect(await send('ListTagResources', { ...resource, 'Tag.1.Key': 'stage' })).toMatchObject({
      TagResources: { TagResource: [{ TagKey: 'stage', TagValue: 'test' }] },
    });
  });

  test.each<readonly [string, Action, object]>([
    ['MissingGroupName', 'CreateApiGroup', {}],
    ['InvalidPageSize', 'DescribeApiGroups', { PageSize: 'all' }],
    ['InvalidPageNumber', 'DescribeApiGroups', { PageNumber: 'one' }],
    ['NotFoundApiGroup', 'DescribeApiGroup', { GroupId: NOBODY }],
    ['NotFoundApiGroup', 'ModifyApiGroup', { GroupId: NOBODY, Description: 'sun' }],
    ['MissingGroupId', 'DeleteApiGroup', {}],
    ['NotFoundApiGroup', 'CreateModel', { GroupId: NOBODY, ModelName: 'Forecast', Schema: OBJECT }],
    ['InvalidFormatSchema', 'CreateModel', { GroupId: NOBODY, ModelName: 'Forecast', Schema: '{' }],
    ['InvalidPageSize', 'DescribeModels', { GroupId: NOBODY, PageSize: 101 }],
    ['NotFoundApiGroup', 'ModifyModel', { GroupId: NOBODY, ModelName: 'Forecast' }],
    ['NotFoundApiGroup', 'DeleteModel', { GroupId: NOBODY, ModelName: 'Forecast' }],
    [
      'NotFoundResourceId',
      'TagResources',
      { ResourceType: 'apiGroup', ResourceId: [NOBODY], Tag: [{ Key: 'team', Value: 'sky' }] },
    ],
    ['InvalidAll', 'UntagResources', { ResourceType: 'apiGroup', ResourceId: [NOBODY], All: 'yes' }],
    ['MissingResourceId', 'ListTagResources', { ResourceType: 'apiGroup' }],
  ])('throws the Error of %s when %s is refused', async (code, action, parameters) => {
    await start();
    expect(await refusalCode(sender(method)(action, parameters))).toBe(code);
  });
});

/** A raw call, because pop-core reads JSON only. */
async function getXml(parameters: Readonly<Record<string, string>>): Promise<string> {
  const query = new URLSearchParams({ Version: '2016-07-14', Format: 'XML', ...parameters });
  return new Promise((resolve, reject) => {
    get(`https://apigateway.cn-hangzhou.aliyuncs.com/?${query}`, (response) => {
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toBe('text/xml;charset=utf-8');
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

const DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>";

describe('Format=XML', () => {
  test('writes an empty list of groups as an empty element', async () => {
    await start();
    expect(await getXml({ Action: 'DescribeApiGroups' })).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8'\?><DescribeApiGroupsResponse><RequestId>[0-9A-F-]{36}<\/RequestId><PageNumber>1<\/PageNumber><PageSize>10<\/PageSize><TotalCount>0<\/TotalCount><ApiGroupAttributes><\/ApiGroupAttributes><\/DescribeApiGroupsResponse>$/,
    );
  });

  test('repeats the element of a list for each group and each tag', async () => {
    const emulator = await start({ clock: () => MORNING });
    const weather = await emulator.call('CreateApiGroup', {
      GroupName: 'Weather',
      Description: 'sun & <rain>',
      Tag: [{ Key: 'a', Value: '1' }, { Key: 'b' }],
    });
    const traffic = await emulator.call('CreateApiGroup', { GroupName: 'Traffic' });
    const attribute = (group: typeof weather, description: string, tags: string): string =>
      `<ApiGroupAttribute><GroupId>${group.GroupId}</GroupId><GroupName>${group.GroupName}</GroupName>` +
      `<SubDomain>${group.SubDomain}</SubDomain><Description>${description}</Description><BasePath>/</BasePath>` +
      '<RegionId>cn-hangzhou</RegionId><CreatedTime>2026-03-16T08:00:00Z</CreatedTime>' +
      '<ModifiedTime>2026-03-16T08:00:00Z</ModifiedTime><InstanceId>api-shared-vpc-001</InstanceId>' +
      '<InstanceType>VPC_SHARED</InstanceType><TrafficLimit>500</TrafficLimit>' +
      '<BillingStatus>NORMAL</BillingStatus><IllegalStatus>NORMAL</IllegalStatus>' +
      `<HttpsPolicy>HTTPS2_TLS1_0</HttpsPolicy><Tags>${tags}</Tags></ApiGroupAttribute>`;
    const text = await getXml({ Action: 'DescribeApiGroups', Sort: 'asc' });
    expect(text.replace(/<RequestId>[0-9A-F-]{36}<\/RequestId>/, '')).toBe(
      `${DECLARATION}<DescribeApiGroupsResponse><PageNumber>1</PageNumber><PageSize>10</PageSize>` +
        '<TotalCount>2</TotalCount><ApiGroupAttributes>' +
        attribute(
          weather,
          'sun &amp; &lt;rain&gt;',
          '<TagInfo><Key>a</Key><Value>1</Value></TagInfo><TagInfo><Key>b</Key><Value></Value></TagInfo>',
        ) +
        attribute(traffic, '', '') +
        '</ApiGroupAttributes></DescribeApiGroupsResponse>',
    );
  });

  test('writes the definition of a model in entities', async () => {
    const emulator = await start();
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    expect(await getXml({ Action: 'DescribeModels', GroupId })).toContain('<ModelDetails></ModelDetails>');
    await emulator.call('CreateModel', { GroupId, ModelName: 'Forecast', Schema: OBJECT });
    const text = await getXml({ Action: 'DescribeModels', GroupId });
    expect(text).toContain('<TotalCount>1</TotalCount><ModelDetails><ModelDetail>');
    expect(text).toContain('<Schema>{&quot;type&quot;:&quot;object&quot;}</Schema>');
    expect(text).toContain('<Tags></Tags></ModelDetail></ModelDetails></DescribeModelsResponse>');
  });

  test('answers an action that gives nothing with RequestId alone', async () => {
    await start();
    expect(await getXml({ Action: 'DeleteApiGroup', GroupId: NOBODY })).toMatch(
      /<DeleteApiGroupResponse><RequestId>[0-9A-F-]{36}<\/RequestId><\/DeleteApiGroupResponse>$/,
    );
  });
});
