/**
 * What an API is defined by, in the form in which the service gives it back: upper case and defaults as in the recorded
 * answers (FUN2, CSPLOIT). The schemas read what callers send, in any case, and hold for what was read already.
 */
import * as v from 'valibot';
import { anyCase, jsonCount, jsonNumber, jsonText, word } from './json-parameter.ts';
import { flag } from './values.ts';

/** Methods of a request. `ANY` stands for all of them. */
export const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'ANY',
] as const;

/** Statuses that a mock may answer with (MOCK-D). Its list was read to 504; that it goes on to 599 is inferred. */
const MOCK_STATUSES = [
  [200, 206],
  [300, 307],
  [400, 417],
  [450, 451],
  [500, 599],
] as const;

/** A mock's body in bytes, at most (MOCK-D: 50 KB). */
const MOCK_RESULT_BYTES = 50 * 1024;

const DEFAULT_CONTENT_TYPE = 'application/x-www-form-urlencoded; charset=UTF-8';

const optionalText = v.exactOptional(jsonText);
const emptyText = v.optional(jsonText, '');
const protocolWord = word('HTTP', 'HTTPS', 'WebSocket');

/** `HTTP`, `HTTPS`, `WebSocket`, or several with commas between them. */
const protocols = v.pipe(
  jsonText,
  v.check(
    (list) => list.split(',').every((item) => v.is(protocolWord, item.trim())),
    'must be HTTP, HTTPS, WebSocket, or several with commas.',
  ),
  v.transform((list) =>
    [...new Set(list.split(',').map((item) => v.parse(protocolWord, item.trim())))].join(','),
  ),
);

const location = word('PATH', 'QUERY', 'HEAD', 'BODY');
const parameterType = word('STRING', 'INT', 'LONG', 'FLOAT', 'DOUBLE', 'BOOLEAN', 'FILE', 'ARRAY');

export const requestConfigEntries = {
  RequestProtocol: v.optional(protocols, 'HTTP'),
  RequestHttpMethod: v.pipe(
    // The documents write HEADER for HEAD.
    v.custom<string>((value) => typeof value === 'string', 'must be a method.'),
    v.transform((method) => (method.toUpperCase() === 'HEADER' ? 'HEAD' : method)),
    word(...METHODS),
  ),
  RequestPath: v.pipe(
    jsonText,
    v.check((path) => path.startsWith('/'), 'must start with "/".'),
  ),
  RequestMode: v.optional(word('MAPPING', 'PASSTHROUGH', 'MAPPING_PASSTHROUGH'), 'MAPPING'),
  BodyFormat: v.optional(word('', 'FORM', 'STREAM'), ''),
  PostBodyDescription: emptyText,
  BodyModel: optionalText,
  EscapePathParam: v.exactOptional(flag),
};

export const mockHeaderEntries = { HeaderName: jsonText, HeaderValue: emptyText };

export const vpcConfigEntries = {
  VpcId: optionalText,
  InstanceId: optionalText,
  Port: v.exactOptional(jsonCount),
  Name: optionalText,
  VpcScheme: optionalText,
};

export const functionComputeConfigEntries = {
  FcType: v.optional(word('FCEvent', 'HttpTrigger'), 'FCEvent'),
  FcVersion: optionalText,
  RegionId: optionalText,
  ServiceName: optionalText,
  FunctionName: optionalText,
  Qualifier: optionalText,
  RoleArn: optionalText,
  FcBaseUrl: optionalText,
  Path: optionalText,
  Method: optionalText,
  OnlyBusinessPath: v.exactOptional(flag),
  ContentTypeCatagory: optionalText,
  ContentTypeValue: optionalText,
};

export const ossConfigEntries = {
  OssRegionId: optionalText,
  BucketName: optionalText,
  Key: optionalText,
  Action: optionalText,
};

export const eventBridgeConfigEntries = {
  EventBridgeRegionId: optionalText,
  EventBus: optionalText,
  EventSource: optionalText,
  RoleArn: optionalText,
};

