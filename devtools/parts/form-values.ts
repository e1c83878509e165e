import type { ParameterDescription } from '../../src/index.ts';
import type { Refused } from '../editor/json-editor.ts';
import { readable } from './readable.ts';

export type Tag = { readonly Key: string; readonly Value: string };
/** What a field holds. */
export type Value = string | readonly Tag[];
/** Values by the names of parameters. */
export type Given = Readonly<Record<string, unknown>>;

const SCHEMA = '{\n  "type": "object",\n  "properties": {}\n}';

/** What a parameter's field begins with. */
export function initialValue({ name, type, required, example }: ParameterDescription, given: Given): Value {
  const value = given[name];
  // The tags of a resource have this form.
  if (type === 'tags') return Array.isArray(value) ? (value as readonly Tag[]) : [];
  if (type === 'json') {
    if (value === undefined) return required ? readable(example) : '';
    // No list and an empty one are the same.
    return Array.isArray(value) && value.length === 0 ? '' : readable(value);
  }
  if (Array.isArray(value)) return value.join('\n');
  if (value === undefined && name === 'Schema') return SCHEMA;
  return value === undefined ? '' : String(value);
}

/** Whether a field need not be seen: it may be left out, and is as it would be then. */
export function isAside(parameter: ParameterDescription, given: Given): boolean {
  const value = initialValue(parameter, given);
  return !parameter.required && (value.length === 0 || value === String(parameter.default));
}

/** What differs from what the fields began with, by parameter. */
export function changedValues(
  parameters: readonly ParameterDescription[],
  values: ReadonlyMap<string, Value>,
  given: Given,
): ReadonlyMap<string, Value> {
  const initial = new Map(parameters.map((one) => [one.name, JSON.stringify(initialValue(one, given))]));
  return new Map([...values].filter(([name, value]) => JSON.stringify(value) !== initial.get(name)));
}

/** What a form sends: what was filled in, and what was emptied. */
export function sentValues(
  parameters: readonly ParameterDescription[],
  values: ReadonlyMap<string, Value>,
  given: Given,
): Given {
  const sent: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const { name } = parameter;
    const value = values.get(name) ?? '';
    if (value.length > 0 || initialValue(parameter, given).length > 0) sent[name] = toSend(parameter, value);
  }
  return sent;
}

function toSend({ type }: ParameterDescription, value: Value): unknown {
  if (typeof value !== 'string') return value;
  const isEmpty = value === '';
  switch (type) {
    case 'texts':
      return value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'number':
      return isEmpty ? undefined : Number(value);
    case 'boolean':
      return isEmpty ? undefined : value === 'true';
    case 'json':
      return isEmpty ? undefined : value;
    default:
      return value;
  }
}

/** Whether a refusal's code is about a parameter. */
export function isAbout(parameter: string, code: string | undefined): boolean {
  return new RegExp(`^(?:Missing|Invalid|InvalidFormat|Repeated)${parameter}$`).test(code ?? '');
}

/** Where a parameter's JSON was refused, if the words say so: `RequestParameters[2].Location must be …`. */
export function refusedPlace(parameter: string, detail: string | undefined): Refused | undefined {
  const [, path, message] = /^(\w+(?:\.\w+|\[\d+\])*) (.+)$/s.exec(detail ?? '') ?? [];
  if (path === undefined || message === undefined) return undefined;
  const [name, ...keys] = path.split(/[.[\]]+/).filter(Boolean);
  if (name !== parameter) return undefined;
  return { pointer: keys.map((key) => `/${key}`).join(''), message: `${path} ${message}` };
}
