import { CloudApiError } from '../cloud-api-error.ts';
import type { Grade } from '../errors.ts';
import {
  canonicalRequestV3,
  EMPTY_HASH,
  formatTimestamp,
  fromBase64,
  fromHex,
  importKey,
  parseTimestamp,
  percentEncode,
  sha256,
  stringToSignV1,
  stringToSignV3,
  V3_ALGORITHM,
  verify,
} from '../wire/signatures.ts';
import type { Pair, Scheme } from '../wire/signatures.ts';
import { compilePolicies } from './policies.ts';
import type { Credential } from './credential.ts';
import type { CompiledPolicies } from './policies.ts';

/**
 * How far a request's time may be from the emulator's, either way, in milliseconds: 15 minutes (ERR-278265, V3SIG).
 * V2SIG says 31 for V1.
 */
export const TIME_WINDOW: number = 15 * 60_000;

/** A request as it came, before anything was read from it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** An access key without what is secret about it. */
export interface KnownCredential {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly name: string | undefined;
  /** Whether it is of STS. */
  readonly isTemporary: boolean;
  /** `undefined` for a caller who may do everything. */
  readonly policies: CompiledPolicies | undefined;
}

/** Who has signed a request. */
export interface Signer {
  readonly credential: KnownCredential;
  /** Good for one call of this access key within the window; whether it was used is for the store to say. */
  readonly nonce: string;
  /** When the request was signed, in milliseconds since 1970. */
  readonly time: number;
}

/** Knows access keys, and who has signed a request by one of them. */
export interface Authenticator {
  /**
   * Finds out who has signed a request: by V3 where it has the header Authorization, else by V1.
   * What is checked first is inferred: what is missing, the algorithm, the time, the access key, its token, and the
   * signature last.
   * @param now milliseconds by the clock option.
   * @throws {CloudApiError} what the service refuses the request with
   */
  authenticate(request: SignedRequest, now: number): Promise<Signer>;
  /**
   * Finds an access key where nothing was signed.
   * @throws {CloudApiError} where none is named, and where it is not known or inactive
   */
  find(accessKeyId: string | undefined): KnownCredential;
}

/** What a request says about itself, by one of the schemes. */
interface Claim {
  readonly scheme: Scheme;
  readonly accessKeyId: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly token: string | undefined;
  /** @throws {CloudApiError} `SignatureDoesNotMatch` */
  verify(key: CryptoKey): Promise<void>;
}

/**
 * The secrets go into keys that cannot be read back, at once, and are not kept.
 * @param credentials that the options' check has let pass.
 */
export function createAuthenticator(credentials: readonly Credential[]): Authenticator {
  const entries = new Map(
    credentials.map(({ accessKeyId, accessKeySecret, securityToken, accountId, name, policies, status }) => [
      accessKeyId,
      {
        known: {
          accessKeyId,
          accountId,
          name,
          isTemporary: securityToken !== undefined,
          policies: policies && compilePolicies(policies),
        } satisfies KnownCredential,
        token: securityToken,
        isActive: status !== 'Inactive',
        keys: {
          V1: importKey('V1', accessKeySecret, 'verify'),
          V3: importKey('V3', accessKeySecret, 'verify'),
        },
      },
    ]),
  );

  function active(accessKeyId: string) {
    const entry = entries.get(accessKeyId);
    if (entry === undefined) {
      throw new CloudApiError('InvalidAccessKeyId.NotFound', {
        detail: `None of the emulator's credentials has the access key "${accessKeyId}".`,
      });
    }
    if (!entry.isActive) {
      throw new CloudApiError('InvalidAccessKeyId.Inactive', {
        detail: `The status of the access key "${accessKeyId}" is Inactive in the emulator's credentials.`,
      });
    }
    return entry;
  }

  return {
    async authenticate(request, now) {
      const authorization = request.headers.get('authorization');
      const claim = authorization ? readV3(request, authorization) : readV1(request);
      const { accessKeyId, nonce, timestamp } = claim;
      const time = parseTimestamp(timestamp);
      if (time === undefined) {
        throw new CloudApiError('InvalidTimeStamp.Format', {
          detail: `The time is "${timestamp}"; the form is yyyy-MM-ddTHH:mm:ssZ, in UTC.`,
        });
      }
      if (Math.abs(now - time) > TIME_WINDOW) {
        throw new CloudApiError('InvalidTimeStamp.Expired', {
          detail: `The request was signed at ${timestamp}; it is ${formatTimestamp(now)} by the clock option, and 15 minutes may lie between them.`,
        });
      }
      const entry = active(accessKeyId);
      if (claim.token !== entry.token) {
        if (claim.token === undefined) throw missing('SecurityToken', 'The access key is one of STS.');
        throw new CloudApiError('InvalidSecurityToken', {
          detail:
            entry.token === undefined
              ? `The access key "${accessKeyId}" has no security token.`
              : `The security token is not the one of the access key "${accessKeyId}".`,
        });
      }
      await claim.verify(await entry.keys[claim.scheme]);
      return { credential: entry.known, nonce, time };
    },
    find(accessKeyId) {
      if (accessKeyId === undefined) {
        throw missing(
          'AccessKeyId',
          'The emulator was given credentials. emulator.call takes one of their access keys: { accessKeyId }.',
        );
      }
      return active(accessKeyId).known;
    },
  };
}