/** The members of a ServiceConfig that are no objects. */
export const serviceConfigEntries = {
  ServiceProtocol: v.optional(
    word('HTTP', 'HTTPS', 'VPC', 'MOCK', 'FunctionCompute', 'OSS', 'EventBridge'),
    'HTTP',
  ),
  ServiceAddress: emptyText,
  ServicePath: emptyText,
  ServiceHttpMethod: emptyText,
  ServiceTimeout: v.optional(jsonCount, 10_000),
  ContentTypeCatagory: v.optional(word('DEFAULT', 'CUSTOM', 'CLIENT'), 'DEFAULT'),
  ContentTypeValue: v.optional(jsonText, DEFAULT_CONTENT_TYPE),
  Mock: v.optional(word('TRUE', 'FALSE'), 'FALSE'),
  MockResult: v.optional(
    v.pipe(
      jsonText,
      v.check(
        (body) => new TextEncoder().encode(body).length <= MOCK_RESULT_BYTES,
        'must have at most 50 KB.',
      ),
    ),
    '',
  ),
  MockStatusCode: v.exactOptional(
    v.pipe(
      jsonCount,
      v.check(
        (status) => MOCK_STATUSES.some(([least, most]) => status >= least && status <= most),
        `must be in ${MOCK_STATUSES.map((bounds) => bounds.join('-')).join(', ')}.`,
      ),
    ),
  ),
  ServiceVpcEnable: v.optional(word('TRUE', 'FALSE'), 'FALSE'),
  AoneAppName: optionalText,
};

export const requestParameterEntries = {
  ApiParameterName: jsonText,
  Location: location,
  ParameterType: v.optional(parameterType, 'STRING'),
  Required: v.optional(word('REQUIRED', 'OPTIONAL'), 'OPTIONAL'),
  DefaultValue: optionalText,
  DemoValue: optionalText,
  MinValue: v.exactOptional(jsonNumber),
  MaxValue: v.exactOptional(jsonNumber),
  MinLength: v.exactOptional(jsonCount),
  MaxLength: v.exactOptional(jsonCount),
  RegularExpression: optionalText,
  JsonScheme: optionalText,
  EnumValue: optionalText,
  ArrayItemsType: optionalText,
  DocShow: v.optional(word('PUBLIC', 'PRIVATE'), 'PUBLIC'),
  DocOrder: v.optional(jsonNumber, 0),
  Description: optionalText,
};

export const serviceParameterEntries = {
  ServiceParameterName: jsonText,
  // In lower case in the recorded answer (FUN2).
  Location: word('path', 'query', 'head', 'body'),
  ParameterType: v.optional(parameterType, 'STRING'),
};

export const serviceParameterMapEntries = {
  ServiceParameterName: jsonText,
  RequestParameterName: jsonText,
};

export const constantParameterEntries = {
  ServiceParameterName: jsonText,
  ConstantValue: emptyText,
  Location: location,
  Description: optionalText,
};

export const systemParameterEntries = {
  ParameterName: word(
    'CaClientIp',
    'CaDomain',
    'CaRequestHandleTime',
    'CaAppId',
    'CaRequestId',
    'CaHttpSchema',
    'CaProxy',
  ),
  ServiceParameterName: jsonText,
  Location: location,
  DemoValue: optionalText,
  Description: optionalText,
};

export const errorCodeSampleEntries = {
  Code: jsonText,
  Message: emptyText,
  Description: optionalText,
  Model: optionalText,
};

export const resultDescriptionEntries = {
  Id: optionalText,
  Pid: optionalText,
  HasChild: v.exactOptional(flag),
  Name: optionalText,
  Key: optionalText,
  Type: optionalText,
  Mandatory: v.exactOptional(flag),
  Description: optionalText,
};

export const openIdConnectConfigEntries = {
  OpenIdApiType: v.exactOptional(word('IDTOKEN', 'BUSINESS')),
  IdTokenParamName: optionalText,
  PublicKeyId: optionalText,
  PublicKey: optionalText,
};

export const requestConfig = anyCase(requestConfigEntries);

export const serviceConfig = v.pipe(
  anyCase({
    ...serviceConfigEntries,
    MockHeaders: v.optional(v.array(anyCase(mockHeaderEntries), 'must be a list.'), []),
    VpcConfig: v.exactOptional(anyCase(vpcConfigEntries)),
    FunctionComputeConfig: v.exactOptional(anyCase(functionComputeConfigEntries, { fcregionid: 'RegionId' })),
    OssConfig: v.exactOptional(anyCase(ossConfigEntries)),
    EventBridgeConfig: v.exactOptional(anyCase(eventBridgeConfigEntries)),
  }),
  // TF sends the parts of all back ends, empty but for one. That only the one in use is kept is inferred.
  v.transform(({ VpcConfig, FunctionComputeConfig, OssConfig, EventBridgeConfig, ...config }) => ({
    ...config,
    ...(VpcConfig && config.ServiceVpcEnable === 'TRUE' ? { VpcConfig } : {}),
    ...(FunctionComputeConfig && config.ServiceProtocol === 'FunctionCompute'
      ? { FunctionComputeConfig }
      : {}),
    ...(OssConfig && config.ServiceProtocol === 'OSS' ? { OssConfig } : {}),
    ...(EventBridgeConfig && config.ServiceProtocol === 'EventBridge' ? { EventBridgeConfig } : {}),
  })),
);

