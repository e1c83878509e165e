import * as v from 'valibot';
import { createApi } from '../operations/apis/create-api.ts';
import { deployApi } from '../operations/apis/deploy-api.ts';
import type { Context } from '../operations/operation.ts';
import { parseParameters } from '../operations/parse-parameters.ts';
import type { CallInput, CallOutput } from '../operations/table.ts';
import { parameterName } from '../resources/request-path.ts';
import { resourceId } from '../resources/resource-id.ts';
import type { StageName } from '../resources/stage.ts';
import { isObject, shape } from '../validate.ts';
import type { FixtureTags } from './fixture-tags.ts';
import { tagList } from './fixture-tags.ts';
import { unchecked } from './unchecked.ts';
import { withId } from './with-id.ts';

/** Parameters of CreateApi that hold JSON; a fixture may give the object or the list itself. */
type JsonParameter =
  | 'RequestConfig'
  | 'ServiceConfig'
  | 'RequestParameters'
  | 'ServiceParameters'
  | 'ServiceParametersMap'
  | 'ConstantParameters'
  | 'SystemParameters'
  | 'ErrorCodeSamples'
  | 'ResultDescriptions'
  | 'OpenIdConnectConfig';

/** What a mock answers. */
export interface FixtureMock {
  /** A string, or a value that is sent as JSON, with its content type unless Headers has one. */
  readonly Body?: unknown;
  /** 200 if left out. */
  readonly Status?: number | undefined;
  readonly Headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * An API of a fixture: CreateApi's parameters without GroupId, and a short form of what most mocks need.
 *
 * @example
 * { ApiName: 'Forecast', Path: '/forecast/[city]', Mock: { Body: { sun: true } }, Stage: 'RELEASE' }
 */
export interface FixtureApi
  extends
    Partial<Omit<CallInput<'CreateApi'>, 'GroupId' | 'ApiName' | 'Tag' | JsonParameter>>,
    Partial<Readonly<Record<JsonParameter, string | object>>> {
  readonly ApiName: string;
  /** `GET` if left out. Not beside RequestConfig. */
  readonly Method?: string | undefined;
  /** Its `[name]` and `{name}` are declared as parameters, unless RequestParameters is given. Not beside RequestConfig. */
  readonly Path?: string | undefined;
  /** Not beside ServiceConfig. */
  readonly Mock?: FixtureMock | undefined;
  /** Where it is deployed; nowhere if left out. */
  readonly Stage?: StageName | readonly StageName[] | undefined;
  readonly Tag?: FixtureTags | undefined;
  /** 32 lower-case hex digits; made up if left out. */
  readonly ApiId?: string | undefined;
}

/** What a fixture's API became. */
export type SeededApi = Omit<CallOutput<'CreateApi'>, 'RequestId'>;

const { GroupId: _, ...parameters } = createApi.parameters;

const mockBody = v.pipe(
  v.unknown(),
  v.check((body) => !['function', 'symbol'].includes(typeof body), 'must be a string, or a value for JSON.'),
);

/** Of a list or of a Headers, no entry would be seen. */
const mockHeaders = v.custom<Readonly<Record<string, string>>>(
  (headers) =>
    isObject(headers) &&
    !(Symbol.iterator in headers) &&
    Object.values(headers).every((value) => typeof value === 'string'),
  "must be an object of strings: { 'X-Name': 'value' }.",
);

export const fixtureApiSchema = v.pipe(
  shape({
    ...unchecked(parameters),
    Method: v.optional(v.unknown()),
    Path: v.optional(v.unknown()),
    Mock: v.optional(
      shape({
        Body: v.optional(mockBody),
        Status: v.optional(v.unknown()),
        Headers: v.optional(mockHeaders),
      }),
    ),
    Stage: v.optional(v.unknown()),
    ApiId: v.optional(resourceId),
  }),
  v.check(
    ({ RequestConfig, Method, Path }) =>
      RequestConfig === undefined || (Method === undefined && Path === undefined),
    'must have either RequestConfig, or Method and Path.',
  ),
  v.check(
    ({ ServiceConfig, Mock }) => ServiceConfig === undefined || Mock === undefined,
    'must have either ServiceConfig or Mock.',
  ),
);

/**
 * Makes an API of a group, and deploys it.
 * @throws {CloudApiError} what CreateApi or DeployApi refuses with
 */
export function seedApi(
  api: v.InferOutput<typeof fixtureApiSchema>,
  GroupId: string,
  context: Context,
): SeededApi {
  const { ApiId, Stage = [] } = api;
  const answer = createApi.execute(
    parseParameters(createApi.parameters, { ...written(api), GroupId, Tag: tagList(api.Tag) }),
    withId(ApiId, context),
  );
  for (const StageName of Array.isArray(Stage) ? Stage : [Stage]) {
    const deployment = { ...answer, GroupId, StageName, Description: 'fixture' };
    deployApi.execute(parseParameters(deployApi.parameters, deployment), context);
  }
  return answer;
}

/** An API in CreateApi's own words. Anyone may call it, unless the fixture says otherwise. */
function written(api: v.InferOutput<typeof fixtureApiSchema>): Readonly<Record<string, unknown>> {
  const { Method = 'GET', Path, Mock, Stage: _stage, ApiId: _id, ...given } = api;
  const segments = typeof Path === 'string' ? Path.split('/') : [];
  const names = segments.map(parameterName).filter((name) => name !== undefined);
  const all: Readonly<Record<string, unknown>> = {
    Visibility: 'PRIVATE',
    AuthType: 'ANONYMOUS',
    ...(Path === undefined
      ? {}
      : {
          RequestConfig: { RequestProtocol: 'HTTP,HTTPS', RequestHttpMethod: Method, RequestPath: Path },
          RequestParameters: names.map((ApiParameterName) => ({
            ApiParameterName,
            Location: 'PATH',
            ParameterType: 'STRING',
            Required: 'REQUIRED',
          })),
        }),
    ...(Mock === undefined ? {} : { ServiceConfig: serviceConfigOf(Mock) }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      name,
      name !== 'Tag' && typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}

function serviceConfigOf({
  Body = '',
  Status = 200,
  Headers = {},
}: {
  Body?: unknown;
  Status?: unknown;
  Headers?: Readonly<Record<string, string>> | undefined;
}) {
  const headers = Object.entries(Headers);
  const isJson = typeof Body !== 'string' && !headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    ServiceProtocol: 'HTTP',
    Mock: 'TRUE',
    MockResult: typeof Body === 'string' ? Body : JSON.stringify(Body),
    MockStatusCode: Status,
    MockHeaders: [...headers, ...(isJson ? [['Content-Type', 'application/json; charset=UTF-8']] : [])].map(
      ([HeaderName, HeaderValue]) => ({ HeaderName, HeaderValue }),
    ),
  };
}