/**
 * All pairs of query and form are signed, also several of one name; of these the first one counts, as it does for the
 * operations (inferred).
 */
function readV1({ method, url, headers, body }: SignedRequest): Claim {
  const isForm =
    method === 'POST' &&
    /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers.get('content-type') ?? '');
  const form = isForm ? new URLSearchParams(new TextDecoder().decode(body)) : [];
  const pairs: readonly Pair[] = [...url.searchParams, ...form];
  const find = (name: string): string | undefined =>
    pairs.find(([other]) => other === name)?.[1] || undefined;
  const needed = (name: string): string => {
    const value = find(name);
    if (value === undefined) throw missing(name, 'It is one of the parameters of a V1 signature.');
    return value;
  };

  const type = find('SignatureType');
  if (type !== undefined) throw unknownMethod(`SignatureType ${type}`, 'inferred');
  const accessKeyId = find('AccessKeyId');
  if (accessKeyId === undefined) {
    throw missing(
      'AccessKeyId',
      'The emulator was given credentials, so that each call has to be signed by one of them: by V1, with AccessKeyId and Signature among the parameters, or by V3, with the header Authorization.',
    );
  }
  // In a header it would not be signed.
  needed('Action');
  const signature = fromBase64(needed('Signature'));
  const algorithm = needed('SignatureMethod');
  const version = needed('SignatureVersion');
  const nonce = needed('SignatureNonce');
  const timestamp = needed('Timestamp');
  if (algorithm !== 'HMAC-SHA1') throw unknownMethod(`SignatureMethod ${algorithm}`);
  if (version !== '1.0') {
    throw new CloudApiError('InvalidSignatureVersion', {
      detail: `SignatureVersion is "${version}"; 1.0 exists.`,
    });
  }
  return {
    scheme: 'V1',
    accessKeyId,
    nonce,
    timestamp,
    token: find('SecurityToken'),
    async verify(key) {
      const text = stringToSignV1(method, pairs);
      if (await verify(key, signature, text)) return;
      throw mismatch(
        // The service shows the security token, and what else was sent; a test's log should not.
        `Specified signature is not matched with our calculation. server string to sign is:${text.replaceAll(/((?:SecurityToken|AccessKeySecret)%3D).*?(?=%26|$)/gi, '$1***')}`,
        'The string to sign in the message is what should have been signed, with "***" for a security token. Where it is the same as yours, the secrets differ.',
      );
    },
  };
}

