/**
 * The error catalogue: what the service says when it refuses, with the evidence for each row.
 * Sources are the keys of docs/evidence.md.
 */

/**
 * How well a fact about the service is known.
 * `documented`: in Alibaba Cloud's own documents. `observed`: seen in recorded answers or in clients
 * that work against the service. `inferred`: concluded, because nothing public says it.
 * `emulator`: the emulator's own word, which the service never says.
 */
export type Grade = 'documented' | 'observed' | 'inferred' | 'emulator';

/** One row of the catalogue. `%s` stands for a parameter's or a resource's name. */
export interface ErrorRow {
  readonly message: string;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly grade: Grade;
  readonly source: string;
}

/** Rows whose code is known whole; the key is the code. */
export const catalogue = {
  // The control plane's table (ERR-EN) and its instances for groups and models.
  ServiceUnavailable: {
    message: 'The request has failed due to a temporary failure of the server.',
    status: 503,
    grade: 'documented',
    source: 'ERR-EN',
  },
  InternalError: {
    message: 'The request processing has failed due to some unknown error, exception or failure.',
    status: 500,
    grade: 'documented',
    source: 'ERR-EN',
  },
  RepeatedApiGroup: {
    message: 'The specified ApiGroup is repeated.',
    status: 400,
    grade: 'observed',
    source: 'SI',
  },
  RepeatedApiName: {
    message: 'The specified ApiName is repeated.',
    status: 400,
    grade: 'observed',
    source: 'SI',
  },
  RepeatedRequestPath: {
    message: 'The specified RequestPath is repeated.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template; META24',
  },
  RepeatedModelName: {
    message: 'The specified ModelName is repeated.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template; SI',
  },
  RepeatedCommit: {
    message: 'Resubmit request.',
    status: 400,
    grade: 'documented',
    source: 'ERR-EN; TF',
  },
  NotFoundApiGroup: {
    message: 'Cannot find resource according to your specified ApiGroup.',
    status: 400,
    grade: 'observed',
    source: 'TF, SI',
  },
  NotFoundApi: {
    message: 'Cannot find resource according to your specified Api.',
    status: 400,
    grade: 'observed',
    source: 'TF, SI, MON',
  },
  NotFoundStage: {
    message: 'Cannot find resource according to your specified Stage.',
    status: 400,
    grade: 'observed',
    source: 'TF',
  },
  NotFoundModel: {
    message: 'Cannot find resource according to your specified Model.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  NotFoundResourceId: {
    message: 'Cannot find resource according to your specified ResourceId.',
    status: 400,
    grade: 'observed',
    source: 'TF',
  },
  NotFoundInstance: {
    message: 'Cannot find resource according to your specified Instance.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  ExceedLimitApiGroup: {
    message: 'The specified ApiGroup count exceeds the limit.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  ExceedLimitApi: {
    message: 'The specified Api count exceeds the limit.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template; LIM26',
  },
  ExceedLimitModel: {
    message: 'The specified Model count exceeds the limit.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  ExceedLimitTag: {
    message: 'The specified Tag count exceeds the limit.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template; ROS',
  },
  DependencyViolationApiGroup: {
    message: 'The specified ApiGroup has Api definitions.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  DependencyViolationApi: {
    message: 'The specified Api has Stage definitions.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template; META24',
  },
  NoPermission: {
    message: 'User is not authorized to operate on the specified resource.',
    status: 403,
    grade: 'observed',
    source: 'ERR-EN; QT',
  },
  ForbiddenApiGroup: {
    message: 'Not allowed to operate on the specified ApiGroup.',
    status: 403,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  UserNotFound: {
    message: 'The specified user can not be found.',
    status: 404,
    grade: 'documented',
    source: 'ERR-EN',
  },
  ConcurrencyLockTimeout: {
    message: 'The request processing has failed due to some unknown error, exception or failure.',
    status: 400,
    grade: 'inferred',
    source: 'TF',
  },
  'InvalidParameter.TagKey': {
    message: 'The specified parameter TagKey value is not valid.',
    status: 400,
    grade: 'inferred',
    source: 'META24',
  },
  'Duplicate.TagKey': {
    message: 'The specified parameter TagKey value is duplicate.',
    status: 400,
    grade: 'inferred',
    source: 'another product',
  },

  // The gateway in front of it (ERR-278265).
  'InvalidProduct.NotFound': {
    message: 'Cannot find product according to your specified domain.',
    status: 404,
    grade: 'documented',
    source: 'ERR-OLD',
  },
  'InvalidApi.NotFound': {
    message: 'Specified api is not found, please check your url and method.',
    status: 404,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'InvalidProtocol.NeedSsl': {
    message: 'Your request is denied as lack of ssl protect.',
    status: 400,
    grade: 'documented',
    source: 'ERR-OLD',
  },
  'InvalidAccessKeyId.NotFound': {
    message: 'Specified access key is not found.',
    status: 404,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'InvalidAccessKeyId.Inactive': {
    message: 'Specified access key is disabled.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'InvalidTimeStamp.Format': {
    message: 'Specified time stamp or date value is not well formatted.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'InvalidTimeStamp.Expired': {
    message: 'Specified time stamp or date value is expired.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  SignatureNonceUsed: {
    message: 'Specified signature nonce was used already.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  InvalidSignatureMethod: {
    message: 'Specified signature method is not valid.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  SignatureDoesNotMatch: {
    message: 'Specified signature is not matched with our calculation.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  UnsupportedHTTPMethod: {
    message: 'Specified signature is not matched with our calculation.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'InvalidParameter.Format': {
    message: 'Specified parameter format is not valid.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  InvalidVersion: {
    message: 'Specified parameter Version is not valid.',
    status: 400,
    grade: 'observed',
    source: 'aliyun-openapi-java-sdk#23',
  },
  'Throttling.User': {
    message: 'Request was denied due to user flow control.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  'Throttling.Api': {
    message: 'Request was denied due to api flow control.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-278265',
  },
  InvalidSignatureVersion: {
    message: 'Specified parameter SignatureVersion is not valid.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-278265 template',
  },
  InvalidSecurityToken: {
    message: 'Specified parameter SecurityToken is not valid.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-278265 template',
  },
  InvalidBody: {
    message: 'Specified parameter Body is not valid.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-278265 template',
  },

  // The gateway itself, in front of the APIs (ERR-VPC): X-Ca-Error-Code and X-Ca-Error-Message.
  I400HD: {
    message: 'Invalid Header `%s` %s',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I400MH: {
    message: 'Header `%s` is Required',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I400BD: {
    message: 'Invalid Body: %s',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I400PA: {
    message: 'Invalid Request Path `%s`',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I400MP: {
    message: 'Parameter `%s` is required',
    status: 400,
    grade: 'inferred',
    source: 'GWCODES; after I400MH',
  },
  I400IP: {
    message: 'Invalid parameter `%s` %s',
    status: 400,
    grade: 'inferred',
    source: 'GWCODES; after I400HD',
  },
  I400CT: {
    message: 'Invalid Content-Type: `%s`',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I400SG: {
    message: 'Invalid Stage',
    status: 400,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I403PT: {
    message: 'Invalid protocol %s unsupported',
    status: 403,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I403AA: {
    message: 'Unauthorized',
    status: 403,
    grade: 'inferred',
    source: 'GWCODES; the text is that of the classic table',
  },
  I404DO: {
    message: 'Invalid Domain `%s`',
    status: 404,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I404NF: {
    message: 'API not found with `%s`',
    status: 404,
    grade: 'documented',
    source: 'ERR-VPC; PDS SDK',
  },
  I405UM: {
    message: 'Unsupported Method `%s`',
    status: 405,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I413RL: {
    message: 'Request body too Large',
    status: 413,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  I413UL: {
    message: 'Request URL too Large',
    status: 413,
    grade: 'documented',
    source: 'ERR-VPC',
  },
  A400MA: {
    message: 'Need authorization, `X-Ca-Key` or `Authorization: APPCODE ...` is required',
    status: 400,
    grade: 'inferred',
    source: 'GWCODES',
  },
  T429ID: {
    message: 'Throttled by INNER DOMAIN Flow Control',
    status: 429,
    grade: 'inferred',
    source: 'GWCODES; ASM',
  },
  D504TO: {
    message: 'Backend service request timeout',
    status: 504,
    grade: 'observed',
    source: 'GWCODES; QT',
  },
  D504CO: {
    message: 'Backend service connect failed `%s`',
    status: 504,
    grade: 'inferred',
    source: 'GWCODES',
  },
  X500ER: {
    message: 'Internal Error',
    status: 500,
    grade: 'inferred',
    source: 'GWCODES',
  },

  // What only the emulator says.
  'Emulator.NoBackend': {
    message:
      'cloudapi-emulator has no answer for the API %s, which is not a mock. Set Mock to TRUE and a MockResult in its ServiceConfig, or give createEmulator the option backend.',
    status: 501,
    grade: 'emulator',
    source: 'docs/limits.md',
  },
  'Emulator.NotServed': {
    message: 'cloudapi-emulator does not serve the action %s of CloudAPI 2016-07-14 yet. Served: %s.',
    status: 501,
    grade: 'emulator',
    source: 'docs/limits.md',
  },
  'Emulator.Injected': {
    message: 'A fault of your own.',
    status: 500,
    grade: 'emulator',
    source: 'docs/limits.md',
  },
  'Emulator.Guarded': {
    message:
      'cloudapi-emulator blocked a call to %s because guard is true. Remove guard, or register a handler for that host first.',
    status: 501,
    grade: 'emulator',
    source: 'docs/limits.md',
  },
} as const;

/** Rows that hold for any parameter; the code is the key followed by the parameter's name. */
const templates: Readonly<Record<string, ErrorRow>> = {
  Missing: {
    message: '%s is mandatory for this action.',
    status: 400,
    grade: 'documented',
    source: 'ERR-278265',
  },
  InvalidFormat: {
    message: 'The specified parameter %s value is not well formatted.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
  Invalid: {
    message: 'The specified parameter %s value is not valid.',
    status: 400,
    grade: 'inferred',
    source: 'ERR-EN template',
  },
};

/** A code whose row is known whole. */
export type CatalogueCode = keyof typeof catalogue;

/**
 * A code of the catalogue, or a template with a parameter's name, such as `InvalidGroupName`. Without `& {}` the templates
 * would swallow the codes that begin like them, and an editor could not complete those.
 */
export type ErrorCode = CatalogueCode | (`Missing${string}` & {}) | (`Invalid${string}` & {});

type Catalogue = typeof catalogue;

/** A code whose row is only inferred; those of the template `Invalid<Parameter>` all are. */
export type InferredErrorCode =
  | { [Code in keyof Catalogue]: Catalogue[Code]['grade'] extends 'inferred' ? Code : never }[keyof Catalogue]
  | `Invalid${string}`;

/**
 * Finds the row of a code, with the parameter's name put into a template's message.
 * @returns `undefined` if the catalogue has no such code.
 */
export function findErrorRow(code: string): ErrorRow | undefined {
  // It has just been found there.
  if (Object.hasOwn(catalogue, code)) return catalogue[code as keyof typeof catalogue];
  const name = Object.keys(templates).find(
    (prefix) => /^[A-Z]\w*$/.test(code.slice(prefix.length)) && code.startsWith(prefix),
  );
  const template = name === undefined ? undefined : templates[name];
  if (name === undefined || template === undefined) return undefined;
  return { ...template, message: template.message.replace('%s', code.slice(name.length)) };
}
