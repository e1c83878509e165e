import { createEmulator } from 'cloudapi-emulator';
import type { CallInput, CloudApiError, Emulator } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );
}

/** An emulator with these groups, made one second after the other from 2026-01-01T00:00:01Z on. */
async function withGroups(...groups: readonly (string | CallInput<'CreateApiGroup'>)[]) {
  let now = Date.UTC(2026, 0, 1);
  const emulator = createEmulator({ storage: 'memory', clock: () => now });
  const ids: string[] = [];
  for (const group of groups) {
    now += 1000;
    const input = typeof group === 'string' ? { GroupName: group } : group;
    ids.push((await emulator.call('CreateApiGroup', input)).GroupId);
  }
  const [id = ''] = ids;
  return {
    emulator,
    id,
    ids,
    later: () => {
      now += 1000;
    },
  };
}

async function names(emulator: Emulator, input: CallInput<'DescribeApiGroups'> = {}): Promise<string[]> {
  const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', input);
  return ApiGroupAttributes.ApiGroupAttribute.map((group) => group.GroupName);
}

describe('DescribeApiGroups', () => {
  test('answers every field of a group', async () => {
    const { emulator, id } = await withGroups({
      GroupName: 'Weather',
      Description: 'The weather informations.',
      BasePath: '/qqq',
      Tag: [{ Key: 'env', Value: 'uat' }],
    });
    expect(await emulator.call('DescribeApiGroups', {})).toEqual({
      RequestId: expect.any(String),
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 1,
      ApiGroupAttributes: {
        ApiGroupAttribute: [
          {
            GroupId: id,
            GroupName: 'Weather',
            SubDomain: `${id}-cn-hangzhou.alicloudapi.com`,
            Description: 'The weather informations.',
            BasePath: '/qqq',
            RegionId: 'cn-hangzhou',
            CreatedTime: '2026-01-01T00:00:01Z',
            ModifiedTime: '2026-01-01T00:00:01Z',
            InstanceId: 'api-shared-vpc-001',
            InstanceType: 'VPC_SHARED',
            TrafficLimit: 500,
            BillingStatus: 'NORMAL',
            IllegalStatus: 'NORMAL',
            HttpsPolicy: 'HTTPS2_TLS1_0',
            Tags: { TagInfo: [{ Key: 'env', Value: 'uat' }] },
          },
        ],
      },
    });
  });

  test('lists the last modified first, and the other way round with Sort asc', async () => {
    const { emulator, id, later } = await withGroups('First', 'Second', 'Third');
    expect(await names(emulator)).toEqual(['Third', 'Second', 'First']);
    later();
    await emulator.call('ModifyApiGroup', { GroupId: id, Description: 'changed' });
    expect(await names(emulator)).toEqual(['First', 'Third', 'Second']);
    expect(await names(emulator, { Sort: 'asc' })).toEqual(['Second', 'Third', 'First']);
  });

  test('keeps groups of one moment in the order in which they were made', async () => {
    const emulator = createEmulator({ storage: 'memory', clock: () => 0 });
    for (const GroupName of ['First', 'Second', 'Third'])
      await emulator.call('CreateApiGroup', { GroupName });
    expect(await names(emulator, { Sort: 'asc' })).toEqual(['First', 'Second', 'Third']);
    expect(await names(emulator)).toEqual(['Third', 'Second', 'First']);
  });

  test('finds by a part of the name, id, instance, path and all of the tags', async () => {
    const env = { Key: 'env', Value: 'uat' };
    const { emulator, ids } = await withGroups(
      { GroupName: 'Weather', Tag: [env, { Key: 'owner', Value: 'me' }] },
      { GroupName: 'Wealth', InstanceId: 'apigateway-cn-x', Tag: [env] },
      { GroupName: 'Climate', BasePath: '/qqq', Tag: [{ Key: 'env', Value: 'prod' }] },
    );
    expect(await names(emulator, { GroupName: 'Wea' })).toEqual(['Wealth', 'Weather']);
    expect(await names(emulator, { GroupName: 'wea' })).toEqual([]);
    expect(await names(emulator, { GroupId: ids[0] ?? '' })).toEqual(['Weather']);
    expect(await names(emulator, { GroupId: ids[0] ?? '', GroupName: 'Climate' })).toEqual([]);
    expect(await names(emulator, { GroupId: 'none' })).toEqual([]);
    expect(await names(emulator, { InstanceId: 'apigateway-cn-x' })).toEqual(['Wealth']);
    expect(await names(emulator, { BasePath: '/qqq' })).toEqual(['Climate']);
    expect(await names(emulator, { Tag: [env] })).toEqual(['Wealth', 'Weather']);
    expect(await names(emulator, { Tag: [{ Key: 'env' }] })).toEqual(['Climate', 'Wealth', 'Weather']);
    expect(await names(emulator, { Tag: [env, { Key: 'owner', Value: 'me' }] })).toEqual(['Weather']);
    expect(await names(emulator, { Tag: [] })).toHaveLength(3);
  });

  test('gives pages, counts all that match, and gives an empty page past the end', async () => {
    const { emulator } = await withGroups(...Array.from({ length: 25 }, (_, i) => `Group_${i + 1}`));
    expect(await names(emulator)).toHaveLength(10);
    expect(await names(emulator, { PageNumber: 3 })).toEqual([
      'Group_5',
      'Group_4',
      'Group_3',
      'Group_2',
      'Group_1',
    ]);
    expect(await names(emulator, { PageNumber: 2, PageSize: 20, Sort: 'asc' })).toEqual(
      [21, 22, 23, 24, 25].map((i) => `Group_${i}`),
    );
    expect(await emulator.call('DescribeApiGroups', { PageNumber: 4 })).toMatchObject({
      PageNumber: 4,
      TotalCount: 25,
      ApiGroupAttributes: { ApiGroupAttribute: [] },
    });
    expect(await emulator.call('DescribeApiGroups', { GroupName: 'Group_1', PageSize: 1 })).toMatchObject({
      TotalCount: 11,
      PageSize: 1,
    });
  });

  test('serves a page size above 50 as 50', async () => {
    const { emulator } = await withGroups(...Array.from({ length: 51 }, (_, i) => `Group_${i + 1}`));
    for (const PageSize of [51, 100, 2 ** 31 - 1]) {
      const page = await emulator.call('DescribeApiGroups', { PageSize });
      expect(page).toMatchObject({ PageSize: 50, TotalCount: 51 });
      expect(page.ApiGroupAttributes.ApiGroupAttribute).toHaveLength(50);
    }
    expect(await names(emulator, { PageSize: 100, PageNumber: 2 })).toEqual(['Group_1']);
  });

  test.for([
    [{ PageSize: 2 ** 31 }, 'InvalidPageSize'],
    [{ PageSize: 0 }, 'InvalidPageSize'],
    [{ PageSize: 1.5 }, 'InvalidPageSize'],
    [{ PageNumber: 0 }, 'InvalidPageNumber'],
    [{ PageNumber: NaN }, 'InvalidPageNumber'],
    [{ Sort: 'newest' as 'asc' }, 'InvalidSort'],
  ] as const)('refuses %j with %s', async ([input, code]) => {
    expect(await codeOf(createEmulator({ storage: 'memory' }).call('DescribeApiGroups', input))).toBe(code);
  });

  test('shows nothing of another region', async () => {
    const { emulator, id } = await withGroups('Weather');
    const elsewhere = { region: 'cn-beijing' };
    const all = await emulator.call('DescribeApiGroups', {}, elsewhere);
    const one = await emulator.call('DescribeApiGroups', { GroupId: id }, elsewhere);
    expect([all.TotalCount, one.TotalCount]).toEqual([0, 0]);
  });
});

