import { describe, expect, test } from 'vitest';
import { thrownBy } from './clients.ts';
import { core, sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';

type Client = ReturnType<typeof typedClient>;

const MORNING = Date.UTC(2026, 2, 16, 8);
const MINUTE = 60_000;
const OBJECT = '{"type":"object"}';
const NOBODY = '0'.repeat(32);

/** Takes the throttle away, where a test needs many calls in one second of its clock. */
const unthrottled = {
  qps: { CreateApiGroup: Infinity, ModifyApiGroup: Infinity, DeleteApiGroup: Infinity },
} as const;

/** The body of an answer, in the SDK's own class. */
async function body<Body>(call: Promise<{ readonly body?: Body }>): Promise<Body> {
  const response = await call;
  if (response.body === undefined) throw new Error('The answer has no body.');
  return response.body;
}

/** A value that every answer has, though the SDK's types leave it open. */
function sure<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The answer leaves a field out.');
  return value;
}

/** Sends a call that must be refused, and reads the code off the SDK's own ClientError. */
async function refusalCode(call: Promise<unknown>): Promise<string> {
  const error = await thrownBy(call);
  if (!(error instanceof core.ClientError)) throw error;
  expect(error).toMatchObject({
    name: 'ClientError',
    statusCode: 400,
    requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    data: { Code: error.code, HostId: 'apigateway.cn-hangzhou.aliyuncs.com' },
  });
  return error.code;
}

async function createGroup(client: Client, groupName: string, more: object = {}): Promise<string> {
  const { groupId } = await body(
    client.createApiGroup(new sdk.CreateApiGroupRequest({ groupName, ...more })),
  );
  return sure(groupId);
}

/** Creates many groups at once, and gives their ids in the order of the names. */
function createGroups(client: Client, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => createGroup(client, name)));
}

async function createModel(
  client: Client,
  groupId: string,
  modelName: string,
  schema: string = OBJECT,
  more: object = {},
): Promise<InstanceType<typeof sdk.CreateModelResponseBody>> {
  return body(client.createModel(new sdk.CreateModelRequest({ groupId, modelName, schema, ...more })));
}

/** What a group list shows: the names in their order, and how many groups match in all. */
async function listGroups(
  client: Client,
  query: object = {},
): Promise<{ readonly names: readonly string[]; readonly total: number }> {
  const list = await body(client.describeApiGroups(new sdk.DescribeApiGroupsRequest(query)));
  const groups = sure(list.apiGroupAttributes?.apiGroupAttribute);
  return { names: groups.map(({ groupName }) => sure(groupName)), total: sure(list.totalCount) };
}

async function describeGroup(
  client: Client,
  groupId: string,
): Promise<InstanceType<typeof sdk.DescribeApiGroupResponseBody>> {
  return body(client.describeApiGroup(new sdk.DescribeApiGroupRequest({ groupId })));
}

/** A page of a group's models, with how many match in all. */
async function listModels(
  client: Client,
  groupId: string,
  query: object = {},
): Promise<{
  readonly models: readonly InstanceType<typeof sdk.DescribeModelsResponseBodyModelDetailsModelDetail>[];
  readonly total: number;
}> {
  const list = await body(client.describeModels(new sdk.DescribeModelsRequest({ groupId, ...query })));
  return { models: sure(list.modelDetails?.modelDetail), total: sure(list.totalCount) };
}

