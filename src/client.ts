import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { Action, CallInput, CallOutput } from './operations/table.ts';
import { regionId } from './resources/scope.ts';
import { check, nonEmptyString } from './validate.ts';
import {
  canonicalRequestV3,
  EMPTY_HASH,
  formatTimestamp,
  importKey,
  sign,
  sortByName,
  stringToSignV3,
  toQuery,
  V3_ALGORITHM,
} from './wire/signatures.ts';
import type { Pair } from './wire/signatures.ts';

/** What a call is signed with. */
export interface ClientCredential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of STS. */
  readonly securityToken?: string | undefined;
}

/** It may have more members, like those of the `credentials` option. */
const credentialSchema = v.object({
  // Anything else would end its place in the header Authorization.
  accessKeyId: v.pipe(
    nonEmptyString,
    v.regex(/^[\w.-]+$/, 'must consist of letters, digits, underscores, dots and hyphens.'),
  ),
  accessKeySecret: nonEmptyString,
  securityToken: v.nullish(v.string()),
} satisfies Record<keyof ClientCredential, v.GenericSchema>);

const regionSchema = v.object({ region: v.optional(regionId) });

/** Where a call goes, and when it is signed. */
export interface SignedFetchOptions {
  /** `cn-hangzhou` if left out. */
  readonly region?: string | undefined;
  /** Replaces the region's endpoint: `http://localhost:8080`, or, in the browser, a path. */
  readonly endpoint?: string | URL | undefined;
  /** The time in milliseconds since 1970; `Date.now` if left out. */
  readonly clock?: (() => number) | undefined;
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined;
}

/** A Response whose body is known if it is `ok`. If not, the body is `{ Code, Message, RequestId, … }`. */
export interface TypedResponse<Body> extends Response {
  json(): Promise<Body>;
}

/**
 * Calls an action over the wire, signed by V3 as the official SDK does it: by POST, with the parameters in the query.
 * Never give a page the secret of a real account.
 *
 * @param parameters lists as lists, tags as `[{ Key, Value }]`; what is undefined or null is left out.
 * @throws {TypeError} if the credential, the region or the endpoint is invalid, and if `fetch` fails
 * @example
 * const response = await signedFetch(
 *   { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
 *   'CreateApiGroup',
 *   { GroupName: 'Weather' },
 * );
 * if (response.ok) console.log((await response.json()).GroupId);
 */
export async function signedFetch<Name extends Action>(
  credential: ClientCredential,
  action: Name,
  parameters: CallInput<Name>,
  options: SignedFetchOptions = {},
): Promise<TypedResponse<CallOutput<Name>>> {
  const { accessKeyId, accessKeySecret, securityToken } = check(credentialSchema, credential, 'signedFetch', {
    whole: 'the credential',
    part: 'member',
  });
  const { region = 'cn-hangzhou' } = check(regionSchema, options, 'signedFetch');
  const { clock = Date.now, signal } = options;
  const { endpoint = `https://apigateway.${region}.aliyuncs.com` } = options;
  const page = globalThis.location?.href;
  if (!URL.canParse(endpoint, page)) {
    throw new TypeError(
      'signedFetch: endpoint must be a whole URL, such as "http://localhost:8080", or, in the browser, a path.',
    );
  }
  const url = new URL(endpoint, page);
  url.search = toQuery([...url.searchParams, ...flatten(parameters)]);

  const headers: Record<string, string> = {
    'x-acs-action': action,
    'x-acs-content-sha256': EMPTY_HASH,
    // Says nothing that the service needs; the official SDK sends and signs it (CORE).
    'x-acs-credentials-provider': securityToken ? 'static_sts' : 'static_ak',
    'x-acs-date': formatTimestamp(clock()),
    // In the SDK's form. Not by crypto.randomUUID, which exists in a secure context only.
    'x-acs-signature-nonce': bytesToHex(randomBytes(32)),
    'x-acs-version': '2016-07-14',
    ...(securityToken && { 'x-acs-accesskey-id': accessKeyId, 'x-acs-security-token': securityToken }),
  };
  // The browser sets the host, which is signed all the same.
  const signed = sortByName([['host', url.host], ...Object.entries(headers)]);
  const text = stringToSignV3(canonicalRequestV3({ method: 'POST', url, headers: signed, hash: EMPTY_HASH }));
  const names = signed.map(([name]) => name).join(';');
  const signature = bytesToHex(sign(importKey('V3', accessKeySecret), text));
  headers['authorization'] =
    `${V3_ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  headers['accept'] = 'application/json';
  return fetch(url, { method: 'POST', headers, ...(signal && { signal }) });
}

/** Lists and objects in their flat form: `Tag.1.Key`, `ResourceId.2` (CORE). An item that is left out keeps its number. */
function* flatten(value: unknown, name = ''): Generator<Pair> {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') {
    yield [name, String(value)];
    return;
  }
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const part = isList ? String(Number(key) + 1) : key;
    yield* flatten(member, name === '' ? part : `${name}.${part}`);
  }
}