describe('DescribeApiGroup', () => {
  test('answers the full list of fields, and no tags', async () => {
    const { emulator, id } = await withGroups({ GroupName: 'Weather', Tag: [{ Key: 'env' }] });
    expect(await emulator.call('DescribeApiGroup', { GroupId: id })).toEqual({
      RequestId: expect.any(String),
      GroupId: id,
      GroupName: 'Weather',
      SubDomain: `${id}-cn-hangzhou.alicloudapi.com`,
      VpcDomain: '',
      VpcSlbIntranetDomain: '',
      Description: '',
      BasePath: '/',
      RegionId: 'cn-hangzhou',
      CreatedTime: '2026-01-01T00:00:01Z',
      ModifiedTime: '2026-01-01T00:00:01Z',
      Status: 'NORMAL',
      BillingStatus: 'NORMAL',
      IllegalStatus: 'NORMAL',
      TrafficLimit: 500,
      InstanceId: 'api-shared-vpc-001',
      InstanceType: 'VPC_SHARED',
      HttpsPolicy: 'HTTPS2_TLS1_0',
      Ipv6Status: 'UNBIND',
      UserLogConfig: '',
      CustomTraceConfig: '',
      CustomAppCodeConfig: '',
      CustomerConfigs: '',
      CompatibleFlags: '',
      PassthroughHeaders: '',
      DefaultDomain: '',
      RpcPattern: '',
      CmsMonitorGroup: '',
      DisableInnerDomain: false,
      CloudMarketCommodity: false,
      CustomDomains: { DomainItem: [] },
      StageItems: {
        StageInfo: ['RELEASE', 'PRE', 'TEST'].map((StageName) => ({
          StageId: expect.stringMatching(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
          StageName,
          Description: '',
        })),
      },
    });
  });

  test('refuses an id that no group of the region has', async () => {
    const { emulator, id } = await withGroups('Weather');
    expect(await codeOf(emulator.call('DescribeApiGroup', { GroupId: 'none' }))).toBe('NotFoundApiGroup');
    const elsewhere = emulator.call('DescribeApiGroup', { GroupId: id }, { region: 'cn-beijing' });
    expect(await codeOf(elsewhere)).toBe('NotFoundApiGroup');
  });
});

describe('ModifyApiGroup', () => {
  test('changes what is passed, and only that', async () => {
    const { emulator, id, later } = await withGroups({
      GroupName: 'Weather',
      Description: 'Rain',
      BasePath: '/w',
    });
    later();
    const UserLogConfig = '{"requestBody":true}';
    expect(
      await emulator.call('ModifyApiGroup', { GroupId: id, GroupName: 'Climate', UserLogConfig }),
    ).toEqual({
      RequestId: expect.any(String),
      GroupId: id,
      GroupName: 'Climate',
      SubDomain: `${id}-cn-hangzhou.alicloudapi.com`,
      Description: 'Rain',
      BasePath: '/w',
    });
    await emulator.call('ModifyApiGroup', { GroupId: id, Description: '' });
    expect(await emulator.call('DescribeApiGroup', { GroupId: id })).toMatchObject({
      GroupName: 'Climate',
      Description: '',
      BasePath: '/w',
      UserLogConfig,
      CreatedTime: '2026-01-01T00:00:01Z',
      ModifiedTime: '2026-01-01T00:00:02Z',
    });
  });

  test('refuses a name that another group has, and takes the group’s own', async () => {
    const { emulator, id } = await withGroups('Weather', 'Climate');
    expect(await codeOf(emulator.call('ModifyApiGroup', { GroupId: id, GroupName: 'Climate' }))).toBe(
      'RepeatedApiGroup',
    );
    await emulator.call('ModifyApiGroup', { GroupId: id, GroupName: 'Weather' });
    await emulator.call('ModifyApiGroup', { GroupId: id, GroupName: 'Rainfall' });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  });

  test.for([
    [{ GroupName: 'no' }, 'InvalidGroupName'],
    [{ GroupName: 'with-hyphen' }, 'InvalidGroupName'],
    [{ Description: 'x'.repeat(181) }, 'InvalidDescription'],
    [{ BasePath: 'x' }, 'InvalidBasePath'],
    [{ GroupId: 'none' }, 'NotFoundApiGroup'],
    [{ GroupId: '' }, 'MissingGroupId'],
  ] as const)('refuses %j with %s', async ([input, code]) => {
    const { emulator, id } = await withGroups('Weather');
    expect(await codeOf(emulator.call('ModifyApiGroup', { GroupId: id, ...input }))).toBe(code);
  });
});

describe('DeleteApiGroup', () => {
  test('deletes the group with its models, and frees its name and its place in the quota', async () => {
    const { emulator, id } = await withGroups('Weather');
    await emulator.call('CreateModel', { GroupId: id, ModelName: 'Order', Schema: '{"type":"object"}' });
    await emulator.call('DeleteApiGroup', { GroupId: id });
    expect(await codeOf(emulator.call('DescribeApiGroup', { GroupId: id }))).toBe('NotFoundApiGroup');
    expect((await emulator.call('DescribeModels', { GroupId: id })).TotalCount).toBe(0);
    expect(await names(emulator)).toEqual([]);
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  });

  test('deletes a group that does not exist with success, and none of another region', async () => {
    const { emulator, id } = await withGroups('Weather');
    expect(Object.keys(await emulator.call('DeleteApiGroup', { GroupId: 'none' }))).toEqual(['RequestId']);
    await emulator.call('DeleteApiGroup', { GroupId: id }, { region: 'cn-beijing' });
    expect(await names(emulator)).toEqual(['Weather']);
  });
});

test.for(['ModifyApiGroup', 'DeleteApiGroup'] as const)(
  '%s is throttled at 50 calls a second',
  async (action) => {
    const { emulator, id } = await withGroups('Weather');
    for (let i = 0; i < 50; i += 1)
      await emulator.call(action, { GroupId: action === 'DeleteApiGroup' ? 'none' : id });
    expect(await codeOf(emulator.call(action, { GroupId: id }))).toBe('Throttling.User');
  },
);

test.for(['DescribeApiGroup', 'ModifyApiGroup', 'DeleteApiGroup'] as const)(
  '%s takes as many tags as the transport does, and does nothing with them',
  async (action) => {
    const { emulator, id } = await withGroups('Weather');
    const Tag = Array.from({ length: 500 }, (_, index) => ({ Key: `key${index}` }));
    await expect(emulator.call(action, { GroupId: id, Tag })).resolves.toHaveProperty('RequestId');
  },
);

describe('DescribeRegions', () => {
  test('names the public regions and their endpoints, in Chinese or in English', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const region = async (input: CallInput<'DescribeRegions'>) =>
      (await emulator.call('DescribeRegions', input)).Regions.Region.find(
        ({ RegionId }) => RegionId === 'cn-shenzhen',
      );
    const RegionEndpoint = 'apigateway.cn-shenzhen.aliyuncs.com';
    expect(await region({})).toEqual({ RegionId: 'cn-shenzhen', LocalName: '华南1（深圳）', RegionEndpoint });
    expect(await region({ Language: 'zh' })).toMatchObject({ LocalName: '华南1（深圳）' });
    expect(await region({ Language: 'en' })).toMatchObject({ LocalName: 'China (Shenzhen)' });
    expect((await emulator.call('DescribeRegions', {})).Regions.Region).toHaveLength(31);
  });
});
