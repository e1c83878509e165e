import { CloudApiError } from '../cloud-api-error.ts';
import { endpointRegion, isCloudApiEndpoint } from './endpoint.ts';
import { unflatten } from './parameters.ts';
import type { Parameters } from './parameters.ts';

/** The format of an answer. */
export type Format = 'JSON' | 'XML';

/** The only version of this API. */
export const VERSION = '2016-07-14';

/** What every answer needs to know of its request, also one that cannot be read. */
export interface Envelope {
  /** The endpoint's host, for HostId. */
  readonly host: string;
  readonly format: Format;
}

/** A call, read from a request but not yet checked against an operation. */
export interface Call {
  /** Empty where the request names none. */
  readonly action: string;
  readonly parameters: Parameters;
  /** `undefined` where the endpoint names none. */
  readonly region: string | undefined;
  readonly via: 'request' | 'call';
  /** What is wrong with the request as such. */
  readonly error: CloudApiError | undefined;
  /** What a signature is about; `undefined` if no signature is to be checked. */
  readonly signed: SignedRequest | undefined;
  /** The access key of a caller who does not sign. */
  readonly accessKeyId: string | undefined;
}

/** A request as it came, for the check of its signature. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Empty if there is none, or none that can be read. */
  readonly body: Uint8Array;
}

/** How the caller is going to be identified. */
export interface ReadOptions {
  /** Whether the request's signature will be checked, so that its whole body counts. */
  readonly isSigned: boolean;
  readonly accessKeyId: string | undefined;
}

/**
 * Reads an RPC call: the action from `x-acs-action`, query or form; parameters from query and form, of which
 * the query's come first (inferred: no document gives a precedence).
 * Never rejects: what is wrong comes with the call, beside the envelope to answer it in.
 */
export async function readRequest(
  request: Request,
  { isSigned, accessKeyId }: ReadOptions,
): Promise<{ readonly envelope: Envelope; readonly call: Call }> {
  const url = new URL(request.url);
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const type = request.method === 'POST' ? header('content-type') : undefined;
  let body: Uint8Array | undefined;
  let form: URLSearchParams | undefined;
  let error: CloudApiError | undefined;
  try {
    // A body without a content type holds no parameters: the service worker gives every POST an empty one, and to read
    // it would cost a page more than all else.
    if (request.body !== null && (type !== undefined || isSigned)) body = await readBody(request);
    if (type !== undefined && body !== undefined) form = readForm(type, body);
  } catch (thrown) {
    // Where the body holds no parameters, only its signature can be wrong.
    if (type !== undefined) error = thrown as CloudApiError;
  }
  const parameters = unflatten(form === undefined ? url.searchParams : [...url.searchParams, ...form]);
  const text = (name: string): string | undefined => {
    const value = parameters[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const headerAction = header('x-acs-action');
  const isV1 =
    text('Signature') !== undefined || text('SignatureVersion') !== undefined || headerAction === undefined;
  const format = text('Format');
  // A host of one's own stands for a back end, which adds version and format and chooses the region's endpoint.
  const isMount = !isCloudApiEndpoint(url);
  const envelope: Envelope = {
    host: url.host,
    format: chooseFormat(format, header('accept'), isV1 && !isMount ? 'XML' : 'JSON'),
  };
  // Parameters are signed in V1, its headers are not; pop-core sends the action differently in the two.
  const action = text('Action') ?? headerAction;
  const version = text('Version') ?? header('x-acs-version') ?? (isMount ? VERSION : undefined);

  if (request.method !== 'GET' && request.method !== 'POST') {
    error = new CloudApiError('UnsupportedHTTPMethod', {
      detail: `The method is ${request.method}; it must be GET or POST.`,
    });
  } else if (url.pathname !== '/' && !isMount) {
    error = new CloudApiError('InvalidApi.NotFound', {
      detail: `The path is "${url.pathname}"; an RPC call goes to "/".`,
      grade: 'inferred',
    });
  } else if (format !== undefined && !/^(?:json|xml)$/i.test(format)) {
    error = new CloudApiError('InvalidParameter.Format', {
      detail: `Format is "${format}"; it must be JSON or XML.`,
    });
  } else if (error === undefined) {
    if (action === undefined) error = new CloudApiError('MissingAction');
    else if (version === undefined) error = new CloudApiError('MissingVersion');
    else if (version !== VERSION) {
      error = new CloudApiError('InvalidVersion', {
        detail: `Version is "${version}"; it must be ${VERSION}.`,
      });
    }
  }
  return {
    envelope,
    call: {
      action: action ?? '',
      parameters,
      region: endpointRegion(url.hostname) ?? (isMount ? text('RegionId') : undefined),
      error,
      via: 'request',
      signed: isSigned
        ? { method: request.method, url, headers: request.headers, body: body ?? new Uint8Array() }
        : undefined,
      accessKeyId,
    },
  };
}

/** By the parameter Format, else by the header Accept, else the scheme's own: XML for V1 (V2SIG), JSON for V3 (V3SIG). */
function chooseFormat(format: string | undefined, accept: string | undefined, schemeDefault: Format): Format {
  if (format !== undefined) {
    if (/^json$/i.test(format)) return 'JSON';
    if (/^xml$/i.test(format)) return 'XML';
  }
  const [, subtype] = /\b(?:application|text)\/(?:[\w.-]+\+)?(json|xml)\b/i.exec(accept ?? '') ?? [];
  if (subtype === undefined) return schemeDefault;
  return subtype.toLowerCase() === 'json' ? 'JSON' : 'XML';
}

/** @throws {CloudApiError} `InvalidBody` if it cannot be read */
async function readBody(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await Promise.race([request.arrayBuffer(), aborted(request.signal)]));
  } catch (cause) {
    throw new CloudApiError('InvalidBody', { detail: 'The body could not be read.', cause });
  }
}

/**
 * @returns `undefined` if the body is empty.
 * @throws {CloudApiError} `InvalidBody` if it is no form
 */
function readForm(type: string, body: Uint8Array): URLSearchParams | undefined {
  if (body.length === 0) return undefined;
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw new CloudApiError('InvalidBody', {
      detail: `The body is "${type}"; parameters go in the query or in an application/x-www-form-urlencoded body.`,
    });
  }
  return new URLSearchParams(decoder.decode(body));
}

const decoder = new TextDecoder();

/** Rejects when the request is aborted, because a body that never ends would keep it waiting. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
