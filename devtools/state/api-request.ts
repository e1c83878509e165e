import { subDomainOf } from './group-item.ts';
import type { Group } from './item.ts';
import type { Definition, Stage } from './stages.ts';

/** A value of a request that its caller fills in. */
export interface CallField {
  readonly name: string;
  readonly location: 'PATH' | 'QUERY' | 'HEAD' | 'BODY';
  readonly required: boolean;
  readonly initial: string;
}

/** What a request to an API is made of. */
export interface CallParts {
  readonly group: Group;
  readonly definition: Definition;
  readonly stage: Stage;
  /** One of HTTP's; an API for `ANY` method takes each. */
  readonly method: string;
  /** By the names of fields. */
  readonly values: ReadonlyMap<string, string>;
  /** What is sent if no field is of the body. */
  readonly body: string;
}

/** `[city]`, `{city}`, or `*` at the end. */
const PLACES = /\[([^[\]]+)\]|\{([^{}]+)\}|(\*)$/g;

/** What a caller of an API fills in: what is in its path, and what it declares. */
export function fieldsOf({ requestConfig, requestParameters }: Definition): readonly CallField[] {
  const declared = requestParameters.map(
    ({ ApiParameterName: name, Location: location, Required, DemoValue, DefaultValue }): CallField => ({
      name,
      location,
      required: location === 'PATH' || Required === 'REQUIRED',
      initial: DemoValue ?? DefaultValue ?? '',
    }),
  );
  const inPath = Array.from(requestConfig.RequestPath.matchAll(PLACES), nameOfPlace);
  return [
    ...inPath
      .filter((name) => !declared.some((field) => field.location === 'PATH' && field.name === name))
      .map((name): CallField => ({ name, location: 'PATH', required: true, initial: '' })),
    ...declared,
  ];
}

function nameOfPlace([, bracketed, braced, rest]: readonly (string | undefined)[]): string {
  return bracketed ?? braced ?? rest ?? '';
}

/** Whether a request with a method has a body. */
export function hasBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** The address to call; what is not filled in stays as it is in the API's path. */
export function addressOf({
  group,
  definition,
  values,
}: Pick<CallParts, 'group' | 'definition' | 'values'>): string {
  const { RequestPath, RequestProtocol } = definition.requestConfig;
  const scheme = RequestProtocol.split(',').includes('HTTP') ? 'http' : 'https';
  const path = RequestPath.replace(PLACES, (place, ...groups: string[]) => {
    const name = nameOfPlace([place, ...groups.slice(0, 3)]);
    const value = values.get(name) ?? '';
    if (value === '') return place;
    return name === '*' ? encodeURI(value) : encodeURIComponent(value);
  });
  const query = fieldsOf(definition)
    .filter(({ name, location }) => location === 'QUERY' && (values.get(name) ?? '') !== '')
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(values.get(name) ?? '')}`);
  const search = query.length === 0 ? '' : `?${query.join('&')}`;
  return `${scheme}://${subDomainOf(group)}${group.basePath.replace(/\/$/, '')}${path}${search}`;
}

/**
 * Makes the request of a call.
 * @throws {TypeError} if the platform has no such request
 */
export function toRequest(parts: CallParts): Request {
  const { definition, stage, method, values, body } = parts;
  const filled = fieldsOf(definition).filter(({ name }) => (values.get(name) ?? '') !== '');
  const headers = new Headers({ 'X-Ca-Stage': stage });
  for (const { name, location } of filled) {
    if (location === 'HEAD') headers.set(name, values.get(name) ?? '');
  }
  const form = filled.filter(({ location }) => location === 'BODY');
  if (!hasBody(method)) return new Request(addressOf(parts), { method, headers });
  if (form.length > 0) {
    const fields = new URLSearchParams(form.map(({ name }) => [name, values.get(name) ?? '']));
    return new Request(addressOf(parts), { method, headers, body: fields });
  }
  if (body !== '') headers.set('content-type', /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain');
  return new Request(addressOf(parts), { method, headers, ...(body === '' ? {} : { body }) });
}
