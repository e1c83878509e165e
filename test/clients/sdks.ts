import { createRequire } from 'node:module';
import OldClient from '@alicloud/cloudapi';
import RpcClient from '@alicloud/pop-core';

type Sdk = typeof import('@alicloud/cloudapi20160714');
type TypedClient = InstanceType<Sdk['default']>;
type Config = ConstructorParameters<Sdk['default']>[0];

/** What the typed SDK throws. */
interface SdkError extends Error {
  readonly code: string;
  readonly statusCode?: number;
  readonly requestId?: string;
  /** The answer's body. */
  readonly data?: unknown;
}

type SdkErrorClass = new (answer: object) => SdkError;

/** The part of `@alicloud/openapi-core` that the tests use; it is no dependency of this project. */
interface Core {
  readonly $OpenApiUtil: {
    readonly Config: new (settings: object) => Config;
    readonly GlobalParameters: new (settings: object) => object;
  };
  readonly AlibabaCloudError: SdkErrorClass;
  readonly ClientError: SdkErrorClass;
  readonly ServerError: SdkErrorClass;
  readonly ThrottlingError: SdkErrorClass;
}

// Loaded by require: these CommonJS modules have an export called "default", which Node and Vitest import differently.
const require = createRequire(import.meta.url);
/** `@alicloud/cloudapi20160714`, the official SDK with types. */
export const sdk: Sdk = require('@alicloud/cloudapi20160714') as Sdk;
/** The core that this SDK is built on, with its error classes. */
export const core: Core = createRequire(require.resolve('@alicloud/cloudapi20160714'))(
  '@alicloud/openapi-core',
) as Core;

const accessKey = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** What the configuration of the typed SDK takes, as far as the tests use it. */
export interface TypedOptions {
  readonly regionId?: string;
  readonly endpoint?: string;
  readonly protocol?: 'http' | 'https';
  /** Query parameters that go with every call. */
  readonly queries?: Readonly<Record<string, string>>;
}

/** A client of the typed SDK, which signs by V3. It finds the endpoint of a region by itself. */
export function typedClient({ queries, ...options }: TypedOptions = {}): TypedClient {
  const globalParameters =
    queries === undefined ? {} : { globalParameters: new core.$OpenApiUtil.GlobalParameters({ queries }) };
  return new sdk.default(
    new core.$OpenApiUtil.Config({ ...accessKey, regionId: 'cn-hangzhou', ...options, ...globalParameters }),
  );
}

/** A client of pop-core, which signs by V1. */
export function rpcClient(
  endpoint = 'https://apigateway.cn-hangzhou.aliyuncs.com',
  apiVersion = '2016-07-14',
): RpcClient {
  return new RpcClient({ ...accessKey, endpoint, apiVersion });
}

/** A client of the older typed SDK, which signs by V1. */
export function oldClient(endpoint = 'https://apigateway.cn-hangzhou.aliyuncs.com'): OldClient {
  return new OldClient({ ...accessKey, endpoint });
}