function groupTags(tags: Readonly<Record<string, string>>): { readonly tag: readonly object[] } {
  return { tag: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

function tagGroups(
  client: Client,
  resourceId: readonly string[],
  tags: Readonly<Record<string, string>>,
): Promise<unknown> {
  return client.tagResources(
    new sdk.TagResourcesRequest({ resourceType: 'apiGroup', resourceId, ...groupTags(tags) }),
  );
}

function untagGroups(client: Client, resourceId: readonly string[], more: object): Promise<unknown> {
  return client.untagResources(
    new sdk.UntagResourcesRequest({ resourceType: 'apiGroup', resourceId, ...more }),
  );
}

/** Every tag that a query finds on its first page, as `[id, key, value]`. */
async function listTags(client: Client, query: object): Promise<readonly (readonly string[])[]> {
  const list = await body(
    client.listTagResources(new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', ...query })),
  );
  return sure(list.tagResources?.tagResource).map(({ resourceId, tagKey, tagValue }) => [
    sure(resourceId),
    sure(tagKey),
    sure(tagValue),
  ]);
}

test('a group and its models live through every one of the thirteen operations', async () => {
  let now = MORNING;
  await start({ clock: () => now });
  const client = typedClient();
  const requestId: unknown = expect.stringMatching(/^[0-9A-F-]{36}$/);

  const { regions } = await body(client.describeRegions(new sdk.DescribeRegionsRequest({})));
  expect(regions?.region).toContainEqual(
    new sdk.DescribeRegionsResponseBodyRegionsRegion({
      regionId: 'cn-hangzhou',
      localName: '华东1（杭州）',
      regionEndpoint: 'apigateway.cn-hangzhou.aliyuncs.com',
    }),
  );

  const group = await body(
    client.createApiGroup(
      new sdk.CreateApiGroupRequest({
        groupName: 'Weather',
        basePath: '/v1',
        description: 'sun and rain',
        instanceId: 'api-shared-classic-001',
        tag: [new sdk.CreateApiGroupRequestTag({ key: 'team', value: 'sky' })],
      }),
    ),
  );
  const groupId = sure(group.groupId);
  expect(group).toStrictEqual(
    new sdk.CreateApiGroupResponseBody({
      requestId,
      groupId: expect.stringMatching(/^[0-9a-f]{32}$/),
      groupName: 'Weather',
      subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
      basePath: '/v1',
      description: 'sun and rain',
      instanceId: 'api-shared-classic-001',
      instanceType: 'CLASSIC_SHARED',
      tagStatus: true,
    }),
  );

  now += MINUTE;
  const model = await createModel(client, groupId, 'Forecast', OBJECT, { description: 'of tomorrow' });
  const modelRef = `https://apigateway.aliyun.com/models/${groupId}/${model.modelId}`;
  expect(model).toStrictEqual(
    new sdk.CreateModelResponseBody({
      requestId,
      regionId: 'cn-hangzhou',
      groupId,
      modelId: expect.stringMatching(/^[0-9a-f]{32}$/),
      modelName: 'Forecast',
      schema: OBJECT,
      description: 'of tomorrow',
      modelRef,
      createdTime: '2026-03-16T08:01:00Z',
      modifiedTime: '2026-03-16T08:01:00Z',
    }),
  );

  now += MINUTE;
  const modified = await body(
    client.modifyApiGroup(
      new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Weather_v2', basePath: '/v2' }),
    ),
  );
  expect(modified).toStrictEqual(
    new sdk.ModifyApiGroupResponseBody({
      requestId,
      groupId,
      groupName: 'Weather_v2',
      subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
      basePath: '/v2',
      description: 'sun and rain',
    }),
  );
  expect(
    await body(
      client.modifyModel(
        new sdk.ModifyModelRequest({
          groupId,
          modelName: 'Forecast',
          newModelName: 'Outlook',
          schema: `${OBJECT}\n`,
        }),
      ),
    ),
  ).toStrictEqual(new sdk.ModifyModelResponseBody({ requestId }));
  expect(
    await body(
      client.tagResources(
        new sdk.TagResourcesRequest({
          resourceType: 'apiGroup',
          resourceId: [groupId],
          tag: [new sdk.TagResourcesRequestTag({ key: 'environment', value: 'test' })],
        }),
      ),
    ),
  ).toStrictEqual(new sdk.TagResourcesResponseBody({ requestId }));

  const tags = await body(
    client.listTagResources(
      new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', resourceId: [groupId] }),
    ),
  );
  expect(tags).toStrictEqual(
    new sdk.ListTagResourcesResponseBody({
      requestId,
      nextToken: '-1',
      tagResources: new sdk.ListTagResourcesResponseBodyTagResources({
        tagResource: [
          ['team', 'sky'],
          ['environment', 'test'],
        ].map(
          ([tagKey, tagValue]) =>
            new sdk.ListTagResourcesResponseBodyTagResourcesTagResource({
              resourceId: groupId,
              resourceType: 'apiGroup',
              tagKey,
              tagValue,
            }),
        ),
      }),
    }),
  );
  expect(
    await body(
      client.untagResources(
        new sdk.UntagResourcesRequest({ resourceType: 'apiGroup', resourceId: [groupId], tagKey: ['team'] }),
      ),
    ),
  ).toStrictEqual(new sdk.UntagResourcesResponseBody({ requestId }));

  const groups = await body(client.describeApiGroups(new sdk.DescribeApiGroupsRequest({})));
  expect(groups).toStrictEqual(
    new sdk.DescribeApiGroupsResponseBody({
      requestId,
      pageNumber: 1,
      pageSize: 10,
      totalCount: 1,
      apiGroupAttributes: new sdk.DescribeApiGroupsResponseBodyApiGroupAttributes({
        apiGroupAttribute: [
          new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttribute({
            groupId,
            groupName: 'Weather_v2',
            subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
            description: 'sun and rain',
            basePath: '/v2',
            regionId: 'cn-hangzhou',
            createdTime: '2026-03-16T08:00:00Z',
            modifiedTime: '2026-03-16T08:02:00Z',
            instanceId: 'api-shared-classic-001',
            instanceType: 'CLASSIC_SHARED',
            trafficLimit: 500,
            billingStatus: 'NORMAL',
            illegalStatus: 'NORMAL',
            httpsPolicy: 'HTTPS2_TLS1_0',
            tags: new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttributeTags({
              tagInfo: [
                new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttributeTagsTagInfo({
                  key: 'environment',
                  value: 'test',
                }),
              ],
            }),
          }),
        ],
      }),
    }),
  );
  expect(await describeGroup(client, groupId)).toBeInstanceOf(sdk.DescribeApiGroupResponseBody);

  const models = await body(client.describeModels(new sdk.DescribeModelsRequest({ groupId })));
  expect(models).toStrictEqual(
    new sdk.DescribeModelsResponseBody({
      requestId,
      pageNumber: 1,
      pageSize: 10,
      totalCount: 1,
      modelDetails: new sdk.DescribeModelsResponseBodyModelDetails({
        modelDetail: [
          new sdk.DescribeModelsResponseBodyModelDetailsModelDetail({
            groupId,
            modelId: model.modelId,
            modelName: 'Outlook',
            modelRef,
            schema: `${OBJECT}\n`,
            description: 'of tomorrow',
            createdTime: '2026-03-16T08:01:00Z',
            modifiedTime: '2026-03-16T08:02:00Z',
            tags: new sdk.DescribeModelsResponseBodyModelDetailsModelDetailTags({ tagInfo: [] }),
          }),
        ],
      }),
    }),
  );

  expect(
    await body(client.deleteModel(new sdk.DeleteModelRequest({ groupId, modelName: 'Outlook' }))),
  ).toStrictEqual(new sdk.DeleteModelResponseBody({ requestId }));
  expect(await listModels(client, groupId)).toEqual({ models: [], total: 0 });
  expect(await body(client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId })))).toStrictEqual(
    new sdk.DeleteApiGroupResponseBody({ requestId }),
  );
  expect(await listGroups(client)).toEqual({ names: [], total: 0 });
});

