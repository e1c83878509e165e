import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import { systemParameterEntries } from '../../resources/api-definition.ts';
import type {
  ApiDefinition,
  ConstantParameter,
  RequestParameter,
  ServiceParameterMap,
  SystemParameter,
} from '../../resources/api-definition.ts';
import { refuseHyphen } from '../../resources/resource-name.ts';
import { requireReferences } from '../models/model-checks.ts';
import type { Context } from '../operation.ts';
import type { DefinitionInput } from './definition-parameters.ts';

type Lists = Pick<
  ApiDefinition,
  | 'requestParameters'
  | 'serviceParameters'
  | 'serviceParametersMap'
  | 'constantParameters'
  | 'systemParameters'
>;

/**
 * Makes a definition of parameters that were checked one by one.
 * @throws {CloudApiError} `InvalidApiName`, `InvalidServiceParameters`, `NotFoundModel`
 */
export function readDefinition(
  input: DefinitionInput,
  { transaction, scope, rules }: Pick<Context, 'transaction' | 'scope' | 'rules'>,
): ApiDefinition {
  refuseHyphen('ApiName', input.ApiName, rules);
  const errorCodeSamples = input.ErrorCodeSamples ?? [];
  requireReferences(transaction, scope, [
    ...given(input.RequestConfig.BodyModel),
    ...given(input.ResultBodyModel),
    ...errorCodeSamples.flatMap(({ Model }) => given(Model)),
  ]);
  const { OpenIdConnectConfig: openId } = input;
  return {
    apiName: input.ApiName,
    ...(input.Description ? { description: input.Description } : {}),
    visibility: input.Visibility,
    authType: input.AuthType,
    requestConfig: input.RequestConfig,
    serviceConfig: input.ServiceConfig,
    ...readLists(input),
    errorCodeSamples,
    resultDescriptions: input.ResultDescriptions ?? [],
    ...(openId?.OpenIdApiType === undefined ? {} : { openIdConnectConfig: openId }),
    resultType: input.ResultType,
    resultSample: input.ResultSample,
    failResultSample: input.FailResultSample,
    ...(input.ResultBodyModel ? { resultBodyModel: input.ResultBodyModel } : {}),
    allowSignatureMethod: input.AllowSignatureMethod,
    webSocketApiType: input.WebSocketApiType,
    appCodeAuthType: input.AppCodeAuthType,
    forceNonceCheck: input.ForceNonceCheck,
    disableInternet: input.DisableInternet,
    backendEnable: input.BackendEnable,
    ...(input.BackendId ? { backendId: input.BackendId } : {}),
  };
}

function given(text: string | undefined): readonly string[] {
  return text ? [text] : [];
}

/**
 * Constant and system parameters may come the old way, as request parameters whose service parameter has the catalog
 * CONSTANT or SYSTEM. Observed: TF sends them so, and reads them back from lists of their own.
 */
function readLists(input: DefinitionInput): Lists {
  const {
    RequestParameters: requested = [],
    ServiceParameters: served = [],
    ServiceParametersMap: map = [],
    ConstantParameters: constants = [],
    SystemParameters: systems = [],
  } = input;
  const oldConstants: ConstantParameter[] = [];
  const oldSystems: SystemParameter[] = [];
  const goneServed = new Set<string>();
  const goneRequested = new Set<string>();
  for (const { ServiceParameterName: name, Location, ParameterCatalog } of served) {
    if (ParameterCatalog === 'REQUEST') continue;
    const source = sourceOf(name, map, requested);
    goneServed.add(name);
    goneRequested.add(source.ApiParameterName);
    const place = LOCATIONS[Location];
    const description = source.Description === undefined ? {} : { Description: source.Description };
    if (ParameterCatalog === 'CONSTANT') {
      oldConstants.push({
        ServiceParameterName: name,
        ConstantValue: source.DefaultValue ?? '',
        Location: place,
        ...description,
      });
    } else {
      const ParameterName = systemName(source.ApiParameterName);
      oldSystems.push({ ParameterName, ServiceParameterName: name, Location: place, ...description });
    }
  }
  return {
    requestParameters: requested.filter(({ ApiParameterName }) => !goneRequested.has(ApiParameterName)),
    serviceParameters: served
      .filter(({ ServiceParameterName }) => !goneServed.has(ServiceParameterName))
      .map(({ ParameterCatalog: _, ...parameter }) => parameter),
    serviceParametersMap: map.filter(({ ServiceParameterName }) => !goneServed.has(ServiceParameterName)),
    constantParameters: [...constants, ...oldConstants],
    systemParameters: [...systems, ...oldSystems],
  };
}

const LOCATIONS = { path: 'PATH', query: 'QUERY', head: 'HEAD', body: 'BODY' } as const;

/** What a service parameter gets its value from. */
function sourceOf(
  serviceName: string,
  map: readonly ServiceParameterMap[],
  requested: readonly RequestParameter[],
): Pick<RequestParameter, 'ApiParameterName' | 'DefaultValue' | 'Description'> {
  const entry = map.find(({ ServiceParameterName }) => ServiceParameterName === serviceName);
  const name = entry?.RequestParameterName ?? serviceName;
  return requested.find(({ ApiParameterName }) => ApiParameterName === name) ?? { ApiParameterName: name };
}

function systemName(name: string): SystemParameter['ParameterName'] {
  const result = v.safeParse(systemParameterEntries.ParameterName, name);
  if (result.success) return result.output;
  throw new CloudApiError('InvalidServiceParameters', {
    detail: `The system parameter "${name}" ${result.issues[0].message}`,
  });
}
