const {
  default: Client,
  CreateApiGroupRequest,
  CreateApiRequest,
  DeployApiRequest,
} = require('@alicloud/cloudapi20160714');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const client = new Client(
  new $OpenApiUtil.Config({ accessKeyId: 'any', accessKeySecret: 'any', regionId: 'cn-hangzhou' }),
);

/** Creates a group. */
async function createGroup(groupName) {
  const { body } = await client.createApiGroup(new CreateApiGroupRequest({ groupName }));
  return { groupId: body.groupId, subDomain: body.subDomain };
}

/** Creates an API that answers the same forecast for every city, and deploys it. */
async function publishForecast(groupId) {
  const { body } = await client.createApi(
    new CreateApiRequest({
      groupId,
      apiName: 'Forecast',
      visibility: 'PUBLIC',
      authType: 'ANONYMOUS',
      requestConfig: JSON.stringify({
        RequestProtocol: 'HTTPS',
        RequestHttpMethod: 'GET',
        RequestPath: '/forecast/[city]',
      }),
      serviceConfig: JSON.stringify({ Mock: 'TRUE', MockResult: '{"weather":"sunny"}' }),
    }),
  );
  const { apiId } = body;
  await client.deployApi(
    new DeployApiRequest({ groupId, apiId, stageName: 'RELEASE', description: 'First' }),
  );
}

module.exports = { createGroup, publishForecast };
