import { CloudApiError } from '../cloud-api-error.ts';
import { withPatience } from '../within.ts';
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
  /** Empty if the request names none. */
  readonly action: string;
  readonly parameters: Parameters;
  /** `undefined` if the endpoint names none. */
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
  const { method, headers } = request;
  const { body, form, error: bodyError } = await readContent(request, isSigned);
  const parameters = unflatten(form === undefined ? url.searchParams : [...url.searchParams, ...form]);
  const text = (name: string): string | undefined => {
    const value = parameters[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const headerAction = headers.get('x-acs-action') ?? undefined;
  const isSignedV1 = text('Signature') !== undefined || text('SignatureVersion') !== undefined;
  const isV1 = isSignedV1 || headerAction === undefined;
  const format = text('Format');
  // A host of one's own stands for a back end, which adds version and format and chooses the region's endpoint.
  const isMount = !isCloudApiEndpoint(url);
  const schemeDefault = isV1 && !isMount ? 'XML' : 'JSON';
  // In V1 only the parameter Format chooses (V2SIG).
  const accept = isSignedV1 && !isMount ? null : headers.get('accept');
  // Parameters are signed in V1, its headers are not; pop-core sends the action differently in the two.
  const action = text('Action') ?? headerAction;
  const version = text('Version') ?? headers.get('x-acs-version') ?? (isMount ? VERSION : undefined);
  return {
    envelope: { host: url.host, format: chooseFormat(format, accept, schemeDefault) },
    call: {
      action: action ?? '',
      parameters,
      region: endpointRegion(url.hostname) ?? (isMount ? text('RegionId') : undefined),
      error:
        requestError(method, isMount ? '/' : url.pathname, format) ??
        bodyError ??
        versionError(action, version),
      via: 'request',
      signed: isSigned ? { method, url, headers, body: body ?? new Uint8Array() } : undefined,
      accessKeyId,
    },
  };
}

/** What a request has beside its head. */
interface Content {
  readonly body?: Uint8Array | undefined;
  readonly form?: URLSearchParams | undefined;
  readonly error?: CloudApiError | undefined;
}

/**
 * A body without a content type holds no parameters: the service worker gives every POST an empty one, and to read it
 * would cost a page more than all else. Only a signature is about it.
 */
async function readContent(request: Request, isSigned: boolean): Promise<Content> {
  const type = request.method === 'POST' ? request.headers.get('content-type') : null;
  if (request.body === null || (type === null && !isSigned)) return {};
  const body = await readBody(request);
  if (type === null) return { body };
  if (body === undefined) return { error: invalidBody('The body could not be read within 10 seconds.') };
  if (body.length === 0) return { body };
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type))
    return { body, form: new URLSearchParams(decoder.decode(body)) };
  return {
    body,
    error: invalidBody(
      `The body is "${type}"; parameters go in the query or in an application/x-www-form-urlencoded body.`,
    ),
  };
}

const decoder = new TextDecoder();

function invalidBody(detail: string): CloudApiError {
  return new CloudApiError('InvalidBody', { detail });
}

/** What is wrong with a request before anyone looks at its action. */
function requestError(method: string, path: string, format: string | undefined): CloudApiError | undefined {
  if (method !== 'GET' && method !== 'POST') {
    return new CloudApiError('UnsupportedHTTPMethod', {
      detail: `The method is ${method}; it must be GET or POST.`,
    });
  }
  if (path !== '/') {
    return new CloudApiError('InvalidApi.NotFound', {
      detail: `The path is "${path}"; an RPC call goes to "/".`,
      grade: 'inferred',
    });
  }
  if (format === undefined || /^(?:json|xml)$/i.test(format)) return undefined;
  return new CloudApiError('InvalidParameter.Format', {
    detail: `Format is "${format}"; it must be JSON or XML.`,
  });
}

function versionError(action: string | undefined, version: string | undefined): CloudApiError | undefined {
  if (action === undefined) return new CloudApiError('MissingAction');
  if (version === undefined) return new CloudApiError('MissingVersion');
  if (version === VERSION) return undefined;
  return new CloudApiError('InvalidVersion', { detail: `Version is "${version}"; it must be ${VERSION}.` });
}

/**
 * By the parameter Format, else by the header Accept (inferred), else the scheme's own: XML for V1 (V2SIG), JSON for V3
 * (V3SIG).
 */
function chooseFormat(format: string | undefined, accept: string | null, schemeDefault: Format): Format {
  if (format !== undefined) {
    if (/^json$/i.test(format)) return 'JSON';
    if (/^xml$/i.test(format)) return 'XML';
  }
  const [, subtype] = /\b(?:application|text)\/(?:[\w.-]+\+)?(json|xml)\b/i.exec(accept ?? '') ?? [];
  if (subtype === undefined) return schemeDefault;
  return subtype.toLowerCase() === 'json' ? 'JSON' : 'XML';
}

/** @returns `undefined` if it cannot be read. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const read = (): Promise<ArrayBuffer> => Promise.race([request.arrayBuffer(), aborted(request.signal)]);
  try {
    return new Uint8Array(await withPatience(read, () => new Error('It did not end.')));
  } catch {
    return undefined;
  }
}

/** Rejects when the request is aborted: nobody waits for its body any more. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(new Error('The request was aborted.', { cause: signal.reason }));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
