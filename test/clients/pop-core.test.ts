import { describe, expect, test } from 'vitest';
import { isRpcError, thrownBy } from './clients.ts';
import { oldClient, rpcClient } from './sdks.ts';
import { start } from './start.ts';

describe.each(['GET', 'POST'])('pop-core by %s', (method) => {
  test('throws an Error named after the code', async () => {
    await start();
    const client = rpcClient();
    await client.request('CreateApiGroup', { GroupName: 'Weather' }, { method });
    const error = await thrownBy(client.request('CreateApiGroup', { GroupName: 'Weather' }, { method }));
    if (!isRpcError(error)) throw error;
    expect(error.name).toBe('RepeatedApiGroupError');
    expect(error.code).toBe('RepeatedApiGroup');
    expect(error.message).toContain('The specified ApiGroup is repeated., URL: https://apigateway.');
    expect(error.entry.response.statusCode).toBe(400);
    expect(error.data.Recommend).toBe(
      `https://api.aliyun.com/troubleshoot?q=RepeatedApiGroup&product=CloudAPI&requestId=${error.data.RequestId}`,
    );
  });

  test('takes parameters whose names begin in lower case', async () => {
    await start();
    const group = await rpcClient().request<object>('CreateApiGroup', { groupName: 'Weather' }, { method });
    expect(group).toMatchObject({ GroupName: 'Weather' });
  });

  // pop-core writes Action=CreateApiGroup, but "createApiGroup" into the header x-acs-action.
  test('takes an action that begins in lower case', async () => {
    await start();
    const group = await rpcClient().request<object>('createApiGroup', { GroupName: 'Weather' }, { method });
    expect(group).toMatchObject({ GroupName: 'Weather' });
  });

  test('is told that CloudAPI has no such action', async () => {
    await start();
    const error = await thrownBy(rpcClient().request('CreateWeather', {}, { method }));
    expect(error).toMatchObject({
      code: 'InvalidApi.NotFound',
      data: { Message: 'Specified api is not found, please check your url and method.' },
      entry: { response: { statusCode: 404 } },
    });
  });

  test('is told that the version is not one of this API', async () => {
    await start();
    const client = rpcClient('https://apigateway.cn-hangzhou.aliyuncs.com', '2015-01-01');
    expect(
      await thrownBy(client.request('CreateApiGroup', { GroupName: 'Weather' }, { method })),
    ).toMatchObject({
      code: 'InvalidVersion',
      data: { Message: 'Specified parameter Version is not valid.' },
      entry: { response: { statusCode: 400 } },
    });
  });

  test('is told that a tag has no key', async () => {
    await start();
    const parameters = { GroupName: 'Weather', Tag: [{ Value: 'sky' }] };
    const error = await thrownBy(rpcClient().request('CreateApiGroup', parameters, { method }));
    expect(error).toMatchObject({
      code: 'InvalidParameter.TagKey',
      entry: { response: { statusCode: 400 } },
    });
  });

  test('may leave an optional parameter empty', async () => {
    await start();
    const parameters = { GroupName: 'Weather', BasePath: '', InstanceId: '', Description: '' };
    const group = await rpcClient().request<object>('CreateApiGroup', parameters, { method });
    expect(group).toMatchObject({ BasePath: '/', InstanceId: 'api-shared-vpc-001', Description: '' });
  });
});

test('the older typed SDK asks for a group name before it calls', async () => {
  await start();
  expect(() => oldClient().createApiGroup({ Description: '' })).toThrow('parameter "GroupName" is required');
});
