import * as v from 'valibot';
import {
  APP_CODE_AUTH_TYPES,
  AUTH_TYPES,
  RESULT_TYPES,
  VISIBILITIES,
  WEB_SOCKET_API_TYPES,
  constantParameters,
  errorCodeSamples,
  openIdConnectConfig,
  requestConfig,
  requestParameters,
  resultDescriptions,
  serviceConfig,
  serviceParameters,
  serviceParametersMap,
  systemParameters,
} from '../../resources/api-definition.ts';
import { characters } from '../../resources/characters.ts';
import { jsonParameter, word } from '../../resources/json-parameter.ts';
import { apiName } from '../../resources/resource-name.ts';
import { flag, text } from '../../resources/values.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import type { CheckedOf } from '../operation.ts';
import * as examples from './definition-examples.ts';

/** @param kilobytes of UTF-8, at most (CLIMETA). */
function sample(kilobytes: number) {
  return v.pipe(
    v.string(),
    v.check(
      (content) => new TextEncoder().encode(content).length <= kilobytes * 1024,
      `must have at most ${kilobytes} KB.`,
    ),
  );
}

const signatureMethods = v.pipe(
  v.string(),
  v.check(
    (methods) => methods.split(',').every((method) => ['HmacSHA1', 'HmacSHA256'].includes(method.trim())),
    'must be HmacSHA256 or HmacSHA1,HmacSHA256.',
  ),
);

const description = v.pipe(
  v.string(),
  v.check((words) => characters(words) <= 180, 'An API description has at most 180 characters.'),
);

function json<const Schema extends v.GenericSchema>(schema: Schema, example: object) {
  return known(
    jsonParameter(schema, example),
    observed('TF, FUN2, SI, MAL', 'JSON; keys in any case, others are passed over'),
  );
}

/** What CreateApi and ModifyApi both take. */
export const definitionParameters = {
  /** 4 to 50 letters, digits, underscores or Chinese characters; the first is a letter or a Chinese character. Unique in the group. */
  ApiName: known(apiName),
  Visibility: known(word(...VISIBILITIES), documented('META24', 'in any case (FUN2)')),
  /** At most 180 characters. */
  Description: v.optional(known(description)),
  /** `APP` if left out (inferred). */
  AuthType: v.optional(
    known(word(...AUTH_TYPES), documented('META24', 'APP if left out is inferred')),
    'APP',
  ),
  /** JSON: RequestProtocol, RequestHttpMethod, RequestPath, RequestMode, BodyFormat, PostBodyDescription, BodyModel. */
  RequestConfig: json(requestConfig, examples.RequestConfig),
  /** JSON: ServiceProtocol, ServiceAddress, ServicePath, …; Mock, MockResult, MockStatusCode, MockHeaders. */
  ServiceConfig: json(serviceConfig, examples.ServiceConfig),
  /** JSON: a list of ApiParameterName, Location, ParameterType, Required, … */
  RequestParameters: v.optional(json(requestParameters, examples.RequestParameters)),
  /** JSON: a list of ServiceParameterName, Location, Type. */
  ServiceParameters: v.optional(json(serviceParameters, examples.ServiceParameters)),
  /** JSON: a list of ServiceParameterName, RequestParameterName. */
  ServiceParametersMap: v.optional(json(serviceParametersMap, examples.ServiceParametersMap)),
  /** JSON: a list of ServiceParameterName, ConstantValue, Location. */
  ConstantParameters: v.optional(json(constantParameters, examples.ConstantParameters)),
  /** JSON: a list of ParameterName, ServiceParameterName, Location. */
  SystemParameters: v.optional(json(systemParameters, examples.SystemParameters)),
  /** JSON: a list of Code, Message, Description, Model. */
  ErrorCodeSamples: v.optional(json(errorCodeSamples, examples.ErrorCodeSamples)),
  /** JSON: a list of Id, Pid, Name, Key, Type, … */
  ResultDescriptions: v.optional(json(resultDescriptions, examples.ResultDescriptions)),
  /** JSON: OpenIdApiType, IdTokenParamName, PublicKeyId, PublicKey. */
  OpenIdConnectConfig: v.optional(json(openIdConnectConfig, examples.OpenIdConnectConfig)),
  /** `JSON` if left out (inferred). */
  ResultType: v.optional(
    known(word(...RESULT_TYPES), observed('META24, FUN2, SI', 'JSON if left out is inferred')),
    'JSON',
  ),
  /** At most 32 KB. */
  ResultSample: v.optional(known(sample(32), documented('CLIMETA', 'to 32 KB')), ''),
  /** At most 16 KB. */
  FailResultSample: v.optional(known(sample(16), documented('CLIMETA', 'to 16 KB')), ''),
  /** The ModelRef of a model of the account. */
  ResultBodyModel: v.optional(known(text, documented('META24', 'a ModelRef'))),
  /** `HmacSHA256` if left out. */
  AllowSignatureMethod: v.optional(
    known(signatureMethods, documented('TSSDK', 'HmacSHA256 if left out')),
    'HmacSHA256',
  ),
  /** `COMMON` if left out. */
  WebSocketApiType: v.optional(
    known(word(...WEB_SOCKET_API_TYPES), observed('FUN2', 'COMMON if left out')),
    'COMMON',
  ),
  /** `DEFAULT` if left out. */
  AppCodeAuthType: v.optional(
    known(word(...APP_CODE_AUTH_TYPES), documented('TSSDK', 'DEFAULT if left out')),
    'DEFAULT',
  ),
  ForceNonceCheck: v.optional(known(flag, documented('TSSDK', 'false if left out')), false),
  DisableInternet: v.optional(known(flag, documented('TSSDK', 'false if left out')), false),
  /** Kept and given back: the emulator has no back ends. */
  BackendEnable: v.optional(known(flag, documented('META24', 'false if left out is inferred')), false),
  /** Kept and given back: the emulator has no back ends. */
  BackendId: v.optional(known(text, inferred('kept, and not looked up', 'META24'))),
};

/** A definition as its parameters give it. */
export type DefinitionInput = CheckedOf<typeof definitionParameters>;
