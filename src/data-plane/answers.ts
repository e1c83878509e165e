import type { CloudApiError } from '../cloud-api-error.ts';
import type { InstanceType } from '../resources/instance.ts';
import type { ServiceConfig } from '../resources/api-definition.ts';
import type { Target, Visit } from './visit.ts';

/** On every answer, so that a page of another origin can read it. Observed on refusals: ASM, NJ31. */
const CORS = {
  'access-control-allow-headers':
    'X-Requested-With,X-Sequence,X-Ca-Key,X-Ca-Secret,X-Ca-Version,X-Ca-Timestamp,X-Ca-Nonce,X-Ca-API-Key,X-Ca-Stage,X-Ca-Client-DeviceId,X-Ca-Client-AppId,X-Ca-Signature,X-Ca-Signature-Headers,X-Ca-Signature-Method,X-Forwarded-For,X-Ca-Date,X-Ca-Request-Mode,Authorization,Content-Type,Accept,Accept-Ranges,Cache-Control,Range,Content-MD5',
  'access-control-allow-methods': 'GET,POST,PUT,DELETE,HEAD,OPTIONS,PATCH',
  'access-control-allow-origin': '*',
  'access-control-max-age': '172800',
} as const;

/** What an instance of the classic kind says instead, without a code: documented in its own table. */
const CLASSIC: Readonly<Record<string, readonly [message: string, status: number]>> = {
  I400SG: ['Invalid Url', 400],
  I404NF: ['Invalid Url', 400],
  I403PT: ['API unsupport the channel: %s', 400],
  A400MA: ['Unauthorized', 403],
  I403AA: ['Unauthorized', 403],
  T429ID: ['Throttled by DOMAIN Flow Control', 403],
};

/** Statuses whose answers have no body. */
const BODILESS = new Set([101, 103, 204, 205, 304]);

type Stamped = Pick<Visit, 'requestId' | 'time' | 'method'>;

/**
 * Writes an answer.
 * @param headers replace the gateway's own.
 */
export function writeAnswer(
  { requestId, time, method }: Stamped,
  status: number,
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  headers: Iterable<readonly [string, string]> = [],
): Response {
  const all = new Headers(CORS);
  if (!Number.isNaN(time)) all.set('date', new Date(time).toUTCString());
  for (const [name, value] of headers) setHeader(all, name, value);
  const isBodiless = BODILESS.has(status);
  // Without its length, which is zero, clients wait for what a 205 never has.
  if (status === 205) all.set('content-length', '0');
  else if (body instanceof Uint8Array && !isBodiless) all.set('content-length', String(body.length));
  all.set('x-ca-request-id', requestId);
  return new Response(isBodiless || method === 'HEAD' ? null : body, { status, headers: all });
}

/** Answers a browser's preflight, for a path that has no API for OPTIONS or ANY. That ANY takes OPTIONS is inferred. */
export function writeApiPreflight(visit: Stamped): Response {
  return writeAnswer(visit, 200, new Uint8Array());
}

const encoder = new TextEncoder();

/** Of a reason in a header, which may quote a whole address: Node's clients break off at 16 KB of headers. */
const MAX_MESSAGE = 8 * 1024;

/** Writes a refusal: its reason is in the headers, and the body is empty, but for what only the emulator says. */
export function writeRefusal(
  error: CloudApiError,
  visit: Stamped & Pick<Visit, 'url'>,
  kind: InstanceType | undefined,
): Response {
  const classic = kind === 'CLASSIC_SHARED' ? CLASSIC[error.code] : undefined;
  const status = classic?.[1] ?? error.status;
  const message = classic?.[0].replace('%s', protocolOf(visit.url));
  return writeAnswer(visit, status, encoder.encode(error.grade === 'emulator' ? error.message : ''), [
    ['content-type', 'text/plain;charset=UTF-8'],
    ['x-ca-error-message', headerValue(message ?? error.message).slice(0, MAX_MESSAGE)],
    ...(kind === 'CLASSIC_SHARED' && error.grade !== 'emulator'
      ? []
      : ([['x-ca-error-code', error.code]] as const)),
  ]);
}

/** `HTTP` or `HTTPS`. */
export function protocolOf(url: URL): string {
  return url.protocol.slice(0, -1).toUpperCase();
}

/** What MockResult is taken to be; a header of the mock's own goes before it. Inferred. */
const TYPES: Readonly<Record<string, string>> = {
  JSON: 'application/json; charset=UTF-8',
  PASSTHROUGH: 'application/json; charset=UTF-8',
  XML: 'application/xml; charset=UTF-8',
  HTML: 'text/html; charset=UTF-8',
  TEXT: 'text/plain; charset=UTF-8',
  BINARY: 'application/octet-stream',
};

export function isMock({ Mock, ServiceProtocol }: ServiceConfig): boolean {
  return Mock === 'TRUE' || ServiceProtocol === 'MOCK';
}

/** Answers as the API's mock says. */
export function writeMock(visit: Visit, { definition }: Target): Response {
  const { serviceConfig, resultType } = definition;
  return writeAnswer(visit, serviceConfig.MockStatusCode ?? 200, encoder.encode(serviceConfig.MockResult), [
    ['content-type', TYPES[resultType] ?? 'text/plain; charset=UTF-8'],
    ...serviceConfig.MockHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName, HeaderValue] as const),
  ]);
}

/** Set by whatever carries the answer. */
const OF_THE_CONNECTION = /^(?:connection|keep-alive|transfer-encoding|content-encoding|content-length)$/i;

/** Sets a header; a name that no header has is left out. */
function setHeader(headers: Headers, name: string, value: string): void {
  if (OF_THE_CONNECTION.test(name)) return;
  try {
    // The only one that may come several times: several values of another can be one, with commas.
    if (name.toLowerCase() === 'set-cookie') headers.append(name, headerValue(value));
    else headers.set(name, headerValue(value));
  } catch {
    // A mock may have any text for a name.
  }
}

/** A text as a header can have it: characters beyond are encoded. */
export function headerValue(text: string): string {
  // oxlint-disable-next-line no-control-regex -- What a header cannot have begins with them.
  return text.replace(/[^\u0020-\u007e\u00a0-\u00ff]+/g, encodeOddly);
}

function encodeOddly(text: string): string {
  // Half a surrogate pair becomes U+FFFD, as in a URL.
  return encodeURIComponent(new TextDecoder().decode(encoder.encode(text)));
}
