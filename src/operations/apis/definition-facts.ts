import { documented, inferred, observed } from '../evidence.ts';

/** The rules of a definition, in CreateApi and in ModifyApi. */
export const definitionFacts = [
  [
    'ApiName: 4 to 50 characters; letters, digits, underscores, Chinese characters; first a letter or a Chinese character',
    documented(),
  ],
  ['ApiName may contain a hyphen under `rules: "observed"`', observed('QT, TF#7676')],
  ['ApiName is unique in its group', documented()],
  [
    'RequestPath and RequestHttpMethod are unique together in a group',
    observed('META24, QT', 'META24 names the path only; QT has three methods on one path'),
  ],
  [
    'RequestPath starts with `/`, and holds `[name]` or `{name}`',
    observed('META24, QT, QT-ASSET', 'the slash is inferred'),
  ],
  ['Description: up to 180 characters', documented()],
  ['Keys of JSON in any case; others are passed over', observed('TF, FUN2, SI, MAL, SLS')],
  [
    'Numbers and booleans in JSON may be strings, and the other way round',
    observed('TF, SI', 'ServiceTimeout'),
  ],
  [
    'What is null or empty in JSON counts as left out',
    inferred('TSSDK’s sample of OpenIdConnectConfig has only null'),
  ],
  ['Values come back in upper case, and the Location of a service parameter in lower case', observed('FUN2')],
  ['Constant and system parameters may stand among RequestParameters, by ParameterCatalog', observed('TF')],
  [
    'Only the back end’s configuration that ServiceProtocol or ServiceVpcEnable names is kept',
    inferred('TF sends all of them'),
  ],
  ['MockResult: to 50 KB; MockStatusCode: one of a list', documented('MOCK-D', '505 to 599 inferred')],
  [
    'OpenIdConnectConfig: IDTOKEN needs PublicKeyId and PublicKey, BUSINESS needs IdTokenParamName',
    documented('TSSDK'),
  ],
  [
    'BodyModel, ResultBodyModel and Model are ModelRefs of the account’s models',
    documented('META24', 'that others are refused is inferred'),
  ],
  [
    'What is not JSON is refused with `InvalidFormat<Parameter>`, a wrong shape with `Invalid<Parameter>`',
    inferred('the codes follow ERR-EN’s templates'),
  ],
] as const;

export const definitionErrors = [
  'MissingApiName',
  'MissingVisibility',
  'MissingRequestConfig',
  'MissingServiceConfig',
  'InvalidApiName',
  'InvalidVisibility',
  'InvalidDescription',
  'InvalidAuthType',
  ...[
    'RequestConfig',
    'ServiceConfig',
    'RequestParameters',
    'ServiceParameters',
    'ServiceParametersMap',
    'ConstantParameters',
    'SystemParameters',
    'ErrorCodeSamples',
    'ResultDescriptions',
    'OpenIdConnectConfig',
  ].flatMap((name) => [`InvalidFormat${name}`, `Invalid${name}`] as const),
  'InvalidResultType',
  'InvalidResultSample',
  'InvalidFailResultSample',
  'InvalidAllowSignatureMethod',
  'InvalidWebSocketApiType',
  'InvalidAppCodeAuthType',
  'InvalidForceNonceCheck',
  'InvalidDisableInternet',
  'InvalidBackendEnable',
] as const;
