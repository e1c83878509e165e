import { describe, expect, test } from 'vitest';
import { thrownBy } from './clients.ts';
import { core, sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';

const weather = new sdk.CreateApiGroupRequest({ groupName: 'Weather' });

describe('the typed SDK', () => {
  test('gets its own typed response, with status and headers', async () => {
    await start({ clock: () => Date.UTC(2026, 2, 16, 8, 30) });
    const response = await typedClient().createApiGroup(weather);
    expect(response).toBeInstanceOf(sdk.CreateApiGroupResponse);
    expect(response.body).toBeInstanceOf(sdk.CreateApiGroupResponseBody);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'x-acs-request-id': response.body?.requestId,
      'x-acs-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      date: 'Mon, 16 Mar 2026 08:30:00 GMT',
    });
    expect(response.body?.tagStatus).toBe(false);
  });

  test('reads lists into its own typed items', async () => {
    await start();
    const client = typedClient();
    const tag = [new sdk.CreateApiGroupRequestTag({ key: 'team', value: 'sky' })];
    await client.createApiGroup(new sdk.CreateApiGroupRequest({ groupName: 'Weather', tag }));
    const { body } = await client.describeApiGroups(new sdk.DescribeApiGroupsRequest({}));
    const [group] = body?.apiGroupAttributes?.apiGroupAttribute ?? [];
    expect(body?.totalCount).toBe(1);
    expect(group?.trafficLimit).toBe(500);
    expect(group?.tags?.tagInfo?.map(({ key, value }) => [key, value])).toEqual([['team', 'sky']]);
  });

  test('throws its ClientError for a refusal', async () => {
    await start();
    const client = typedClient();
    await client.createApiGroup(weather);
    const error = await thrownBy(client.createApiGroup(weather));
    expect(error).toBeInstanceOf(core.ClientError);
    expect(error).toMatchObject({
      name: 'ClientError',
      code: 'RepeatedApiGroup',
      statusCode: 400,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      message: expect.stringContaining('code: 400, The specified ApiGroup is repeated. request id: '),
      data: { Recommend: expect.stringContaining('q=RepeatedApiGroup&product=CloudAPI&requestId=') },
    });
  });

  test('throws its ThrottlingError for Throttling.User, and does not try again by itself', async () => {
    const emulator = await start({ limits: { qps: { CreateApiGroup: 0 } } });
    const error = await thrownBy(typedClient().createApiGroup(weather));
    expect(error).toBeInstanceOf(core.ThrottlingError);
    expect(error).toMatchObject({ name: 'ThrottlingError', code: 'Throttling.User', statusCode: 400 });
    expect(emulator.journal.entries()).toHaveLength(1);
  });

  test('throws its ServerError for an action that the emulator does not serve', async () => {
    await start();
    const error = await thrownBy(typedClient().describeApps(new sdk.DescribeAppsRequest({})));
    expect(error).toBeInstanceOf(core.ServerError);
    expect(error).toMatchObject({ name: 'ServerError', code: 'Emulator.NotServed', statusCode: 501 });
  });

  test.each([
    ['MissingGroupId', { modelName: 'Forecast', schema: '{}' }],
    ['MissingModelName', { groupId: '0', schema: '{}' }],
    ['MissingSchema', { groupId: '0', modelName: 'Forecast' }],
  ])('is told %s when it leaves a mandatory parameter out', async (code, parameters) => {
    await start();
    const call = typedClient().createModel(new sdk.CreateModelRequest(parameters));
    expect(await thrownBy(call)).toMatchObject({ code, statusCode: 400 });
  });

  test('is told MissingGroupName when it sends nothing', async () => {
    await start();
    const call = typedClient().createApiGroup(new sdk.CreateApiGroupRequest({}));
    expect(await thrownBy(call)).toMatchObject({ code: 'MissingGroupName', statusCode: 400 });
  });

  test('can read an error in XML too', async () => {
    await start();
    const call = typedClient({ queries: { Format: 'XML' } }).createApiGroup(
      new sdk.CreateApiGroupRequest({ groupName: '1&<' }),
    );
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(core.ClientError);
    expect(error).toMatchObject({
      code: 'InvalidGroupName',
      statusCode: 400,
      data: {
        HostId: 'apigateway.cn-hangzhou.aliyuncs.com',
        Recommend: expect.stringMatching(
          /^https:\/\/api\.aliyun\.com\/troubleshoot\?q=InvalidGroupName&product=CloudAPI&requestId=[0-9A-F-]{36}$/,
        ),
      },
    });
  });
});
