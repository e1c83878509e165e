import { CloudApiError } from '../cloud-api-error.ts';
import type { Waits } from '../controls/waits.ts';
import type { ApiDefinition } from '../resources/api-definition.ts';
import type { StageName } from '../resources/stage.ts';
import { realTimers, within } from '../within.ts';
import { writeAnswer } from './answers.ts';
import { backendRequest } from './backend-request.ts';
import { collect, readBody } from './body.ts';
import type { Target, Visit } from './visit.ts';

/** An API as a stage runs it, in the words of DescribeApi. */
export interface BackendApi {
  readonly ApiId: string;
  readonly ApiName: string;
  readonly GroupId: string;
  readonly GroupName: string;
  readonly RegionId: string;
  readonly StageName: StageName;
  readonly RequestConfig: ApiDefinition['requestConfig'];
  readonly ServiceConfig: ApiDefinition['serviceConfig'];
  readonly RequestParameters: ApiDefinition['requestParameters'];
  readonly ServiceParameters: ApiDefinition['serviceParameters'];
  readonly ServiceParametersMap: ApiDefinition['serviceParametersMap'];
  readonly ConstantParameters: ApiDefinition['constantParameters'];
  readonly SystemParameters: ApiDefinition['systemParameters'];
}

/** What stands behind an API that is no mock. The request's signal is aborted once nobody waits for the answer. */
export type Backend = (request: Request, api: BackendApi) => Response | Promise<Response>;

/**
 * Lets the back end answer, as the gateway would: what takes longer than ServiceTimeout, or fails, is a 504.
 * @throws {CloudApiError} if there is no back end, or none that answers
 */
export async function askBackend(
  { backend, waits }: { readonly backend: Backend | undefined; readonly waits: Waits },
  visit: Visit,
  target: Target,
): Promise<Response> {
  const { definition } = target;
  if (backend === undefined) throw new CloudApiError('Emulator.NoBackend', { names: [definition.apiName] });
  const body = await readBody(visit);
  const { ServiceTimeout: timeout } = definition.serviceConfig;
  const { stop, end } = openCall(visit, waits);
  try {
    const { status, headers, content } = await within(
      timeout,
      async (signal) => {
        signal.throwIfAborted();
        const request = newRequest(visit, target, body, signal);
        return await readAnswer(await callBackend(backend, request, backendApi(target)));
      },
      () =>
        new CloudApiError('D504TO', {
          detail: `The option backend took longer than ServiceTimeout, ${timeout} milliseconds.`,
        }),
      undefined,
      stop,
    );
    const isWhole = content instanceof Uint8Array;
    const answer = writeAnswer(visit, status, isWhole ? content : passOn(content, stop, end), headers);
    if (isWhole) end();
    // To HEAD: nobody reads it.
    else if (answer.body === null) stop.abort();
    return answer;
  } catch (error) {
    end();
    if (stop.signal.aborted) throw stop.signal.reason;
    throw error instanceof CloudApiError ? error : noAnswer(error);
  }
}

/** Reads an answer to its end, unless it is an event stream: that may go on for long, and is passed on as it comes. */
async function readAnswer({ status, headers, body }: Response) {
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
  const content =
    isStream && body !== null
      ? body
      : await collect(body, () => new RangeError('Its answer has more than 8 MB.'));
  return { status, headers, content };
}

/** A call of a back end: it is given up if the client aborts its request, and if the emulator is disposed of. */
function openCall({ request, round }: Visit, waits: Waits): { stop: AbortController; end: () => void } {
  const stop = new AbortController();
  const giveUp = (why: string): void => stop.abort(noAnswer(why, 'The option backend was given up'));
  const onAbort = (): void => giveUp('the client aborted its request.');
  const onRelease = (): void => giveUp('the emulator was stopped.');
  const { signal } = request;
  if (signal.aborted) onAbort();
  // Once it was asked: a call that is let go on is answered if that takes no time.
  const { setTimeout: startTimer } = realTimers;
  if (round !== waits.round) startTimer(onRelease);
  signal.addEventListener('abort', onAbort);
  waits.add(onRelease);
  return {
    stop,
    end() {
      signal.removeEventListener('abort', onAbort);
      waits.delete(onRelease);
    },
  };
}

/** Passes an event stream on as it comes. It ends when the call is given up, and the call is given up when nobody reads on. */
function passOn(
  content: ReadableStream<Uint8Array>,
  stop: AbortController,
  end: () => void,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({ flush: end });
  content
    .pipeTo(writable, { signal: stop.signal, preventAbort: true })
    .catch((error: unknown) => {
      end();
      const ending = stop.signal.aborted ? writable.close() : writable.abort(error);
      stop.abort(error);
      return ending;
    })
    // Nobody may be left who reads.
    .catch(() => undefined);
  return readable;
}

/**
 * Calls the option.
 * @throws {CloudApiError} whatever it throws, also if that is an error of a call that it made to the emulator
 */
async function callBackend(backend: Backend, request: Request, api: BackendApi): Promise<Response> {
  try {
    const response = await backend(request, api);
    requireAnswer(response);
    return response;
  } catch (cause) {
    throw noAnswer(cause);
  }
}

/** @throws {TypeError} for what nothing can be passed on of */
function requireAnswer(response: unknown): void {
  if (!(response instanceof Response)) throw new TypeError('It must return a Response.');
  // Of a broken network, or of a redirect that `fetch` was not to follow.
  if (response.status === 0)
    throw new TypeError('Its Response must have a status, which Response.error() has not.');
  if (response.bodyUsed || response.body?.locked === true)
    throw new TypeError("Its Response's body was read already. Return a clone() that was made before that.");
}

/** @throws {CloudApiError} if the definition makes no request that can be sent, as with a ServiceAddress that is none */
function newRequest(...parts: Parameters<typeof backendRequest>): Request {
  try {
    return new Request(...backendRequest(...parts));
  } catch (cause) {
    throw noAnswer(cause, "The API's definition makes no request that can be sent to its back end");
  }
}

function noAnswer(cause: unknown, what = 'The option backend failed'): CloudApiError {
  const detail = `${what}: ${String(cause)}`;
  return new CloudApiError('D504CO', { names: ['no answer'], detail, cause });
}

function backendApi({ api, group, stage, definition }: Target): BackendApi {
  // A copy, because the back end may do with it what it likes.
  return structuredClone({
    ApiId: api.apiId,
    ApiName: definition.apiName,
    GroupId: group.groupId,
    GroupName: group.groupName,
    RegionId: group.region,
    StageName: stage,
    RequestConfig: definition.requestConfig,
    ServiceConfig: definition.serviceConfig,
    RequestParameters: definition.requestParameters,
    ServiceParameters: definition.serviceParameters,
    ServiceParametersMap: definition.serviceParametersMap,
    ConstantParameters: definition.constantParameters,
    SystemParameters: definition.systemParameters,
  });
}
