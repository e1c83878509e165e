import * as v from 'valibot';
import {
  APP_CODE_AUTH_TYPES,
  AUTH_TYPES,
  RESULT_TYPES,
  VISIBILITIES,
  WEB_SOCKET_API_TYPES,
  constantParameterEntries,
  errorCodeSampleEntries,
  eventBridgeConfigEntries,
  functionComputeConfigEntries,
  mockHeaderEntries,
  openIdConnectConfigEntries,
  ossConfigEntries,
  requestConfigEntries,
  requestParameterEntries,
  resultDescriptionEntries,
  serviceConfigEntries,
  serviceParameterEntries,
  serviceParameterMapEntries,
  systemParameterEntries,
  vpcConfigEntries,
} from '../../resources/api-definition.ts';
import type { ApiDefinition } from '../../resources/api-definition.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { listOf } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import type { Evidence } from '../evidence.ts';

const listed = observed('FUN2', 'always there, empty if there are none');
const ifGiven = documented('META24', 'only if it was given');

/** Declares each member with its evidence. */
function all<const Entries extends v.ObjectEntries>(
  entries: Entries,
  evidence: Evidence = documented('META24'),
  others: { readonly [Name in keyof Entries]?: Evidence } = {},
): Entries {
  const declared = Object.entries<v.GenericSchema>(entries).map(([name, schema]) => [
    name,
    known(schema, others[name] ?? evidence),
  ]);
  // Evidence changes nothing of a schema's types.
  return Object.fromEntries(declared) as Entries;
}

const recorded = observed('FUN2', 'empty if it was not given');

const serviceConfig = v.strictObject({
  ...all(serviceConfigEntries, recorded, {
    MockStatusCode: ifGiven,
    AoneAppName: ifGiven,
    ServiceTimeout: observed('FUN2', 'milliseconds; 10000 if left out is inferred'),
    ServiceProtocol: observed('FUN2', 'HTTP if left out is inferred'),
    Mock: observed('FUN2, TF', 'FALSE if left out'),
  }),
  MockHeaders: listOf('MockHeader', all(mockHeaderEntries)),
  VpcConfig: known(
    v.exactOptional(v.strictObject(vpcConfigEntries)),
    documented('META24', 'if ServiceVpcEnable is TRUE'),
  ),
  FunctionComputeConfig: known(
    v.exactOptional(v.strictObject(functionComputeConfigEntries)),
    documented('META24, TF', 'if ServiceProtocol is FunctionCompute'),
  ),
  OssConfig: known(
    v.exactOptional(v.strictObject(ossConfigEntries)),
    documented('META24', 'if ServiceProtocol is OSS'),
  ),
  EventBridgeConfig: known(
    v.exactOptional(v.strictObject(eventBridgeConfigEntries)),
    documented('META24', 'if ServiceProtocol is EventBridge'),
  ),
});

/** What DescribeApi and DescribeDeployedApi both tell of a definition. */
export const definitionElements = {
  GroupId: known(resourceId),
  GroupName: known(v.string()),
  ApiId: known(resourceId, observed('CSPLOIT, QT-CROWD', '32 hex digits of a version 4 UUID')),
  ApiName: known(v.string()),
  RegionId: known(v.string()),
  Description: v.exactOptional(known(v.string(), observed('CSPLOIT, FUN2', 'only if it was given'))),
  Visibility: known(v.picklist(VISIBILITIES), observed('FUN2')),
  AuthType: known(v.picklist(AUTH_TYPES), observed('FUN2')),
  RequestConfig: v.strictObject(
    all(requestConfigEntries, recorded, {
      RequestMode: observed('FUN2', 'MAPPING if left out is inferred (QT leaves it out)'),
      BodyModel: ifGiven,
      EscapePathParam: ifGiven,
    }),
  ),
  ServiceConfig: serviceConfig,
  RequestParameters: listOf(
    'RequestParameter',
    all(requestParameterEntries, ifGiven, {
      ApiParameterName: listed,
      Location: observed('FUN2', 'in upper case'),
      ParameterType: observed('FUN2', 'in upper case'),
      Required: observed('FUN2', 'OPTIONAL if left out is inferred'),
      DocShow: observed('FUN2', 'PUBLIC if left out is inferred'),
      DocOrder: observed('FUN2', '0 if left out'),
    }),
  ),
  ServiceParameters: listOf(
    'ServiceParameter',
    all(serviceParameterEntries, listed, { Location: observed('FUN2', 'in lower case') }),
  ),
  ServiceParametersMap: listOf('ServiceParameterMap', all(serviceParameterMapEntries, listed)),
  ConstantParameters: listOf('ConstantParameter', all(constantParameterEntries, listed)),
  SystemParameters: listOf('SystemParameter', all(systemParameterEntries, listed)),
  CustomSystemParameters: known(
    v.strictObject({ CustomSystemParameter: v.pipe(v.array(v.never()), v.readonly()) }),
    observed('FUN2', 'empty: no parameter sets them'),
  ),
  ErrorCodeSamples: listOf('ErrorCodeSample', all(errorCodeSampleEntries, listed)),
  ResultDescriptions: listOf('ResultDescription', all(resultDescriptionEntries, listed)),
  OpenIdConnectConfig: v.exactOptional(
    v.strictObject(all(openIdConnectConfigEntries, documented('META24', 'only if OpenIdApiType was given'))),
  ),
  ResultType: known(v.picklist(RESULT_TYPES), observed('FUN2')),
  ResultSample: known(v.string(), recorded),
  FailResultSample: known(v.string(), inferred('empty if it was not given, as ResultSample', 'META24')),
  ResultBodyModel: v.exactOptional(known(v.string(), ifGiven)),
  AllowSignatureMethod: known(v.string(), observed('FUN2', 'HmacSHA256')),
  ForceNonceCheck: known(v.boolean(), observed('CSPLOIT', 'false')),
  DisableInternet: known(v.boolean()),
};

