import type RpcClient from '@alicloud/pop-core';
import type { CallInput, CallOutput } from 'cloudapi-emulator';
import { core, oldClient, rpcClient, sdk, typedClient } from './sdks.ts';

/** What all SDKs can do, in the service's own names. */
interface Client {
  createApiGroup(parameters: CallInput<'CreateApiGroup'>): Promise<CallOutput<'CreateApiGroup'>>;
  createModel(parameters: CallInput<'CreateModel'>): Promise<CallOutput<'CreateModel'>>;
  describeApiGroups(parameters: CallInput<'DescribeApiGroups'>): Promise<CallOutput<'DescribeApiGroups'>>;
  describeModels(parameters: CallInput<'DescribeModels'>): Promise<CallOutput<'DescribeModels'>>;
  describeApps(): Promise<unknown>;
}

/** An error of the service, as an SDK shows it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly requestId: string;
  readonly hostId: string;
}

/** One SDK in one way of calling. */
export interface Kind {
  readonly name: string;
  connect(regionId?: string): Client;
  /** Reads an SDK's own error; anything else is thrown on. */
  readRefusal(thrown: unknown): Refusal;
}

/** The error body, as the SDKs hand it on. */
interface ErrorBody {
  readonly Code: string;
  readonly Message: string;
  readonly RequestId: string;
  readonly HostId: string;
  readonly Recommend: string;
}

/** What pop-core throws: an Error named after the code. */
export interface RpcError extends Error {
  readonly code: string;
  readonly data: ErrorBody;
  readonly url: string;
  readonly entry: { readonly response: { readonly statusCode: number } };
}

export function isRpcError(thrown: unknown): thrown is RpcError {
  return thrown instanceof Error && 'data' in thrown && 'entry' in thrown;
}

/** What a call was refused with. */
export function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => {
      throw new Error(`The call was answered, not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => error,
  );
}

/** Sends a call that must fail, and reads the SDK's error. */
export async function refusal(kind: Kind, call: Promise<unknown>): Promise<Refusal> {
  return kind.readRefusal(await thrownBy(call));
}

function readRpcRefusal(thrown: unknown): Refusal {
  if (!isRpcError(thrown)) throw thrown;
  const { Code, Message, RequestId, HostId } = thrown.data;
  return {
    code: Code,
    message: Message,
    status: thrown.entry.response.statusCode,
    requestId: RequestId,
    hostId: HostId,
  };
}

function readTypedRefusal(thrown: unknown): Refusal {
  if (!(thrown instanceof core.AlibabaCloudError)) throw thrown;
  const { Code, Message, RequestId, HostId } = thrown.data as ErrorBody;
  return {
    code: Code,
    message: Message,
    status: thrown.statusCode ?? NaN,
    requestId: RequestId,
    hostId: HostId,
  };
}

function bodyOf<Answer>(response: { readonly body?: { toMap(): object } }): Answer {
  if (response.body === undefined) throw new Error('The answer has no body.');
  // The SDK's own way back to the service's names.
  return response.body.toMap() as Answer;
}

function overTyped(regionId: string): Client {
  const client = typedClient({ regionId });
  return {
    async createApiGroup({ GroupName, BasePath, Description, InstanceId, Tag }) {
      const tag = Tag?.map(({ Key, Value }) => new sdk.CreateApiGroupRequestTag({ key: Key, value: Value }));
      return bodyOf(
        await client.createApiGroup(
          new sdk.CreateApiGroupRequest({
            groupName: GroupName,
            basePath: BasePath,
            description: Description,
            instanceId: InstanceId,
            tag,
          }),
        ),
      );
    },
    async createModel({ GroupId, ModelName, Schema, Description, Tag }) {
      const tag = Tag?.map(({ Key, Value }) => new sdk.CreateModelRequestTag({ key: Key, value: Value }));
      return bodyOf(
        await client.createModel(
          new sdk.CreateModelRequest({
            groupId: GroupId,
            modelName: ModelName,
            schema: Schema,
            description: Description,
            tag,
          }),
        ),
      );
    },
    async describeApiGroups({ GroupName, Sort, PageNumber, PageSize }) {
      return bodyOf(
        await client.describeApiGroups(
          new sdk.DescribeApiGroupsRequest({
            groupName: GroupName,
            sort: Sort,
            pageNumber: PageNumber,
            pageSize: PageSize,
          }),
        ),
      );
    },
    async describeModels({ GroupId, ModelName, PageNumber, PageSize }) {
      return bodyOf(
        await client.describeModels(
          new sdk.DescribeModelsRequest({
            groupId: GroupId,
            modelName: ModelName,
            pageNumber: PageNumber,
            pageSize: PageSize,
          }),
        ),
      );
    },
    describeApps: () => client.describeApps(new sdk.DescribeAppsRequest({})),
  };
}

function overRpc(client: RpcClient, method: 'GET' | 'POST'): Client {
  return {
    createApiGroup: (parameters) => client.request('CreateApiGroup', parameters, { method }),
    createModel: (parameters) => client.request('CreateModel', parameters, { method }),
    describeApiGroups: (parameters) => client.request('DescribeApiGroups', parameters, { method }),
    describeModels: (parameters) => client.request('DescribeModels', parameters, { method }),
    describeApps: () => client.request('DescribeApps', {}, { method }),
  };
}

function overOld(endpoint: string): Client {
  const client = oldClient(endpoint);
  return {
    // It has no method for models, and wants a description of every group.
    ...overRpc(client, 'GET'),
    createApiGroup: async (parameters) =>
      (await client.createApiGroup({ Description: '', ...parameters })) as CallOutput<'CreateApiGroup'>,
    describeApiGroups: async (parameters) =>
      (await client.describeApiGroups(parameters)) as CallOutput<'DescribeApiGroups'>,
    describeApps: () => client.describeApps({}),
  };
}

const endpointOf = (regionId = 'cn-hangzhou'): string => `https://apigateway.${regionId}.aliyuncs.com`;

/** Every official SDK, in each way that it can call. */
export const kinds: readonly Kind[] = [
  {
    name: '@alicloud/cloudapi20160714 (V3, POST)',
    connect: (regionId = 'cn-hangzhou') => overTyped(regionId),
    readRefusal: readTypedRefusal,
  },
  {
    name: '@alicloud/pop-core (V1, GET)',
    connect: (regionId) => overRpc(rpcClient(endpointOf(regionId)), 'GET'),
    readRefusal: readRpcRefusal,
  },
  {
    name: '@alicloud/pop-core (V1, POST)',
    connect: (regionId) => overRpc(rpcClient(endpointOf(regionId)), 'POST'),
    readRefusal: readRpcRefusal,
  },
  {
    name: '@alicloud/cloudapi (V1, GET)',
    connect: (regionId) => overOld(endpointOf(regionId)),
    readRefusal: readRpcRefusal,
  },
];
