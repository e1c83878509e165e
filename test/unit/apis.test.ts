import { createEmulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

test('creates an API and tells it', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const { ApiId } = await emulator.call('CreateApi', {
    GroupId,
    ApiName: 'Forecast',
    Visibility: 'PRIVATE',
    RequestConfig: '{"requestProtocol":"HTTP","requestHttpMethod":"get","RequestPath":"/a/[b]"}',
    ServiceConfig: '{"mock":"TRUE","mockResult":"x","serviceTimeout":"30"}',
    RequestParameters: '[{"apiParameterName":"b","location":"Path","parameterType":"String"}]',
  });
  await emulator.call('DeployApi', { ApiId, StageName: 'RELEASE', Description: 'first' });
  console.log(JSON.stringify(await emulator.call('DescribeApi', { ApiId }), null, 1));
  console.log(JSON.stringify(await emulator.call('DescribeApis', {}), null, 1));
  console.log(JSON.stringify(await emulator.call('DescribeDeployedApis', {}), null, 1));
  expect(await emulator.call('DescribeDeployedApi', { ApiId, StageName: 'RELEASE' })).toMatchObject({
    ApiId,
  });
  await expect(emulator.call('DeleteApi', { ApiId })).rejects.toMatchObject({
    code: 'DependencyViolationApi',
  });
  await emulator.call('AbolishApi', { ApiId, StageName: 'RELEASE' });
  await emulator.call('DeleteApi', { ApiId });
});
