import type { EmulatorOptions } from 'cloudapi-emulator';
import { expect } from 'vitest';
import { thrownBy } from './clients.ts';
import { core, sdk, typedClient } from './sdks.ts';

export type Client = ReturnType<typeof typedClient>;

/** When a test begins by its own clock. */
export const MORNING: number = Date.UTC(2026, 2, 16, 8);
export const MINUTE = 60_000;
/** The shortest definition that a model can have. */
export const OBJECT = '{"type":"object"}';
/** The id of no group and no model. */
export const NOBODY: string = '0'.repeat(32);

/** Takes the throttle away, where a test needs many calls in one second of its clock. */
export const unthrottled: NonNullable<EmulatorOptions['limits']> = {
  qps: { CreateApiGroup: Infinity, ModifyApiGroup: Infinity, DeleteApiGroup: Infinity },
};

/** The body of an answer, in the SDK's own class. */
export async function body<Body>(call: Promise<{ readonly body?: Body }>): Promise<Body> {
  const response = await call;
  if (response.body === undefined) throw new Error('The answer has no body.');
  return response.body;
}

/** A value that every answer has, though the SDK's types leave it open. */
export function sure<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The answer leaves a field out.');
  return value;
}

/** Sends a call that must be refused, and reads the code off the SDK's own ClientError. */
export async function refusalCode(call: Promise<unknown>): Promise<string> {
  const error = await thrownBy(call);
  if (!(error instanceof core.ClientError)) throw error;
  expect(error).toMatchObject({
    name: 'ClientError',
    statusCode: 400,
    requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    data: { Code: error.code, HostId: 'apigateway.cn-hangzhou.aliyuncs.com' },
  });
  return error.code;
}

export async function createGroup(client: Client, groupName: string, more: object = {}): Promise<string> {
  const { groupId } = await body(
    client.createApiGroup(new sdk.CreateApiGroupRequest({ groupName, ...more })),
  );
  return sure(groupId);
}

/** Creates many groups at once, and gives their ids in the order of the names. */
export function createGroups(client: Client, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => createGroup(client, name)));
}

export async function createModel(
  client: Client,
  groupId: string,
  modelName: string,
  schema: string = OBJECT,
  more: object = {},
): Promise<InstanceType<typeof sdk.CreateModelResponseBody>> {
  return body(client.createModel(new sdk.CreateModelRequest({ groupId, modelName, schema, ...more })));
}

/** What a group list shows: the names in their order, and how many groups match in all. */
export async function listGroups(
  client: Client,
  query: object = {},
): Promise<{ readonly names: readonly string[]; readonly total: number }> {
  const list = await body(client.describeApiGroups(new sdk.DescribeApiGroupsRequest(query)));
  const groups = sure(list.apiGroupAttributes?.apiGroupAttribute);
  return { names: groups.map(({ groupName }) => sure(groupName)), total: sure(list.totalCount) };
}

export async function describeGroup(
  client: Client,
  groupId: string,
): Promise<InstanceType<typeof sdk.DescribeApiGroupResponseBody>> {
  return body(client.describeApiGroup(new sdk.DescribeApiGroupRequest({ groupId })));
}

/** A page of a group's models, with how many match in all. */
export async function listModels(
  client: Client,
  groupId: string,
  query: object = {},
): Promise<{
  readonly models: readonly InstanceType<typeof sdk.DescribeModelsResponseBodyModelDetailsModelDetail>[];
  readonly total: number;
}> {
  const list = await body(client.describeModels(new sdk.DescribeModelsRequest({ groupId, ...query })));
  return { models: sure(list.modelDetails?.modelDetail), total: sure(list.totalCount) };
}

export function groupTags(tags: Readonly<Record<string, string>>): { readonly tag: readonly object[] } {
  return { tag: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

export function tagGroups(
  client: Client,
  resourceId: readonly string[],
  tags: Readonly<Record<string, string>>,
): Promise<unknown> {
  return client.tagResources(
    new sdk.TagResourcesRequest({ resourceType: 'apiGroup', resourceId, ...groupTags(tags) }),
  );
}

export function untagGroups(client: Client, resourceId: readonly string[], more: object): Promise<unknown> {
  return client.untagResources(
    new sdk.UntagResourcesRequest({ resourceType: 'apiGroup', resourceId, ...more }),
  );
}

/** Every tag that a query finds on its first page, as `[id, key, value]`. */
export async function listTags(client: Client, query: object): Promise<readonly (readonly string[])[]> {
  const list = await body(
    client.listTagResources(new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', ...query })),
  );
  return sure(list.tagResources?.tagResource).map(({ resourceId, tagKey, tagValue }) => [
    sure(resourceId),
    sure(tagKey),
    sure(tagValue),
  ]);
}