const list = <const Item extends v.GenericSchema>(item: Item) => v.array(item, 'must be a list.');

export const requestParameters = list(anyCase(requestParameterEntries));

/** With the catalog that says where the value comes from: the old way of constant and system parameters (TF). */
export const serviceParameters = list(
  anyCase(
    {
      ...serviceParameterEntries,
      ParameterCatalog: v.optional(word('REQUEST', 'CONSTANT', 'SYSTEM'), 'REQUEST'),
    },
    { type: 'ParameterType' },
  ),
);

export const serviceParametersMap = list(anyCase(serviceParameterMapEntries));
export const constantParameters = list(anyCase(constantParameterEntries));
export const systemParameters = list(anyCase(systemParameterEntries));
export const errorCodeSamples = list(anyCase(errorCodeSampleEntries));
export const resultDescriptions = list(anyCase(resultDescriptionEntries));

export const openIdConnectConfig = v.pipe(
  anyCase(openIdConnectConfigEntries),
  // Without a type, the documents' sample says nothing: each of its members is null (TSSDK).
  v.check(
    ({ OpenIdApiType: type, PublicKeyId, PublicKey }) =>
      type !== 'IDTOKEN' || Boolean(PublicKeyId && PublicKey),
    'must have PublicKeyId and PublicKey if OpenIdApiType is IDTOKEN.',
  ),
  v.check(
    ({ OpenIdApiType: type, IdTokenParamName }) => type !== 'BUSINESS' || Boolean(IdTokenParamName),
    'must have IdTokenParamName if OpenIdApiType is BUSINESS.',
  ),
);

export const VISIBILITIES = ['PUBLIC', 'PRIVATE'] as const;
export const AUTH_TYPES = ['APP', 'ANONYMOUS', 'APPOPENID', 'OPENID'] as const;
export const RESULT_TYPES = ['JSON', 'TEXT', 'BINARY', 'XML', 'HTML', 'PASSTHROUGH'] as const;
export const WEB_SOCKET_API_TYPES = ['COMMON', 'REGISTER', 'UNREGISTER', 'NOTIFY'] as const;
export const APP_CODE_AUTH_TYPES = ['DEFAULT', 'DISABLE', 'HEADER', 'HEADER_QUERY'] as const;

type ReadonlyDeep<Value> = Value extends object
  ? { readonly [Name in keyof Value]: ReadonlyDeep<Value[Name]> }
  : Value;

/** Members as a schema gives them. */
type Members<Entries extends v.ObjectEntries> = ReadonlyDeep<
  v.InferOutput<v.ObjectSchema<Entries, undefined>>
>;

export type ServiceConfig = ReadonlyDeep<v.InferOutput<typeof serviceConfig>>;
export type RequestParameter = Members<typeof requestParameterEntries>;
export type ServiceParameterMap = Members<typeof serviceParameterMapEntries>;
export type ConstantParameter = Members<typeof constantParameterEntries>;
export type SystemParameter = Members<typeof systemParameterEntries>;

/** A definition as the store keeps it. */
export const apiDefinition = v.object({
  apiName: v.string(),
  /** Absent if left out: the recorded answers have no key then (CSPLOIT). */
  description: v.exactOptional(v.string()),
  visibility: v.picklist(VISIBILITIES),
  authType: v.picklist(AUTH_TYPES),
  requestConfig,
  serviceConfig,
  requestParameters,
  serviceParameters: list(anyCase(serviceParameterEntries)),
  serviceParametersMap,
  constantParameters,
  systemParameters,
  errorCodeSamples,
  resultDescriptions,
  openIdConnectConfig: v.exactOptional(openIdConnectConfig),
  resultType: v.picklist(RESULT_TYPES),
  resultSample: v.string(),
  failResultSample: v.string(),
  /** A ModelRef. */
  resultBodyModel: v.exactOptional(v.string()),
  allowSignatureMethod: v.string(),
  webSocketApiType: v.picklist(WEB_SOCKET_API_TYPES),
  appCodeAuthType: v.picklist(APP_CODE_AUTH_TYPES),
  forceNonceCheck: v.boolean(),
  disableInternet: v.boolean(),
  backendEnable: v.boolean(),
  backendId: v.exactOptional(v.string()),
});

/** What CreateApi and ModifyApi define, and DeployApi copies. */
export type ApiDefinition = ReadonlyDeep<v.InferOutput<typeof apiDefinition>>;