/** @param authorization `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…` (V3SIG). */
function readV3({ method, url, headers, body }: SignedRequest, authorization: string): Claim {
  // Without a word before it, it may be a secret, and is not shown.
  const [, algorithm = 'no algorithm'] = /^(\S+)\s/.exec(authorization) ?? [];
  if (algorithm !== V3_ALGORITHM) throw unknownMethod(`Authorization by ${algorithm}`, 'inferred');
  const fields = new Map(
    Array.from(authorization.matchAll(/\b(\w+)=([^,\s]*)/g), ([, name = '', value = '']): Pair => [
      name,
      value,
    ]),
  );
  const sent = new Map([...headers, ['host', hostOf(url, headers.get('host'))]]);

  const accessKeyId = need(fields.get('Credential'), 'AccessKeyId', 'Credential in Authorization');
  const listed = need(fields.get('SignedHeaders'), 'SignedHeaders', 'a part of Authorization');
  const signature = fromHex(need(fields.get('Signature'), 'Signature', 'a part of Authorization'));
  const nonce = need(sent.get('x-acs-signature-nonce'), 'SignatureNonce', 'the header x-acs-signature-nonce');
  const timestamp = need(sent.get('x-acs-date'), 'Timestamp', 'the header x-acs-date');
  return {
    scheme: 'V3',
    accessKeyId,
    nonce,
    timestamp,
    token: sent.get('x-acs-security-token') || undefined,
    async verify(key) {
      const hash = body.length === 0 ? EMPTY_HASH : await sha256(body);
      const names = [...new Set(listed.toLowerCase().split(';'))].toSorted();
      const request = {
        method,
        url,
        headers: names.map((name): Pair => [name, sent.get(name) ?? '']),
        hash,
      };
      const canonicalRequest = canonicalRequestV3(request);
      const text = await stringToSignV3(canonicalRequest);
      const flaw = findFlaw(sent, names, hash);
      if (flaw === undefined) {
        if (await verify(key, signature, text)) return;
        if (
          mayBeRaw([...url.searchParams.keys()]) &&
          (await verify(key, signature, await stringToSignV3(canonicalRequestV3(request, (name) => name))))
        ) {
          return;
        }
      }
      throw mismatch(
        `Specified signature does not match our calculation. server StringToSign is [${text}]`,
        flaw ??
          `This is what should have been signed, with "***" for a security token; where it is the same as yours, the secrets differ:\n${canonicalRequest.replaceAll(/(^x-acs-[\w-]*token:).*|(\b(?:SecurityToken|AccessKeySecret)=)[^&\n]*/gim, '$1$2***')}`,
        // V3's own message is observed, its status is not; what is wrong beside the signature is concluded.
        flaw === undefined ? 'observed' : 'inferred',
      );
    },
  };
}

/**
 * The host that was signed. A page cannot set it, and a service worker sees none; a client in Node signs it as its
 * endpoint is spelled, also with a default port.
 */
function hostOf(url: URL, spelled: string | null): string {
  return spelled?.toLowerCase().replace(/:(?:80|443)$/, '') === url.host ? spelled : url.host;
}

/**
 * Why a request is refused even where its signature is right: something that counts is not signed. That the service
 * wants every `x-acs-*` header signed is inferred from what the SDKs do (CORE).
 */
function findFlaw(
  sent: ReadonlyMap<string, string>,
  names: readonly string[],
  hash: string,
): string | undefined {
  for (const name of sent.keys()) {
    if ((name === 'host' || name.startsWith('x-acs-')) && !names.includes(name)) {
      return `The header ${name} is not signed. SignedHeaders has to name host and every x-acs-* header that is sent.`;
    }
  }
  const given = sent.get('x-acs-content-sha256');
  if (given === hash) return undefined;
  return given === undefined
    ? 'The header x-acs-content-sha256 is missing.'
    : `The body's SHA-256 is ${hash}; x-acs-content-sha256 says otherwise.`;
}

/**
 * Whether the names of a query may have been signed as they are: the official SDK encodes values only (CORE). A name
 * that could stand for several pairs, or for an encoded name, is not taken so.
 */
function mayBeRaw(names: readonly string[]): boolean {
  return names.some((name) => percentEncode(name) !== name) && !names.some((name) => /[=&%\n]/.test(name));
}

/** For a part of V3 the code is that of V1's part of the same meaning (inferred). */
function missing(name: string, detail: string, grade?: Grade): CloudApiError {
  return new CloudApiError(`Missing${name}`, { detail, grade });
}

/** @param place of the value in a V3 signature. */
function need(value: string | undefined, name: string, place: string): string {
  if (!value) throw missing(name, `In a V3 signature it is ${place}.`, 'inferred');
  return value;
}

function unknownMethod(what: string, grade?: Grade): CloudApiError {
  return new CloudApiError('InvalidSignatureMethod', {
    grade,
    detail: `The call is signed with ${what}; the emulator knows HMAC-SHA1 of V1 and ${V3_ALGORITHM}.`,
  });
}

/** @param message with the server's string to sign, as the service writes it (observed). */
function mismatch(message: string, detail: string, grade?: Grade): CloudApiError {
  return Object.assign(new CloudApiError('SignatureDoesNotMatch', { detail, grade }), { message });
}
