/**
 * Parameters that hold JSON. Clients write the keys in any case (TF and FUN2 `requestPath`, SI and MAL `RequestPath`), send
 * numbers as strings and keys that the service does not know; it takes all of that and answers in one form (observed).
 */
import * as v from 'valibot';
import { isObject } from '../validate.ts';

/**
 * JSON in a string. What is no JSON is refused with `InvalidFormat<Parameter>`, a wrong shape with `Invalid<Parameter>`.
 * @param example a value that is accepted, for forms.
 */
export function jsonParameter<const Schema extends v.GenericSchema>(schema: Schema, example: object) {
  return v.pipe(
    v.string('must be a string of JSON.'),
    v.parseJson(undefined, 'It must be JSON.'),
    v.unknown(),
    schema,
    v.metadata({ example }),
  );
}

/**
 * An object whose keys may be in any case. Other keys are left out of it, and so is what is null or empty.
 * @param aliases other names of members, in lower case.
 */
export function anyCase<const Entries extends v.ObjectEntries>(
  entries: Entries,
  aliases: Readonly<Record<string, keyof Entries & string>> = {},
) {
  const names = new Map<string, string>([
    ...Object.keys(entries).map((name) => [name.toLowerCase(), name] as const),
    ...Object.entries(aliases),
  ]);
  return v.pipe(
    v.unknown(),
    v.guard(isObject, 'must be an object.'),
    v.transform((given) => rename(given, names)),
    // Only what is missing is refused here: its place is the message's.
    v.object(entries, 'is missing.'),
  );
}

/** Of two keys that differ in case only, the first counts. */
function rename(given: object, names: ReadonlyMap<string, string>): object {
  // Without a prototype, a key such as "__proto__" is one like any other.
  const renamed: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(given)) {
    const name = names.get(key.toLowerCase());
    if (name !== undefined && value !== null && value !== '') renamed[name] ??= value;
  }
  return renamed;
}

/** A string; a number or a boolean is written out. */
export const jsonText = v.pipe(
  v.custom<string>((value) => ['string', 'number', 'boolean'].includes(typeof value), 'must be a string.'),
  v.transform(String),
);

/** One of these words, in any case; given back as it stands here. */
export function word<const Words extends readonly string[]>(...words: Words) {
  const find = (value: unknown): Words[number] | undefined =>
    words.find((known) => known.toLowerCase() === String(value).toLowerCase());
  return v.pipe(
    v.custom<Words[number]>(
      (value) => typeof value !== 'object' && find(value) !== undefined,
      `must be ${words.filter(Boolean).join(', ')}.`,
    ),
    // The check has found it.
    v.transform((value) => find(value) as Words[number]),
    v.metadata({ choices: words.filter(Boolean) }),
  );
}

/** A number, also in digits. */
export const jsonNumber = v.pipe(
  v.custom<number>(
    (value) =>
      (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
      Number.isFinite(Number(value)),
    'must be a number.',
  ),
  v.transform(Number),
);

/** A whole number from 0, also in digits. */
export const jsonCount = v.pipe(
  jsonNumber,
  v.check((value) => Number.isInteger(value) && value >= 0, 'must be a whole number from 0.'),
);
