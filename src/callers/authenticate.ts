import { CloudApiError } from '../cloud-api-error.ts';
import { formatTimestamp, importKey, parseTimestamp } from '../wire/signatures.ts';
import type { Scheme, SigningKey } from '../wire/signatures.ts';
import { readV1 } from './claim-v1.ts';
import { readV3 } from './claim-v3.ts';
import { missing } from './claim.ts';
import type { SignedRequest } from '../wire/read.ts';
import type { Claim } from './claim.ts';
import { compilePolicies } from './policies.ts';
import type { Credential } from './credential.ts';
import type { CompiledPolicies } from './policies.ts';
import { createRedactor } from './redact.ts';
import type { Redact } from './redact.ts';

/**
 * How far a request's time may be from the emulator's, either way, in milliseconds: 15 minutes (ERR-278265, V3SIG).
 * V2SIG says 31 for V1.
 */
export const TIME_WINDOW: number = 15 * 60_000;

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
   * Finds out who signed a request: by V3 if it has the header Authorization, else by V1.
   * What is checked first is inferred: what is missing, the algorithm, the time, the access key, its token, and the
   * signature last.
   * @param now milliseconds by the clock option.
   * @throws {CloudApiError} what the service refuses the request with
   */
  authenticate(request: SignedRequest, now: number): Signer;
  /**
   * Finds an access key if nothing was signed.
   * @throws {CloudApiError} if none is named, or if it is unknown or inactive
   */
  find(accessKeyId: string | undefined): KnownCredential;
}

/**
 * Knows the access keys of these credentials.
 * @param credentials that the options' check has let pass.
 */
export function createAuthenticator(
  credentials: readonly Credential[],
  redact: Redact = createRedactor(credentials),
): Authenticator {
  const entries = new Map(
    credentials.map((credential) => [credential.accessKeyId, toEntry(credential)] as const),
  );

  /** The entry of an access key that may be used. */
  function activeEntry(accessKeyId: string): Entry {
    const entry = entries.get(accessKeyId);
    if (entry === undefined) {
      throw new CloudApiError('InvalidAccessKeyId.NotFound', {
        detail: `None of the emulator's credentials has the access key "${redact(accessKeyId)}".`,
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
    authenticate(request, now) {
      const authorization = request.headers.get('authorization');
      const claim = authorization ? readV3(request, authorization, redact) : readV1(request, redact);
      const time = checkTime(claim.timestamp, now, redact);
      const entry = activeEntry(claim.accessKeyId);
      checkToken(claim, entry);
      claim.verify(entry.keys[claim.scheme]);
      return { credential: entry.known, nonce: claim.nonce, time };
    },
    find(accessKeyId) {
      if (accessKeyId === undefined) {
        throw missing(
          'AccessKeyId',
          'The emulator was given credentials. Pass one of their access keys to emulator.call: { accessKeyId }.',
        );
      }
      return activeEntry(accessKeyId).known;
    },
  };
}

/** An access key as the authenticator keeps it. */
interface Entry {
  readonly known: KnownCredential;
  readonly token: string | undefined;
  readonly isActive: boolean;
  readonly keys: Readonly<Record<Scheme, SigningKey>>;
}

function toEntry(credential: Credential): Entry {
  const { accessKeyId, accessKeySecret, securityToken, accountId, name, policies, status } = credential;
  return {
    known: {
      accessKeyId,
      accountId,
      name,
      isTemporary: securityToken !== undefined,
      policies: policies && compilePolicies(policies),
    },
    token: securityToken,
    isActive: status !== 'Inactive',
    keys: { V1: importKey('V1', accessKeySecret), V3: importKey('V3', accessKeySecret) },
  };
}

/** @returns when the request was signed, in milliseconds since 1970. */
function checkTime(timestamp: string, now: number, redact: Redact): number {
  const time = parseTimestamp(timestamp);
  if (time === undefined) {
    throw new CloudApiError('InvalidTimeStamp.Format', {
      detail: `The time is "${redact(timestamp)}"; it must be yyyy-MM-ddTHH:mm:ssZ, in UTC.`,
    });
  }
  if (Math.abs(now - time) > TIME_WINDOW) {
    throw new CloudApiError('InvalidTimeStamp.Expired', {
      detail: `The request was signed at ${timestamp}, and the emulator's clock says ${formatTimestamp(now)}; at most 15 minutes' difference is allowed.`,
    });
  }
  return time;
}

function checkToken({ accessKeyId, token }: Claim, entry: Entry): void {
  if (token === entry.token) return;
  if (token === undefined) throw missing('SecurityToken', 'The access key is one of STS.');
  throw new CloudApiError('InvalidSecurityToken', {
    detail:
      entry.token === undefined
        ? `The access key "${accessKeyId}" has no security token.`
        : `The security token is not the one of the access key "${accessKeyId}".`,
  });
}