/** What DescribeApi tells beside that. */
export const editedElements = {
  Mock: known(v.picklist(['OPEN', 'CLOSED']), observed('FUN2', 'CLOSED; OPEN is inferred')),
  MockResult: known(v.string(), observed('FUN2', 'empty')),
  WebSocketApiType: known(v.picklist(WEB_SOCKET_API_TYPES), observed('FUN2', 'COMMON')),
  AppCodeAuthType: known(v.picklist(APP_CODE_AUTH_TYPES)),
  BackendEnable: known(v.boolean()),
  BackendConfig: v.exactOptional(
    v.strictObject({ BackendId: known(v.string(), documented('META24', 'only if it was given')) }),
  ),
};

/** The elements that a definition gives. */
export function definitionAnswer(definition: ApiDefinition) {
  const { description, openIdConnectConfig, resultBodyModel, serviceConfig: config } = definition;
  const { MockHeaders, ...service } = config;
  return {
    ApiName: definition.apiName,
    ...(description === undefined ? {} : { Description: description }),
    Visibility: definition.visibility,
    AuthType: definition.authType,
    RequestConfig: definition.requestConfig,
    ServiceConfig: { ...service, MockHeaders: { MockHeader: MockHeaders } },
    RequestParameters: { RequestParameter: definition.requestParameters },
    ServiceParameters: { ServiceParameter: definition.serviceParameters },
    ServiceParametersMap: { ServiceParameterMap: definition.serviceParametersMap },
    ConstantParameters: { ConstantParameter: definition.constantParameters },
    SystemParameters: { SystemParameter: definition.systemParameters },
    CustomSystemParameters: { CustomSystemParameter: [] },
    ErrorCodeSamples: { ErrorCodeSample: definition.errorCodeSamples },
    ResultDescriptions: { ResultDescription: definition.resultDescriptions },
    ...(openIdConnectConfig === undefined ? {} : { OpenIdConnectConfig: openIdConnectConfig }),
    ResultType: definition.resultType,
    ResultSample: definition.resultSample,
    FailResultSample: definition.failResultSample,
    ...(resultBodyModel === undefined ? {} : { ResultBodyModel: resultBodyModel }),
    AllowSignatureMethod: definition.allowSignatureMethod,
    ForceNonceCheck: definition.forceNonceCheck,
    DisableInternet: definition.disableInternet,
  };
}

export function editedAnswer({ serviceConfig: config, ...definition }: ApiDefinition) {
  return {
    Mock: config.Mock === 'TRUE' ? ('OPEN' as const) : ('CLOSED' as const),
    MockResult: config.MockResult,
    WebSocketApiType: definition.webSocketApiType,
    AppCodeAuthType: definition.appCodeAuthType,
    BackendEnable: definition.backendEnable,
    ...(definition.backendId === undefined ? {} : { BackendConfig: { BackendId: definition.backendId } }),
  };
}
