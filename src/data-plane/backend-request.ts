/** The request that the gateway sends to an API's back end, as the definition makes it of the client's. */
import type { ServiceConfig } from '../resources/api-definition.ts';
import { formatTime } from '../resources/time.ts';
import { headerValue, protocolOf } from './answers.ts';
import type { Target, Visit } from './visit.ts';

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
export function backendRequest(
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
