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
}

/**
 * Reads an RPC call: the action from `x-acs-action`, query or form; parameters from query and form, of which
 * the query's come first (inferred: no document gives a precedence).
 * Never rejects: what is wrong comes with the call, beside the envelope to answer it in.
 */
export async function readRequest(
  request: Request,
): Promise<{ readonly envelope: Envelope; readonly call: Call }> {
  const url = new URL(request.url);
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  let form: URLSearchParams | undefined;
  let error: CloudApiError | undefined;
  try {
    form = await readForm(request);
  } catch (thrown) {
    error = thrown as CloudApiError;
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
      detail: `${request.method} was used; GET and POST exist.`,
    });
  } else if (url.pathname !== '/' && !isMount) {
    error = new CloudApiError('InvalidApi.NotFound', {
      detail: `The path is "${url.pathname}"; an RPC call goes to "/".`,
      grade: 'inferred',
    });
  } else if (format !== undefined && !/^(?:json|xml)$/i.test(format)) {
    error = new CloudApiError('InvalidParameter.Format', {
      detail: `Format is "${format}"; JSON and XML exist.`,
    });
  } else if (error === undefined) {
    if (action === undefined) error = new CloudApiError('MissingAction');
    else if (version === undefined) error = new CloudApiError('MissingVersion');
    else if (version !== VERSION) {
      error = new CloudApiError('InvalidVersion', { detail: `Version is "${version}"; ${VERSION} exists.` });
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

/**
 * Reads a form body; `undefined` where there is none. A body without a content type is none: the service worker gives
 * every POST an empty one, and to read it would cost a page more than all else.
 */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get('content-type');
  if (request.method !== 'POST' || type === null || request.body === null) return undefined;
  let body: string;
  try {
    body = await Promise.race([request.text(), aborted(request.signal)]);
  } catch (cause) {
    throw new CloudApiError('InvalidBody', { detail: 'The body could not be read.', cause });
  }
  if (body === '') return undefined;
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw new CloudApiError('InvalidBody', {
      detail: `The body is "${type}"; parameters go in the query or in an application/x-www-form-urlencoded body.`,
    });
  }
  return new URLSearchParams(body);
}

/** Rejects when a request is given up, because a body that never ends would keep it waiting. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
