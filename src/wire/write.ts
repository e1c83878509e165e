import { CloudApiError } from '../cloud-api-error.ts';
import type { Envelope } from './read.ts';
import { toXml } from './xml.ts';

/** An answer's elements, without RequestId. */
export type Answer = Readonly<Record<string, unknown>>;

/** What the header fields of one answer hold. */
export interface HeaderValues {
  readonly requestId: string;
  /** 32 hex digits. */
  readonly traceId: string;
  /** Milliseconds by the clock option; NaN if it has failed. */
  readonly now: number;
}

/**
 * Lets a page of another origin read every answer. Observed; `Connection` and `Keep-Alive`, which were seen beside
 * them, belong to a network connection and are left out.
 */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
} as const;

const encoder = new TextEncoder();

/** The number of bytes of a string in UTF-8; ASCII alone is counted without being encoded. */
function byteLength(text: string): number {
  // oxlint-disable-next-line no-control-regex -- ASCII begins with them.
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : encoder.encode(text).byteLength;
}

/**
 * The platform's own Response. In Node msw puts another in its place, which records how each header's name was written:
 * that costs more than the rest of an answer, and these names are in lower case.
 */
function plainResponse(): typeof Response {
  // What the types only call a function is the class.
  return Response.prototype.constructor as typeof Response;
}

/** Writes an answer or an error in the service's envelope. */
export function writeResponse(
  action: string,
  result: Answer | CloudApiError,
  envelope: Envelope,
  values: HeaderValues,
): Response {
  const failed = result instanceof CloudApiError;
  const content = failed ? result.body : { RequestId: values.requestId, ...result };
  const text =
    envelope.format === 'JSON'
      ? JSON.stringify(content)
      : toXml(failed ? 'Error' : `${action}Response`, content);
  return new (plainResponse())(text, {
    status: failed ? result.status : 200,
    headers: {
      ...CORS,
      'content-length': String(byteLength(text)),
      'content-type':
        envelope.format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8',
      // 24 characters, observed on another product; what they are made of is not known.
      etag: values.traceId.slice(0, 24),
      ...(Number.isNaN(values.now) ? {} : { date: new Date(values.now).toUTCString() }),
      'x-acs-request-id': values.requestId,
      'x-acs-trace-id': values.traceId,
    },
  });
}
