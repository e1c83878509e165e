import { CloudApiError } from '../cloud-api-error.ts';
import type { ApiDefinition, ServiceConfig } from '../resources/api-definition.ts';
import type { StageName } from '../resources/stage.ts';
import { formatTime } from '../resources/time.ts';
import { headerValue, protocolOf, writeAnswer } from './answers.ts';
import { collect, readBody } from './body.ts';
import type { Waits } from '../controls/waits.ts';
import { realTimers, within } from '../within.ts';
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

/** Where a value goes in the request to the back end. */
interface Placed {
  readonly name: string;
  readonly location: string;
  readonly values: readonly (string | File)[];
}

/**
 * The request as the gateway sends it. MAPPING lets nothing through that the definition does not name (observed: QT),
 * PASSTHROUGH everything, MAPPING_PASSTHROUGH what it does not name as well.
 */
function backendRequest(
  visit: Visit,
  target: Target,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): [url: URL, init: RequestInit] {
  const { requestConfig, serviceConfig, requestParameters } = target.definition;
  const mode = requestConfig.RequestMode;
  const placed = placeAll(visit, target);
  const declared = (location: string): Set<string> =>
    new Set(
      requestParameters
        .filter(({ Location }) => Location === location)
        .map(({ ApiParameterName: name }) => (location === 'HEAD' ? name.toLowerCase() : name)),
    );
  const passed = <Value>(location: string, entries: Iterable<readonly [string, Value]>) => {
    if (mode === 'MAPPING') return [];
    const named = mode === 'PASSTHROUGH' ? new Set<string>() : declared(location);
    return [...entries].filter(([name]) => !named.has(name));
  };

  const url = backendUrl(visit, target, placed);
  for (const [name, value] of passed('QUERY', visit.url.searchParams)) url.searchParams.append(name, value);
  const headers = new Headers();
  for (const [name, value] of passed('HEAD', visit.request.headers)) headers.set(name, value);
  headers.set('x-ca-request-id', visit.requestId);
  headers.delete('content-length');
  const type = contentType(serviceConfig) ?? visit.request.headers.get('content-type');
  if (type !== null) headers.set('content-type', type);
  for (const { name, values } of placed.filter(({ location }) => location === 'HEAD')) {
    // A name that no header can have fails, as it does in the service's own client.
    headers.set(name, headerValue(String(values[0] ?? '')));
  }
  const method = serviceConfig.ServiceHttpMethod.toUpperCase();
  const init = { method: method === '' || method === 'ANY' ? visit.method : method, headers, signal };
  if (init.method === 'GET' || init.method === 'HEAD') return [url, init];
  const fields = placed.filter(({ location }) => location === 'BODY');
  const rest = passed('BODY', visit.form).map(([name, values]) => ({ name, values }));
  // A form is put together anew if the definition has to do with its fields.
  const isForm = fields.length > 0 || (visit.form.size > 0 && mode === 'MAPPING');
  return [url, { ...init, body: isForm ? writeForm([...rest, ...fields], headers) : body }];
}

/** One of the API's own goes before the client's. That DEFAULT leaves the client's as it is, like CLIENT, is inferred. */
function contentType({ ContentTypeCatagory, ContentTypeValue }: ServiceConfig): string | undefined {
  return ContentTypeCatagory === 'CUSTOM' ? ContentTypeValue : undefined;
}

function backendUrl(visit: Visit, { definition, pathParameters }: Target, placed: readonly Placed[]): URL {
  const { ServiceAddress, ServicePath, ServiceProtocol } = definition.serviceConfig;
  // What is reached by other means than an address has none.
  const address = ServiceAddress === '' ? `http://${ServiceProtocol.toLowerCase()}.invalid` : ServiceAddress;
  const url = new URL(/^https?:\/\//i.test(address) ? address : `http://${address}`);
  const inPath = new Map(pathParameters);
  for (const { name, values } of placed.filter(({ location }) => location === 'PATH'))
    inPath.set(name, String(values[0] ?? ''));
  const path =
    ServicePath === '' && definition.requestConfig.RequestMode === 'PASSTHROUGH'
      ? visit.url.pathname
      : ServicePath.replace(/\[([^[\]]+)\]|\{([^{}]+)\}/g, (text, bracketed?: string, braced?: string) => {
          const value = inPath.get(bracketed ?? braced ?? '');
          return value === undefined ? text : encodeURIComponent(value);
        }).replace(/\*$/, () => encodeURI(pathParameters.get('*') ?? ''));
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  for (const { name, values } of placed.filter(({ location }) => location === 'QUERY'))
    for (const value of values) url.searchParams.append(name, String(value));
  return url;
}

/** All that the definition sends to the back end, whatever the mode. */
function placeAll(visit: Visit, target: Target): Placed[] {
  const { definition } = target;
  if (definition.requestConfig.RequestMode === 'PASSTHROUGH') return placeOwn(visit, target);
  const { requestParameters, serviceParameters, serviceParametersMap } = definition;
  const sources = new Map(
    serviceParametersMap.map((map) => [map.ServiceParameterName, map.RequestParameterName]),
  );
  // That parameters go under their own names if the definition has no ServiceParameters is inferred.
  const wanted =
    serviceParameters.length > 0
      ? serviceParameters.map(({ ServiceParameterName: name, Location }) => ({
          name,
          location: Location.toUpperCase(),
          source: sources.get(name) ?? name,
        }))
      : requestParameters.map(({ ApiParameterName: name, Location }) => ({
          name,
          location: Location,
          source: name,
        }));
  const mapped = wanted.flatMap(({ name, location, source }) => {
    const values = visit.values.get(source);
    return values === undefined ? [] : [{ name, location, values }];
  });
  return [...mapped, ...placeOwn(visit, target)];
}

/** What the gateway adds: constant and system parameters. */
function placeOwn(visit: Visit, { definition }: Target): Placed[] {
  const system = systemValues(visit);
  return [
    ...definition.constantParameters.map(({ ServiceParameterName: name, Location, ConstantValue }) => ({
      name,
      location: Location,
      values: [ConstantValue],
    })),
    ...definition.systemParameters.map(({ ServiceParameterName: name, Location, ParameterName }) => ({
      name,
      location: Location,
      values: [system[ParameterName]],
    })),
  ];
}

/** The form of the time and of the proxy's name is inferred; a page has no address. */
function systemValues({ url, time, requestId }: Visit) {
  return {
    CaClientIp: '127.0.0.1',
    CaDomain: url.host,
    CaRequestHandleTime: formatTime(time),
    CaAppId: '',
    CaRequestId: requestId,
    CaHttpSchema: protocolOf(url).toLowerCase(),
    CaProxy: 'AliCloudApiGateway',
  };
}

function writeForm(
  fields: readonly Pick<Placed, 'name' | 'values'>[],
  headers: Headers,
): URLSearchParams | FormData {
  // The form has a content type of its own.
  headers.delete('content-type');
  const isFile = fields.some(({ values }) => values.some((value) => typeof value !== 'string'));
  const form = isFile ? new FormData() : new URLSearchParams();
  for (const { name, values } of fields)
    for (const value of values) {
      if (form instanceof FormData && typeof value !== 'string') form.append(name, value);
      else form.append(name, String(value));
    }
  return form;
}
