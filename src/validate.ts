import * as v from 'valibot';

/** Declares a schema for each member of a type: `shape({ … } satisfies SchemasOf<Options>)`. */
export type SchemasOf<Type> = Record<keyof Type, v.GenericSchema>;

/** What the parts of a message are called. */
interface Words {
  /** The value as a whole. */
  readonly whole: string;
  /** One member of it. */
  readonly part: string;
}

/**
 * Checks a value that comes from outside.
 * A schema's message either continues a sentence that begins with the place ("must be a non-empty string."), or, with a
 * capital letter, is a sentence of its own ("A group name has 4 to 50 characters.").
 * @param who refuses the value, such as `createEmulator`.
 * @returns the value as the schema gives it, a copy.
 * @throws {TypeError} that names who, the place and what must be there, and never shows a value: it may be a secret
 */
export function check<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  who: string,
  { whole, part }: Words = { whole: 'the options', part: 'option' },
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { message: wordsFor });
  if (result.success) return result.output;
  // A misspelt name says more than the member that is missing because of it.
  const unknown = result.issues.find(isUnknownMember);
  const { path, message } = unknown ?? result.issues[0];
  const place = placeOf(path ?? []);
  if (unknown !== undefined) {
    throw new TypeError(`${who}: unknown ${part} "${place}". Valid ${part}s: ${message}`);
  }
  const isSentence = !/^[a-z]/.test(message);
  const subject = isSentence ? place && `${place}: ` : `${place || whole} `;
  throw new TypeError(`${who}: ${subject}${message}`);
}

type Members = Readonly<Record<string, v.GenericSchema>>;
type Strict<Entries extends Members> = v.StrictObjectSchema<Entries, undefined>;

/**
 * An object with these members and no others. A member that is undefined counts as left out.
 * @param hint follows the list of the members.
 */
export function shape<const Entries extends Members>(
  entries: Entries,
  hint = '',
): v.GenericSchema<v.InferInput<Strict<Entries>>, v.InferOutput<Strict<Entries>>> {
  const list = `${Object.keys(entries).join(', ')}.${hint}`;
  const object = v.strictObject(entries, (issue) =>
    isUnknownMember(issue) ? list : wordsForMissing(entries, issue),
  );
  return v.pipe(v.custom<v.InferInput<typeof object>>(isObject, `must be an object with ${list}`), object);
}

const NON_EMPTY = 'must be a non-empty string.';

/** A string that is not empty. */
export const nonEmptyString = v.pipe(v.string(NON_EMPTY), v.nonEmpty(NON_EMPTY));

/** One of these strings. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return v.picklist(values, `must be ${values.map((value) => `"${value}"`).join(' or ')}.`);
}

/** Whether a value is an object with members: no list, no Map, no Promise, no Date. */
export function isObject(value: unknown): value is object {
  return /^\[object (?:Object|Module)\]$/.test(Object.prototype.toString.call(value));
}

/** Whether a value is a whole number within bounds. */
export function isWhole(value: unknown, least: number, most = Infinity): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isUnknownMember({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never';
}

/** A member that is missing is described as one that is undefined: by its own schema. */
function wordsForMissing(entries: Members, issue: v.BaseIssue<unknown>): string {
  const schema = entries[String(issue.path?.[0].key)];
  const result = schema && v.safeParse(schema, undefined, { message: wordsFor });
  return result?.issues?.[0].message ?? wordsFor(issue);
}

/** For schemas that have no message; valibot's own would show the value. */
function wordsFor({ type, expected }: v.BaseIssue<unknown>): string {
  if (type === 'string') return 'must be a string.';
  if (type === 'array') return 'must be a list.';
  if (type === 'boolean') return 'must be true or false.';
  if (!type.endsWith('object')) return 'is not valid.';
  // If an object lacks a member, valibot expects the member's name in quotation marks.
  return expected?.startsWith('"') ? 'is missing.' : 'must be an object.';
}

/** Such as `limits.qps.CreateApiGroup`, `credentials[0].policies[1]`, `errors["Throttling.Api"]`. */
function placeOf(path: readonly { readonly key: unknown }[]): string {
  let place = '';
  for (const { key } of path) {
    const name = String(key);
    if (typeof key === 'number') place += `[${name}]`;
    else if (place === '') place = name;
    else place += /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  }
  return place;
}