describe('DescribeRegions', () => {
  test('names the regions in Chinese unless English is wanted', async () => {
    await start();
    const client = typedClient();
    const nameOf = async (query: object): Promise<string | undefined> => {
      const { regions } = await body(client.describeRegions(new sdk.DescribeRegionsRequest(query)));
      return regions?.region?.find(({ regionId }) => regionId === 'eu-central-1')?.localName;
    };
    expect(await nameOf({})).toBe('德国（法兰克福）');
    expect(await nameOf({ language: 'zh' })).toBe('德国（法兰克福）');
    expect(await nameOf({ language: 'en' })).toBe('Germany (Frankfurt)');
  });

  test('gives an endpoint for each region at which groups can be made', async () => {
    await start();
    const { regions } = await body(typedClient().describeRegions(new sdk.DescribeRegionsRequest({})));
    const all = sure(regions?.region);
    expect(new Set(all.map(({ regionId }) => regionId)).size).toBe(all.length);
    const subDomains = await Promise.all(
      all.map(async ({ regionEndpoint }) => {
        const there = typedClient({ endpoint: sure(regionEndpoint) });
        const { body: group } = await there.createApiGroup(
          new sdk.CreateApiGroupRequest({ groupName: 'Weather' }),
        );
        return group?.subDomain?.slice(33);
      }),
    );
    expect(subDomains).toEqual(all.map(({ regionId }) => `${regionId}.alicloudapi.com`));
  });
});

