import { CloudApiError } from '../cloud-api-error.ts';
import { PATIENCE, withPatience } from '../within.ts';
import type { Values, Visit } from './visit.ts';

/** The body of a request or an answer, in bytes at most (LIM26: 8 MB on a serverless instance). */
const MAX_BODY = 8 * 1024 * 1024;

/**
 * Reads the request's body, once.
 * @throws {CloudApiError} if it is too large, breaks off, or does not end
 */
export async function readBody(visit: Visit): Promise<Uint8Array<ArrayBuffer>> {
  if (visit.body !== undefined) return visit.body;
  const { request } = visit;
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw new CloudApiError('I413RL');
  visit.body = await withPatience(
    () => readWhole(request),
    () => {
      const detail = `The request's body did not end within ${PATIENCE / 1000} seconds.`;
      return new CloudApiError('I400BD', { names: ['it did not end'], detail, grade: 'inferred' });
    },
  ).catch((error: unknown) => {
    if (error instanceof CloudApiError) throw error;
    const detail = `The request's body could not be read: ${String(error)}`;
    throw new CloudApiError('I400BD', { names: ['it broke off'], detail, grade: 'inferred' });
  });
  return visit.body;
}

/** Firefox has no `Request.body`: what it has, it has read already. */
async function readWhole(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  // Declared to be there, but for that engine.
  const body = request.body as ReadableStream<Uint8Array> | null | undefined;
  if (body !== undefined) return await collect(body, () => new CloudApiError('I413RL'));
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BODY) throw new CloudApiError('I413RL');
  return bytes;
}

/**
 * Reads a stream to its end.
 * @param tooLarge makes the error that is thrown if it goes on beyond what the gateway takes.
 */
export async function collect(
  body: ReadableStream<Uint8Array> | null,
  tooLarge: () => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done || value === undefined) break;
    // As `Response.text` does it. By its tag, because it may be of another realm.
    if (value[Symbol.toStringTag] !== 'Uint8Array')
      throw new TypeError('A part of the body is no Uint8Array.');
    parts.push(value);
    size += value.length;
    if (size > MAX_BODY) {
      // Not awaited, because a source need not end because nobody reads it.
      void reader?.cancel().catch(() => undefined);
      throw tooLarge();
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)(?:\s*;|$)/i;

/**
 * Reads the fields of a form out of the request's body; there are none in an empty one.
 * @throws {CloudApiError} if the body is no form
 */
export async function readForm(visit: Visit): Promise<Values> {
  const body = await readBody(visit);
  if (body.length === 0) return new Map();
  const type = visit.request.headers.get('content-type') ?? '';
  if (!FORM.test(type)) {
    throw new CloudApiError('I400CT', {
      names: [type],
      detail: 'The API has parameters in the body, so the body must be a form.',
    });
  }
  try {
    const fields = await new Response(body, { headers: { 'content-type': type } }).formData();
    return groupByName(fields);
  } catch (error) {
    throw new CloudApiError('I400BD', { names: ['not a form'], detail: String(error), grade: 'inferred' });
  }
}

/** Puts values of one name together. */
export function groupByName<Value extends string | File>(
  entries: Iterable<readonly [string, Value]>,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [name, value] of entries) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  return groups;
}
