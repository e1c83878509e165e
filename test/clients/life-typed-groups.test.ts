import { describe, expect, test } from 'vitest';
import { sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import {
  body,
  createGroup,
  createGroups,
  createModel,
  describeGroup,
  groupTags,
  listGroups,
  listModels,
  listTags,
  MINUTE,
  MORNING,
  NOBODY,
  refusalCode,
  sure,
  unthrottled,
} from './typed.ts';
import type { Client } from './typed.ts';

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