describe('DescribeApiGroup', () => {
  test('gives every field of a group that was just made', async () => {
    await start({ clock: () => MORNING });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather', { description: 'sun and rain' });
    const { stageItems, customDomains, ...group } = await describeGroup(client, groupId);
    expect(group).toEqual({
      requestId: expect.any(String),
      groupId,
      groupName: 'Weather',
      subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
      vpcDomain: '',
      vpcSlbIntranetDomain: '',
      description: 'sun and rain',
      basePath: '/',
      regionId: 'cn-hangzhou',
      createdTime: '2026-03-16T08:00:00Z',
      modifiedTime: '2026-03-16T08:00:00Z',
      status: 'NORMAL',
      billingStatus: 'NORMAL',
      illegalStatus: 'NORMAL',
      trafficLimit: 500,
      instanceId: 'api-shared-vpc-001',
      instanceType: 'VPC_SHARED',
      httpsPolicy: 'HTTPS2_TLS1_0',
      ipv6Status: 'UNBIND',
      userLogConfig: '',
      customTraceConfig: '',
      customAppCodeConfig: '',
      customerConfigs: '',
      compatibleFlags: '',
      passthroughHeaders: '',
      defaultDomain: '',
      cmsMonitorGroup: '',
      disableInnerDomain: false,
      cloudMarketCommodity: false,
    });
    expect(customDomains?.domainItem).toEqual([]);
    const stages = sure(stageItems?.stageInfo);
    expect(stages.map(({ stageName }) => stageName).toSorted()).toEqual(['PRE', 'RELEASE', 'TEST']);
    expect(new Set(stages.map(({ stageId }) => stageId)).size).toBe(3);
  });

  test('keeps the stages of a group from call to call', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const first = await describeGroup(client, groupId);
    await client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Climate' }));
    expect((await describeGroup(client, groupId)).stageItems).toEqual(first.stageItems);
  });

  test('does not find a group of another region', async () => {
    await start();
    const groupId = await createGroup(typedClient({ regionId: 'cn-shanghai' }), 'Weather');
    expect(await refusalCode(describeGroup(typedClient(), groupId))).toBe('NotFoundApiGroup');
  });
});

