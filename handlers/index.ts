import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';
import * as v from 'valibot';
import { CloudApiError, isCloudApiEndpoint, isSubDomain } from '../src/index.ts';
import type { Emulator } from '../src/index.ts';

/** Which requests the handlers answer, besides those to the real endpoints. */
export interface HandlersOptions {
  /**
   * Where your own back end forwards calls to the API: a path on the page's origin, such as `/api/cloudapi`,
   * or a whole URL. In Node, where there is no page, a path holds on every host but Alibaba Cloud's.
   */
  readonly endpoints?: readonly string[] | undefined;
  /**
   * The access key that the back end behind `endpoints` signs with, if the emulator was given `credentials`: a page
   * does not sign what it sends there.
   */
  readonly accessKeyId?: string | undefined;
  /** Also refuses every other `*.aliyuncs.com` and `*.alicloudapi.com` call with a clear error, so that a test never reaches the real cloud. */
  readonly guard?: boolean | undefined;
}

/**
 * Makes msw handlers that let an emulator answer. Fresh ones on every call, because msw changes its handlers.
 * They touch requests to API Gateway's control plane, to the SubDomains of groups that the emulator has, to the endpoints
 * named, and nothing else.
 * @throws {TypeError} if an endpoint is neither a path nor a URL
 *
 * @example
 * setupServer(...handlers(createEmulator()))
 */
export function handlers(emulator: Emulator, options: HandlersOptions = {}): HttpHandler[] {
  checkArguments(emulator, options);
  const { endpoints = [], accessKeyId } = options;
  const mounts = endpoints.map(readMount);
  const served = http.all(
    ({ request }) => {
      const url = new URL(request.url);
      if (isSubDomain(url)) return emulator.serves(url).catch(reportBelow);
      return isCloudApiEndpoint(url) || mounts.some((matches) => matches(url));
    },
    ({ request }) =>
      emulator.handle(request, isCloudApiEndpoint(new URL(request.url)) ? {} : { accessKeyId }),
  );
  if (options.guard !== true) return [served];
  const guarded = http.all(
    ({ request }) => isAlibabaCloud(new URL(request.url)),
    ({ request }) => guardAnswer(new URL(request.url).host),
  );
  return [served, guarded];
}

/** A state that cannot be read is no reason to let a request through: the answer says what is wrong. */
const reportBelow = (): boolean => true;

function isAlibabaCloud(url: URL): boolean {
  return /\.(?:aliyuncs|alicloudapi)\.com\.?$/.test(url.hostname);
}

/** A path without slashes at its end. Not by a regular expression, which takes long for many of them. */
function trim(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

const ENDPOINTS = "endpoints must be a list of paths or URLs, such as ['/api/cloudapi'].";

const optionsSchema = v.strictObject(
  {
    endpoints: v.optional(v.array(v.string(ENDPOINTS), ENDPOINTS)),
    accessKeyId: v.optional(v.string('accessKeyId must be a string.')),
    guard: v.optional(v.boolean('guard must be true or false.')),
  } satisfies Record<keyof HandlersOptions, v.GenericSchema>,
  ({ expected, path }) =>
    expected === 'never'
      ? `unknown option "${String(path?.[0].key)}". Valid options: endpoints, accessKeyId, guard.`
      : 'the options must be an object with endpoints, accessKeyId, guard.',
);

/** @throws {TypeError} that names the mistake, for those who write no TypeScript */
function checkArguments(emulator: Emulator, options: HandlersOptions): void {
  if (typeof emulator?.handle !== 'function') {
    throw new TypeError('handlers: the first argument must be an emulator: handlers(createEmulator()).');
  }
  const { issues } = v.safeParse(optionsSchema, options);
  if (issues !== undefined) throw new TypeError(`handlers: ${issues[0].message}`);
}

/** Makes the test of one endpoint: the same path, with or without a slash at its end. */
function readMount(endpoint: string): (url: URL) => boolean {
  const isPath = /^\/(?!\/)/.test(endpoint);
  if ((!isPath && !/^https?:\/\//.test(endpoint)) || /[*?#]/.test(endpoint)) {
    const meant = /[:.]/.test(endpoint) ? `http://${endpoint}` : `/${endpoint}`;
    throw new TypeError(
      `handlers: the endpoint "${endpoint}" must be a path or a whole URL, such as "${meant}", without query, hash or wildcards.`,
    );
  }
  const origin = isPath ? globalThis.location?.origin : new URL(endpoint).origin;
  // As a URL has it: with characters beyond ASCII encoded.
  const path = trim(new URL(endpoint, 'http://localhost').pathname);
  return (url) =>
    trim(url.pathname) === path && (origin === undefined ? !isAlibabaCloud(url) : url.origin === origin);
}

function guardAnswer(host: string): Response {
  const error = new CloudApiError('Emulator.Guarded', { names: [host] });
  error.requestId = crypto.randomUUID().toUpperCase();
  error.hostId = host;
  return HttpResponse.json(error.body, { status: error.status });
}
