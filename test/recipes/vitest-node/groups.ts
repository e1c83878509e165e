import { CreateApiGroupRequest } from '@alicloud/cloudapi20160714';
import { client } from './client.ts';

/** Creates a group, once more if the service fails for a moment, and gives its id. */
export async function createGroup(groupName: string): Promise<string | undefined> {
  const request = new CreateApiGroupRequest({ groupName });
  const response = await client.createApiGroup(request).catch((error: { readonly statusCode?: number }) => {
    if (error.statusCode !== 503) throw error;
    return client.createApiGroup(request);
  });
  return response.body?.groupId;
}