describe('DescribeApiGroups', () => {
  /** Four groups, a minute apart, that differ in what a list can be filtered by. */
  async function startWithFour(): Promise<{ readonly client: Client; readonly ids: readonly string[] }> {
    let now = MORNING;
    await start({ clock: () => now });
    const client = typedClient();
    const ids: string[] = [];
    const four = [
      ['Weather', { basePath: '/sky', ...groupTags({ team: 'sky', environment: 'test' }) }],
      ['Weather_old', { basePath: '/sky', ...groupTags({ team: 'sky', environment: 'live' }) }],
      ['Traffic', { instanceId: 'api-shared-classic-001', ...groupTags({ team: 'road' }) }],
      ['Aether', { instanceId: 'apigateway-cn-v6419k43xxxxx' }],
    ] as const;
    for (const [name, more] of four) {
      ids.push(await createGroup(client, name, more));
      now += MINUTE;
    }
    return { client, ids };
  }

  test.each([
    ['a part of the name', { groupName: 'eathe' }, ['Weather_old', 'Weather']],
    ['a part of several names', { groupName: 'ther' }, ['Aether', 'Weather_old', 'Weather']],
    ['a part that no name has', { groupName: 'cloud' }, []],
    ['the instance', { instanceId: 'api-shared-classic-001' }, ['Traffic']],
    ['the default instance', { instanceId: 'api-shared-vpc-001' }, ['Weather_old', 'Weather']],
    ['the base path', { basePath: '/sky' }, ['Weather_old', 'Weather']],
    ['the default base path', { basePath: '/' }, ['Aether', 'Traffic']],
    ['one tag', groupTags({ team: 'sky' }), ['Weather_old', 'Weather']],
    [
      'two tags, both of which a group must have',
      groupTags({ team: 'sky', environment: 'live' }),
      ['Weather_old'],
    ],
    ['a tag key with another value', groupTags({ team: 'sea' }), []],
    [
      'the name and the instance',
      { groupName: 'ther', instanceId: 'api-shared-vpc-001' },
      ['Weather_old', 'Weather'],
    ],
    ['nothing', {}, ['Aether', 'Traffic', 'Weather_old', 'Weather']],
  ])('finds groups by %s', async (_, query, names) => {
    const { client } = await startWithFour();
    const list = await listGroups(client, query);
    expect(list.total).toBe(list.names.length);
    expect(list.names).toEqual(names);
  });

  test('finds one group by its id, and none by an id that does not exist', async () => {
    const { client, ids } = await startWithFour();
    expect(await listGroups(client, { groupId: ids[2] })).toEqual({ names: ['Traffic'], total: 1 });
    expect(await listGroups(client, { groupId: ids[2], groupName: 'Weather' })).toEqual({
      names: [],
      total: 0,
    });
    expect(await listGroups(client, { groupId: NOBODY })).toEqual({ names: [], total: 0 });
  });

  test('sorts by the time of modification, the latest first unless asc is wanted', async () => {
    const { client, ids } = await startWithFour();
    const latest = ['Aether', 'Traffic', 'Weather_old', 'Weather'];
    expect((await listGroups(client, { sort: 'desc' })).names).toEqual(latest);
    expect((await listGroups(client, { sort: 'asc' })).names).toEqual(latest.toReversed());
    await client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId: ids[0], description: 'sun' }));
    expect((await listGroups(client)).names).toEqual(['Weather', 'Aether', 'Traffic', 'Weather_old']);
    expect((await listGroups(client, { sort: 'asc' })).names).toEqual([
      'Weather_old',
      'Traffic',
      'Aether',
      'Weather',
    ]);
  });

  test('gives the pages of what a filter finds, and an empty one past the end with the same TotalCount', async () => {
    const { client } = await startWithFour();
    const page = (pageNumber: number): ReturnType<typeof listGroups> =>
      listGroups(client, { groupName: 'ther', sort: 'asc', pageNumber, pageSize: 2 });
    expect(await page(1)).toEqual({ names: ['Weather', 'Weather_old'], total: 3 });
    expect(await page(2)).toEqual({ names: ['Aether'], total: 3 });
    expect(await page(3)).toEqual({ names: [], total: 3 });
    expect(await page(2_000_000)).toEqual({ names: [], total: 3 });
  });

  test('pages through 100 groups without losing or repeating one', async () => {
    await start({ clock: () => MORNING, limits: unthrottled });
    const client = typedClient();
    const names = Array.from({ length: 100 }, (_, index) => `Group_${index}`);
    await createGroups(client, names);
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((pageNumber) => listGroups(client, { pageNumber, pageSize: 30 })),
    );
    expect(pages.map((page) => page.names.length)).toEqual([30, 30, 30, 10, 0]);
    expect(pages.map((page) => page.total)).toEqual([100, 100, 100, 100, 100]);
    expect(pages.flatMap((page) => page.names).toSorted()).toEqual(names.toSorted());
  });
});

