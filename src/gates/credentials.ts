import { compilePolicies, members, notValid } from './policies.ts';
import type { Policy } from './policies.ts';

/** An access key that the emulator knows, with what its owner may do. */
export interface Credential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of STS: each call must carry it. */
  readonly securityToken?: string | undefined;
  /** The Alibaba Cloud account: digits, as a text. */
  readonly accountId: string;
  /** Of the RAM user, or of the role and its session: `role:session`. */
  readonly name?: string | undefined;
  /** What the caller may do; everything when left out, nothing where the list is empty. */
  readonly policies?: readonly Policy[] | undefined;
  /** RAM's own words; `Active` when left out. */
  readonly status?: 'Active' | 'Inactive' | undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What is wanted of each member but the policies. */
const wanted: Readonly<
  Record<Exclude<keyof Credential, 'policies'>, readonly [words: string, test: (value: unknown) => boolean]>
> = {
  accessKeyId: [
    'a text of letters, digits, ".", "_" and "-"',
    (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
  ],
  accessKeySecret: ['a text', isText],
  securityToken: ['a text, or none,', (value) => value === undefined || isText(value)],
  accountId: [
    'a text of digits, such as "1234567890123456",',
    (value) => typeof value === 'string' && /^\d+$/.test(value),
  ],
  name: ['a text, or none,', (value) => value === undefined || isText(value)],
  status: ['"Active" or "Inactive"', (value) => [undefined, 'Active', 'Inactive'].includes(value as string)],
};

/**
 * Checks the option `credentials`, with the policies in it.
 * @throws {TypeError} that names the place and what is wanted, and never shows a value
 */
export function checkCredentials(value: unknown): asserts value is readonly Credential[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw notValid('credentials', 'a list of at least one credential');
  }
  const places = new Map<unknown, string>();
  for (const [index, credential] of value.entries()) {
    const place = `credentials[${index}]`;
    const given = members(credential, place, [...Object.keys(wanted), 'policies']);
    for (const [name, [words, test]] of Object.entries(wanted)) {
      if (!test(given[name])) throw notValid(`${place}.${name}`, words);
    }
    const { accessKeyId, policies } = given;
    if (policies !== undefined) compilePolicies(policies, `${place}.policies`);
    const same = places.get(accessKeyId);
    if (same !== undefined) {
      throw notValid(`${place}.accessKeyId`, 'an access key of its own', `${same} has the same`);
    }
    places.set(accessKeyId, place);
  }
  // A page that is not a secure context has none, whatever the types say.
  if ((globalThis.crypto?.subtle as SubtleCrypto | undefined) === undefined) {
    throw new TypeError(
      'createEmulator\'s option "credentials" needs crypto.subtle. A page has it in a secure context only: over https, or on localhost.',
    );
  }
}
