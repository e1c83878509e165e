import http from 'node:http';
import https from 'node:https';
import { expect, test } from 'vitest';
import { sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import { sure } from './typed.ts';

/** What an API is made of for CreateApi and ModifyApi. */
function parts(mockResult: string) {
  return {
    apiName: 'Forecast',
    visibility: 'PRIVATE',
    authType: 'ANONYMOUS',
    resultType: 'JSON',
    requestConfig: JSON.stringify({
      RequestProtocol: 'HTTP,HTTPS',
      RequestHttpMethod: 'GET',
      RequestPath: '/forecast/[city]',
    }),
    serviceConfig: JSON.stringify({ ServiceProtocol: 'HTTP', Mock: 'TRUE', MockResult: mockResult }),
    requestParameters: JSON.stringify([
      { ApiParameterName: 'city', Location: 'Path', ParameterType: 'String', Required: 'REQUIRED' },
    ]),
  };
}

test('an API that the official SDK creates, deploys, changes and removes is called at each step', async () => {
  const emulator = await start();
  const client = typedClient();
  const created = await client.createApiGroup(new sdk.CreateApiGroupRequest({ groupName: 'Weather' }));
  const { groupId, subDomain } = sure(created.body);
  const sunny = new sdk.CreateApiRequest({ groupId, ...parts('{"weather":"sunny"}') });
  const { apiId } = sure((await client.createApi(sunny)).body);
  const call = async (stage: string): Promise<unknown> => {
    const response = await fetch(`https://${subDomain}/forecast/Hangzhou`, {
      headers: { 'X-Ca-Stage': stage },
    });
    return response.ok ? await response.json() : response.headers.get('x-ca-error-code');
  };
  const deploy = (stageName: string): Promise<unknown> =>
    client.deployApi(new sdk.DeployApiRequest({ groupId, apiId, stageName, description: 'as it is' }));

  expect(await call('RELEASE')).toBe('I404NF');
  await deploy('RELEASE');
  await deploy('TEST');
  expect(await call('RELEASE')).toEqual({ weather: 'sunny' });
  expect(await call('TEST')).toEqual({ weather: 'sunny' });

  await client.modifyApi(new sdk.ModifyApiRequest({ groupId, apiId, ...parts('{"weather":"rain"}') }));
  expect(await call('RELEASE')).toEqual({ weather: 'sunny' });
  await deploy('RELEASE');
  expect(await call('RELEASE')).toEqual({ weather: 'rain' });
  expect(await call('TEST')).toEqual({ weather: 'sunny' });

  for (const stageName of ['RELEASE', 'TEST'])
    await client.abolishApi(new sdk.AbolishApiRequest({ groupId, apiId, stageName }));
  expect(await call('RELEASE')).toBe('I404NF');
  await client.deleteApi(new sdk.DeleteApiRequest({ groupId, apiId }));
  expect(emulator.journal.find({ via: 'subdomain', api: 'Forecast' }).map(({ stage }) => stage)).toEqual([
    'RELEASE',
    'TEST',
    'RELEASE',
    'RELEASE',
    'TEST',
  ]);

  await client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId }));
  // Nobody has the domain now, so guard keeps the call from the network.
  const gone = await fetch(`https://${subDomain}/forecast/Hangzhou`);
  expect(await gone.json()).toMatchObject({
    Code: 'Emulator.Guarded',
    Message: expect.stringContaining(`${subDomain}, the SubDomain of no group that the emulator has,`),
  });
});

test.for([
  ['http', http],
  ['https', https],
] as const)('a program that uses node:%s gets the mock, call after call', async ([protocol, module]) => {
  const emulator = await start();
  const { GroupId, SubDomain } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const { ApiId } = await emulator.call('CreateApi', {
    GroupId,
    ApiName: 'Forecast',
    Visibility: 'PRIVATE',
    AuthType: 'ANONYMOUS',
    RequestConfig: '{"RequestProtocol":"HTTP,HTTPS","RequestHttpMethod":"ANY","RequestPath":"/"}',
    ServiceConfig: '{"Mock":"TRUE","MockResult":"sunny"}',
  });
  await emulator.call('DeployApi', { GroupId, ApiId, StageName: 'RELEASE', Description: 'first' });
  const send = (method: string): Promise<readonly [number | undefined, string]> =>
    new Promise((resolve, reject) => {
      const sent = module.request(`${protocol}://${SubDomain}/`, { method }, (response) => {
        let text = '';
        response.on('data', (part) => (text += String(part)));
        response.on('end', () => resolve([response.statusCode, text]));
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? 'a body' : undefined);
    });
  expect(await send('GET')).toEqual([200, 'sunny']);
  expect(await send('POST')).toEqual([200, 'sunny']);
  expect(await send('HEAD')).toEqual([200, '']);
  expect(await send('GET')).toEqual([200, 'sunny']);
});
