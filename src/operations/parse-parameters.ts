import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { nearest } from '../nearest.ts';
import { oncePer } from '../once-per.ts';
import { isRuleIssue } from '../resources/rule.ts';
import type { CheckedOf } from './operation.ts';

/**
 * Checks parameters against their declarations: first that none is missing, then each value, in their order.
 * An empty value of a required parameter is a missing one, and so is an empty list; an optional one that cannot be empty
 * counts as left out when it is (inferred, both). What is not declared is left alone.
 * @throws {CloudApiError} `Missing<Parameter>`, `Invalid<Parameter>`, `InvalidFormat<Parameter>`, or the code of a `rule`
 */
export function parseParameters<Entries extends v.ObjectEntries>(
  entries: Entries,
  given: Readonly<Record<string, unknown>>,
): CheckedOf<Entries> {
  const declared = declarationsOf(entries);
  for (const { name, isRequired } of declared) {
    const value = valueOf(given, name);
    if (isRequired && isAbsent(value))
      throw missing(
        name,
        value,
        Object.keys(given).filter((key) => !Object.hasOwn(entries, key)),
      );
  }
  const checked: Record<string, unknown> = {};
  for (const { name, schema, hasDefault } of declared) {
    const value = valueOf(given, name);
    // Most parameters of most calls are left out.
    if (value === undefined && !hasDefault) continue;
    let result = v.safeParse(schema, value, ABORT_EARLY);
    if (!result.success && value === '') result = v.safeParse(schema, undefined, ABORT_EARLY);
    if (!result.success) throw refusal(name, result.issues[0]);
    if (result.output !== undefined) checked[name] = result.output;
  }
  // Each entry has given its own part of it.
  return checked as CheckedOf<Entries>;
}

const ABORT_EARLY = { abortEarly: true, message: wordsFor } as const;

/** Valibot's own would show the value, and not the place. */
function wordsFor({ type, message }: v.BaseIssue<unknown>): string {
  return type === 'string' ? 'must be a string.' : message;
}

/** An operation's declarations, in their order. */
const declarationsOf = oncePer((entries: v.ObjectEntries) =>
  Object.entries<v.GenericSchema>(entries).map(([name, schema]) => ({
    name,
    schema,
    isRequired: schema.type !== 'optional',
    hasDefault: 'default' in schema && schema.default !== undefined,
  })),
);

function valueOf(given: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** @param unread the names of the parameters that the operation does not know. */
function missing(name: string, value: unknown, unread: readonly string[]): CloudApiError {
  const near = nearest(name, unread);
  return new CloudApiError(`Missing${name}`, {
    grade: value === undefined ? undefined : 'inferred',
    detail: near && `There is no parameter "${near}". Did you mean "${name}"?`,
  });
}

function refusal(name: string, issue: v.BaseIssue<unknown>): CloudApiError {
  const code = isRuleIssue(issue)
    ? issue.requirement
    : (`Invalid${issue.type === 'parse_json' ? 'Format' : ''}${name}` as const);
  // A message in lower case goes on after the place.
  const isSentence = !/^[a-z]/.test(issue.message);
  const detail = isSentence ? issue.message : `${name}${placeOf(issue.path)} ${issue.message}`;
  return new CloudApiError(code, { detail });
}

/** Where in a parameter's JSON: `[2].Location`. */
function placeOf(path: readonly v.IssuePathItem[] = []): string {
  return path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}
