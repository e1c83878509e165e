import { customAlphabet } from 'nanoid';
import * as v from 'valibot';
import { CloudApiError, isCloudApiEndpoint, isSubDomain } from '../src/index.ts';
import type { Emulator } from '../src/index.ts';

/** Which requests the handlers answer, besides those to the real endpoints and to the SubDomains of the emulator's groups. */
export interface HandlersOptions {
  /**
   * Where your own back end forwards calls to the API: a path on the page's origin, such as `/api/cloudapi`,
   * or a whole URL. In Node there is no page, so a path holds on every host but Alibaba Cloud's.
   */
  readonly endpoints?: readonly string[] | undefined;
  /**
   * The access key that the back end behind `endpoints` signs with, if the emulator was given `credentials`: the
   * browser does not sign what it sends there.
   */
  readonly accessKeyId?: string | undefined;
  /**
   * Also refuses every other call to `*.aliyuncs.com` and `*.alicloudapi.com` with a clear error, so that a test
   * never reaches the real cloud.
   */
  readonly guard?: boolean | undefined;
}

/** Which requests an emulator answers, and how. */
export interface Answers {
  concerns(request: Request): boolean;
  /** `undefined` for what the emulator turns out to have no answer for: msw passes it on. */
  answer(request: Request): Promise<Response | undefined>;
}

/** Alibaba Cloud's own APIs, and the APIs that API Gateway publishes. */
const ALIBABA_CLOUD = /\.(?:aliyuncs|alicloudapi)\.com\.?$/;

/**
 * @param onGuarded hears of each call that `guard` refused: it is in no journal.
 * @throws {TypeError} if an argument is not valid
 */
export function createAnswers(
  emulator: Emulator,
  options: HandlersOptions,
  onGuarded?: (error: CloudApiError) => void,
): Answers {
  checkArguments(emulator, options);
  const { endpoints = [], accessKeyId, guard = false } = options;
  const mounts = endpoints.map(readMount);
  return {
    concerns(request) {
      const url = new URL(request.url);
      return (
        isCloudApiEndpoint(url) ||
        isSubDomain(url) ||
        mounts.some((matches) => matches(url)) ||
        (guard && isAlibabaCloud(url))
      );
    },
    async answer(request) {
      const url = new URL(request.url);
      if (isCloudApiEndpoint(url)) return emulator.handle(request);
      if (mounts.some((matches) => matches(url))) return emulator.handle(request, { accessKeyId });
      const answered = isSubDomain(url) ? await emulator.answer(request) : undefined;
      if (answered !== undefined || !guard) return answered;
      const error = guarded(url);
      onGuarded?.(error);
      return toResponse(error);
    },
  };
}

function isAlibabaCloud(url: URL): boolean {
  return ALIBABA_CLOUD.test(url.hostname);
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
  const isWhole = /^https?:\/\//i.test(endpoint) && URL.canParse(endpoint);
  if ((!isPath && !isWhole) || /[*?#]/.test(endpoint)) {
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

/** With its length: without it, Node's kept-alive connections wait for more under msw 2. */
function toResponse({ body, status }: CloudApiError): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const headers = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
  return new Response(bytes, { status, headers });
}

function guarded(url: URL): CloudApiError {
  const { host } = url;
  const name = isSubDomain(url) ? `${host}, the SubDomain of no group that the emulator has,` : host;
  const error = new CloudApiError('Emulator.Guarded', { names: [name] });
  error.requestId = newRequestId();
  error.hostId = host;
  return error;
}

const digits = customAlphabet('0123456789ABCDEF', 32);

/** An upper-case UUID. */
function newRequestId(): string {
  return digits().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
