import * as v from 'valibot';
import { accountId } from '../resources/scope.ts';
import { isObject, nonEmptyString, oneOf, shape } from '../validate.ts';
import type { SchemasOf } from '../validate.ts';
import type { Policy, Statement } from './policies.ts';
import { writtenForms } from './redact.ts';

/** An access key that the emulator knows, with what its owner may do. */
export interface Credential {
  readonly accessKeyId: string;
  /** At most 4,096 characters, as a security token. */
  readonly accessKeySecret: string;
  /** Of STS: each call must carry it. */
  readonly securityToken?: string | undefined;
  /** The Alibaba Cloud account: a string of digits. */
  readonly accountId: string;
  /** Of the RAM user, or of the role and its session: `role:session`. */
  readonly name?: string | undefined;
  /** What the caller may do: everything if left out, nothing if the list is empty. */
  readonly policies?: readonly Policy[] | undefined;
  /** RAM's own words; `Active` if left out. */
  readonly status?: 'Active' | 'Inactive' | undefined;
}

/** One item, or a list of at least one, as RAM takes them. */
function oneOrMore<Item extends v.GenericSchema>(
  item: Item,
  isItem: (value: unknown) => boolean,
  words: string,
) {
  const list = v.pipe(v.array(item, words), v.minLength(1, words));
  return v.lazy((value): Item | typeof list => (isItem(value) ? item : list));
}

/** "*", or a string of a form. */
function pattern(form: RegExp, example: string) {
  const words = `must be "*" or a string such as "${example}"`;
  return oneOrMore(
    v.pipe(
      v.string(`${words}.`),
      v.check((value) => value === '*' || form.test(value), `${words}.`),
    ),
    (value) => typeof value === 'string',
    `${words}, or a list of at least one of them.`,
  );
}

/** The subset of RAM policy JSON that the emulator evaluates. */
const statement = shape({
  Effect: oneOf(['Allow', 'Deny']),
  Action: pattern(/^[^:]+:./, 'apigateway:Describe*'),
  Resource: pattern(/^acs:./, 'acs:apigateway:*:*:apigroup/*'),
} satisfies SchemasOf<Statement>);

const policy = shape({
  Version: oneOf(['1']),
  Statement: oneOrMore(statement, isObject, 'must be a statement or a list of at least one.'),
} satisfies SchemasOf<Policy>);

/**
 * What keeps a secret out of messages is a regular expression: engines take none that is much longer, and have room for so many
 * of them, in characters.
 */
const MOST = 4096;
const MOST_IN_ALL = 262_144;

const secret = v.pipe(
  nonEmptyString,
  v.check(
    (text) =>
      text.length <= MOST && writtenForms([{ accessKeySecret: text }]).every(({ length }) => length <= MOST),
    'must have at most 4,096 characters, also when it is escaped.',
  ),
);

const credential = shape({
  accessKeyId: v.custom<string>(
    (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
    'must be a string of letters, digits, underscores, dots and hyphens.',
  ),
  accessKeySecret: secret,
  securityToken: v.optional(secret),
  accountId,
  name: v.optional(nonEmptyString),
  status: v.optional(oneOf(['Active', 'Inactive'])),
  policies: v.optional(v.array(policy)),
} satisfies SchemasOf<Credential>);

const AT_LEAST_ONE = 'must be a list of at least one credential.';

/** The `credentials` option. */
export const credentialsSchema = v.pipe(
  v.array(credential, AT_LEAST_ONE),
  v.minLength(1, AT_LEAST_ONE),
  v.check(
    (list) => repeatedKey(list) === undefined,
    ({ input }) => `must not contain the access key "${repeatedKey(input)}" twice.`,
  ),
  v.check(
    (list) => writtenForms(list).join('').length <= MOST_IN_ALL,
    'must have at most 262,144 characters of secrets.',
  ),
);

function repeatedKey(list: readonly Credential[]): string | undefined {
  const keys = list.map(({ accessKeyId }) => accessKeyId);
  return keys.find((key, index) => keys.indexOf(key) !== index);
}
