import { describe, expect, test } from 'vitest';
import { kinds } from './clients.ts';
import { start } from './start.ts';

const GROUP_ID = /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/;
const REQUEST_ID = /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

describe.each(kinds)('$name', ({ connect }) => {
  test('creates a group with every parameter', async () => {
    await start();
    const group = await connect().createApiGroup({
      GroupName: 'Weather_天气1',
      BasePath: '/qqq',
      Description: "The weather's informations: 50 % rain & 100+ km/h wind (today)*",
      InstanceId: 'apigateway-cn-v6419k43xxxxx',
      Tag: [
        { Key: 'environment', Value: 'test' },
        { Key: '团队', Value: '' },
      ],
    });
    expect(group).toEqual({
      RequestId: expect.stringMatching(REQUEST_ID),
      GroupId: expect.stringMatching(GROUP_ID),
      GroupName: 'Weather_天气1',
      SubDomain: `${group.GroupId}-cn-hangzhou.alicloudapi.com`,
      BasePath: '/qqq',
      Description: "The weather's informations: 50 % rain & 100+ km/h wind (today)*",
      InstanceId: 'apigateway-cn-v6419k43xxxxx',
      InstanceType: 'VPC_DEDICATED',
      TagStatus: true,
    });
  });

  test('fills in the defaults of a group that has a name only', async () => {
    await start();
    const group = await connect().createApiGroup({ GroupName: 'Weather' });
    expect(group).toMatchObject({
      BasePath: '/',
      Description: '',
      InstanceId: 'api-shared-vpc-001',
      InstanceType: 'VPC_SHARED',
      TagStatus: false,
    });
  });

  test('names the classic network as the instance type of a group on a classic instance', async () => {
    await start();
    const group = await connect().createApiGroup({
      GroupName: 'Weather',
      InstanceId: 'api-shared-classic-001',
    });
    expect(group.InstanceType).toBe('CLASSIC_SHARED');
  });

  test('keeps up to 20 tags in their order, also past the ninth', async () => {
    await start();
    const tags = Array.from({ length: 20 }, (_, index) => ({ Key: `key${index}`, Value: `value${index}` }));
    const client = connect();
    await client.createApiGroup({ GroupName: 'Weather', Tag: tags });
    const { ApiGroupAttributes } = await client.describeApiGroups({});
    expect(ApiGroupAttributes.ApiGroupAttribute[0]?.Tags.TagInfo).toEqual(tags);
  });

  test('lists groups with the newest first, page by page', async () => {
    let now = Date.UTC(2026, 2, 16, 8);
    await start({ clock: () => now });
    const client = connect();
    for (const name of ['First', 'Second', 'Third']) {
      now += 1000;
      // oxlint-disable-next-line no-await-in-loop -- their order is what is tested.
      await client.createApiGroup({ GroupName: name });
    }
    const list = await client.describeApiGroups({ PageNumber: 1, PageSize: 2 });
    expect(list).toMatchObject({ PageNumber: 1, PageSize: 2, TotalCount: 3 });
    expect(list.ApiGroupAttributes.ApiGroupAttribute).toMatchObject([
      { GroupName: 'Third', RegionId: 'cn-hangzhou', CreatedTime: '2026-03-16T08:00:03Z' },
      { GroupName: 'Second', RegionId: 'cn-hangzhou', CreatedTime: '2026-03-16T08:00:02Z' },
    ]);
    const rest = await client.describeApiGroups({ PageNumber: 2, PageSize: 2 });
    expect(rest.ApiGroupAttributes.ApiGroupAttribute).toMatchObject([{ GroupName: 'First' }]);
    const last = await client.describeApiGroups({ Sort: 'asc', PageSize: 1 });
    expect(last.ApiGroupAttributes.ApiGroupAttribute).toMatchObject([{ GroupName: 'First' }]);
  });

  test('finds groups by a part of their name', async () => {
    await start();
    const client = connect();
    await client.createApiGroup({ GroupName: 'Weather' });
    await client.createApiGroup({ GroupName: 'Traffic' });
    const { ApiGroupAttributes, TotalCount } = await client.describeApiGroups({ GroupName: 'eath' });
    expect(TotalCount).toBe(1);
    expect(ApiGroupAttributes.ApiGroupAttribute).toMatchObject([{ GroupName: 'Weather' }]);
  });

  test('lets one of ten simultaneous calls have a name', async () => {
    await start();
    const client = connect();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => client.createApiGroup({ GroupName: 'Weather' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await client.describeApiGroups({})).toMatchObject({ TotalCount: 1 });
  });

  test('shares its state with calls that go without an SDK', async () => {
    const emulator = await start();
    const { GroupId } = await connect().createApiGroup({ GroupName: 'Weather' });
    const model = await emulator.call('CreateModel', {
      GroupId,
      ModelName: 'Forecast',
      Schema: '{"type":"object"}',
    });
    expect(await connect().describeModels({ GroupId })).toMatchObject({
      TotalCount: 1,
      ModelDetails: { ModelDetail: [{ ModelId: model.ModelId }] },
    });
  });
});
