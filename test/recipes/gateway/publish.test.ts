import { test } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';

test('an API that is published by the operations is called at the SubDomain', async ({ cloudapi }) => {
  const { GroupId, SubDomain } = await cloudapi.call('CreateApiGroup', { GroupName: 'Weather' });
  const { ApiId } = await cloudapi.call('CreateApi', {
    GroupId,
    ApiName: 'Forecast',
    Visibility: 'PUBLIC',
    AuthType: 'ANONYMOUS', // Without it, the API is for apps only, and refuses everyone else.
    RequestConfig: JSON.stringify({
      RequestProtocol: 'HTTPS',
      RequestHttpMethod: 'GET',
      RequestPath: '/forecast/[city]',
    }),
    ServiceConfig: JSON.stringify({ Mock: 'TRUE', MockResult: '{"weather":"sunny"}' }),
  });
  await cloudapi.call('DeployApi', {
    GroupId,
    ApiId,
    StageName: 'RELEASE',
    Description: 'The first version.',
  });
  const response = await fetch(`https://${SubDomain}/forecast/Hangzhou`);
  expect(await response.json()).toEqual({ weather: 'sunny' });
});