describe('ModifyApiGroup', () => {
  test('leaves what is not passed as it is, and moves ModifiedTime only', async () => {
    let now = MORNING;
    await start({ clock: () => now });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather', { basePath: '/sky', description: 'sun and rain' });
    const before = await describeGroup(client, groupId);
    now += MINUTE;
    await client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, description: 'rain and sun' }));
    expect(await describeGroup(client, groupId)).toEqual({
      ...before,
      requestId: expect.any(String),
      description: 'rain and sun',
      modifiedTime: '2026-03-16T08:01:00Z',
    });
  });

  test.each([
    [
      'userLogConfig',
      '{"requestBody":true,"responseBody":false,"queryString":"a,b","requestHeaders":"*","responseHeaders":"","jwtClaims":"sub"}',
    ],
    ['customTraceConfig', '{"parameterLocation":"HEADER","parameterName":"traceId"}'],
    ['customAppCodeConfig', '{"location":"HEADER","name":"myAppCodeHeader"}'],
    ['customerConfigs', 'removeResponseServerHeader'],
    ['compatibleFlags', 'depart:dep1'],
    ['passthroughHeaders', 'eagleeye-rpcid,x-b3-traceid,host'],
    ['defaultDomain', 'mkt.api.gaore.com'],
  ] as const)('gives %s back as it was set, until it is set to something else', async (name, value) => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const set = (more: object): Promise<unknown> =>
      client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, ...more }));
    await set({ [name]: value });
    expect((await describeGroup(client, groupId))[name]).toBe(value);
    await set({ description: 'something else' });
    expect((await describeGroup(client, groupId))[name]).toBe(value);
    await set({ [name]: '' });
    expect((await describeGroup(client, groupId))[name]).toBe('');
  });

  test('frees the old name of a group for another one', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Climate' }));
    await createGroup(client, 'Weather');
    expect(await refusalCode(createGroup(client, 'Climate'))).toBe('RepeatedApiGroup');
    expect((await listGroups(client)).names.toSorted()).toEqual(['Climate', 'Weather']);
  });

  test('takes the name that the group has already', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const { groupName } = await body(
      client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Weather' })),
    );
    expect(groupName).toBe('Weather');
  });

  test('changes nothing when it refuses a name in use', async () => {
    let now = MORNING;
    await start({ clock: () => now });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await createGroup(client, 'Traffic');
    const before = await describeGroup(client, groupId);
    now += MINUTE;
    const call = client.modifyApiGroup(
      new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Traffic', description: 'jam', basePath: '/jam' }),
    );
    expect(await refusalCode(call)).toBe('RepeatedApiGroup');
    expect(await describeGroup(client, groupId)).toEqual({ ...before, requestId: expect.any(String) });
  });

  test('takes away a description that is set to an empty text', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather', { description: 'sun and rain' });
    await client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, description: '' }));
    expect((await describeGroup(client, groupId)).description).toBe('');
  });
});

describe('DeleteApiGroup', () => {
  test('succeeds for a group that does not exist', async () => {
    await start();
    const { statusCode } = await typedClient().deleteApiGroup(
      new sdk.DeleteApiGroupRequest({ groupId: NOBODY }),
    );
    expect(statusCode).toBe(200);
  });

  test('takes the group, its models and its tags away, and leaves the others', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather', groupTags({ team: 'sky' }));
    const other = await createGroup(client, 'Traffic', groupTags({ team: 'sky' }));
    await createModel(client, groupId, 'Forecast');
    await createModel(client, other, 'Jam');
    await client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId }));
    expect(await refusalCode(describeGroup(client, groupId))).toBe('NotFoundApiGroup');
    expect(await listModels(client, groupId)).toEqual({ models: [], total: 0 });
    expect(await listTags(client, groupTags({ team: 'sky' }))).toEqual([[other, 'team', 'sky']]);
    expect(await listGroups(client)).toEqual({ names: ['Traffic'], total: 1 });
    expect((await listModels(client, other)).total).toBe(1);
  });

  test('frees the name and the place of the group', async () => {
    await start({ limits: { groupsPerRegion: 1 } });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    expect(await refusalCode(createGroup(client, 'Traffic'))).toBe('ExceedLimitApiGroup');
    await client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId }));
    expect(await createGroup(client, 'Weather')).not.toBe(groupId);
  });

  test('leaves a group of another region alone', async () => {
    await start();
    const there = typedClient({ regionId: 'cn-shanghai' });
    const groupId = await createGroup(there, 'Weather');
    await typedClient().deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId }));
    expect((await describeGroup(there, groupId)).groupName).toBe('Weather');
  });
});
