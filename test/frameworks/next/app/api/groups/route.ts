import CloudApi, { CreateApiGroupRequest, DescribeApiGroupsRequest } from '@alicloud/cloudapi20160714';
import { $OpenApiUtil, AlibabaCloudError } from '@alicloud/openapi-core';

const client = new CloudApi(
  new $OpenApiUtil.Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID ?? 'any',
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET ?? 'any',
    regionId: 'cn-hangzhou',
  }),
);

export async function GET(): Promise<Response> {
  const { body } = await client.describeApiGroups(new DescribeApiGroupsRequest({}));
  const groups = body?.apiGroupAttributes?.apiGroupAttribute ?? [];
  return Response.json(groups.map(({ groupId, groupName }) => ({ groupId, groupName })));
}

export async function POST(request: Request): Promise<Response> {
  const { groupName } = await request.json();
  try {
    const { body } = await client.createApiGroup(new CreateApiGroupRequest({ groupName }));
    return Response.json({ groupId: body?.groupId }, { status: 201 });
  } catch (error) {
    // What API Gateway refuses, the SDK throws.
    if (!(error instanceof AlibabaCloudError)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: error.statusCode ?? 502 });
  }
}
