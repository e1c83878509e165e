import * as v from 'valibot';
import { catalogue } from './errors.ts';
import type { ErrorCode, ErrorRow, Grade } from './errors.ts';
import { evidenceOf } from './operations/evidence.ts';
import type { AccessLevel } from './operations/operation.ts';
import { actions, operations } from './operations/table.ts';
import type { Action } from './operations/table.ts';
import { regions } from './resources/region.ts';

/** One parameter of an action, for a form. */
export interface ParameterDescription {
  readonly name: string;
  readonly required: boolean;
  /** `texts` is a list of strings; `tags` is a list of `{ Key, Value }`; `json` is JSON in a string. */
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'texts' | 'tags' | 'json';
  /** Of a `choice`. */
  readonly choices: readonly string[];
  /** Of `json`: a value that is accepted. */
  readonly example: unknown;
  /** Of `json`: the members of its object, or of each object in its list. */
  readonly members: readonly MemberDescription[];
  /** What it is if left out. */
  readonly default: unknown;
  /** Its rules, in words for the developer. */
  readonly rules: readonly string[];
  readonly grade: Grade;
  readonly source: string;
}

/** One member of an object in a parameter's JSON. */
export interface MemberDescription {
  readonly name: string;
  readonly required: boolean;
  /** Its values, if they are words. */
  readonly choices: readonly string[];
}

/** One action that the emulator serves. */
export interface ActionDescription {
  readonly action: Action;
  /** `undefined` if no document names one. */
  readonly access: AccessLevel | undefined;
  readonly writes: boolean;
  /** The last part of its RAM resource; `{GroupId}` is the parameter's value. */
  readonly resource: string;
  readonly parameters: readonly ParameterDescription[];
  /** What it refuses with, beside what the service refuses every call with. */
  readonly errors: readonly ErrorCode[];
}

/** A row of the error catalogue. */
export interface ErrorDescription extends ErrorRow {
  readonly code: ErrorCode;
}

/** What the emulator serves, as data. */
export interface ServiceDescription {
  /** The `name` option. */
  readonly name: string;
  /** The `region` option. */
  readonly region: string;
  readonly regions: readonly { readonly id: string; readonly english: string; readonly chinese: string }[];
  readonly actions: readonly ActionDescription[];
  readonly errors: readonly ErrorDescription[];
}

/** Describes the service by its table of operations and its error catalogue. */
export function describeService(region: string, name: string): ServiceDescription {
  // A copy, because the lists of choices are those that values are checked by.
  return structuredClone<ServiceDescription>({
    name,
    region,
    regions: regions.map(([id, english, chinese]) => ({ id, english, chinese })),
    actions: actions.flatMap((action) => {
      const operation = operations.get(action);
      if (operation === undefined) return [];
      const { access, writes, resource, source, errors } = operation;
      const parameters = Object.entries<Declaration>(operation.parameters).map(([parameter, schema]) =>
        describeParameter(parameter, schema, source),
      );
      return [{ action, access, writes, resource, parameters, errors }];
    }),
    // The keys of the catalogue are its codes.
    errors: Object.entries(catalogue).map(([code, row]) => ({ ...row, code: code as ErrorCode })),
  });
}

/** The parts of valibot's schemas that are read here. */
interface Declaration extends v.GenericSchema {
  /** What v.optional holds. */
  readonly wrapped?: Declaration;
  readonly default?: unknown;
  /** What v.array holds. */
  readonly item?: Declaration;
  /** What v.object holds. */
  readonly entries?: Readonly<Record<string, Declaration>>;
  /** What v.picklist holds. */
  readonly options?: readonly string[];
  /** What v.pipe holds: the schema first, then checks with their messages. */
  readonly pipe?: readonly (Declaration & { readonly message?: unknown })[];
}

function describeParameter(name: string, schema: Declaration, operationSource: string): ParameterDescription {
  const inner = schema.wrapped ?? schema;
  const { grade = 'documented', source = operationSource } = evidenceOf(schema) ?? {};
  const { example } = metadataOf(inner);
  return {
    name,
    required: schema.type !== 'optional',
    type: typeOf(inner),
    choices: choicesOf(inner),
    example,
    members: example === undefined ? [] : membersOf(inner),
    default: schema.default,
    rules: rulesOf(inner),
    grade,
    source,
  };
}

/** What `word` and `jsonParameter` have noted. */
function metadataOf(schema: Declaration): {
  readonly choices?: readonly string[];
  readonly example?: unknown;
} {
  return v.getMetadata(schema);
}

function choicesOf(schema: Declaration): readonly string[] {
  return schema.options ?? metadataOf(schema).choices ?? [];
}

function membersOf({ entries, item, pipe = [] }: Declaration): readonly MemberDescription[] {
  if (entries !== undefined) {
    return Object.entries(entries).map(([name, schema]) => ({
      name,
      required: !schema.type.endsWith('optional'),
      choices: choicesOf(schema.wrapped ?? schema),
    }));
  }
  if (item !== undefined) return membersOf(item);
  return pipe.map(membersOf).find((members) => members.length > 0) ?? [];
}

function typeOf(schema: Declaration): ParameterDescription['type'] {
  if (metadataOf(schema).example !== undefined) return 'json';
  if (choicesOf(schema).length > 0) return 'choice';
  if (schema.type === 'array') return schema.item?.type === 'object' ? 'tags' : 'texts';
  if (schema.type !== 'custom') return 'text';
  // A custom schema tells its type only by what it takes.
  if (v.is(schema, true)) return 'boolean';
  return v.is(schema, 1) && !v.is(schema, '') ? 'number' : 'text';
}

function rulesOf({ pipe = [] }: Declaration): readonly string[] {
  const [first, ...steps] = pipe;
  const messages = steps.flatMap(({ message }) => (typeof message === 'string' ? [message] : []));
  return first === undefined ? messages : [...rulesOf(first), ...messages];
}
