import { CloudApiError } from '../cloud-api-error.ts';
import type { Transaction } from '../store/store.ts';
import { createAuthenticator, TIME_WINDOW } from './authenticate.ts';
import type { KnownCredential } from './authenticate.ts';
import type { Credential } from './credential.ts';
import { sha256 } from '../wire/signatures.ts';
import type { SignedRequest } from '../wire/read.ts';
import { accessDeniedDetail, evaluate, resourcesOf } from './policies.ts';
import { createRedactor } from './redact.ts';
import type { Redact } from './redact.ts';

/** Nonces that are remembered, at most; the oldest go first. */
const MAX_NONCES = 10_000;

/** One who calls, and is known. */
export interface Caller {
  readonly accessKeyId: string;
  /** The Alibaba Cloud account's id. */
  readonly account: string;
  /** @throws {CloudApiError} `NoPermission` */
  authorize(call: AuthorizedCall): void;
  /**
   * Lets a signed call in once, in the transaction that it is about to change.
   * @throws {CloudApiError} `SignatureNonceUsed`
   */
  admit(transaction: Transaction): void;
}

/** What a caller wants to do. */
export interface AuthorizedCall {
  readonly action: string;
  /** As its operation has it, see {@link resourcesOf}. */
  readonly resource: string;
  readonly region: string;
  /** Not checked yet. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Knows who calls. */
export interface Callers {
  /**
   * By a request's signature.
   * @param now milliseconds by the clock option.
   * @throws {CloudApiError} what the service refuses the request with
   */
  bySignature(request: SignedRequest, now: number): Caller;
  /**
   * By an access key alone, if nothing was signed.
   * @throws {CloudApiError} if it is missing, unknown or inactive
   */
  byKey(accessKeyId: string | undefined): Caller;
}

/** @param credentials that the options' check has let pass. */
export function createCallers(
  credentials: readonly Credential[],
  redact: Redact = createRedactor(credentials),
): Callers {
  const { authenticate, find } = createAuthenticator(credentials, redact);
  return {
    bySignature(request, now) {
      const { credential, nonce: given } = authenticate(request, now);
      // A long one would take much room, and one with a secret in it is not kept.
      const isPlain = given.length <= 100 && redact(given) === given;
      const nonce = isPlain ? given : sha256(new TextEncoder().encode(given));
      return {
        ...callerOf(credential, redact),
        admit: (transaction) => useNonce(transaction, credential.accessKeyId, nonce, now),
      };
    },
    byKey: (accessKeyId) => callerOf(find(accessKeyId), redact),
  };
}

function callerOf(credential: KnownCredential, redact: Redact): Caller {
  return {
    accessKeyId: credential.accessKeyId,
    account: credential.accountId,
    authorize({ action, resource, region, parameters }) {
      if (credential.policies === undefined) return;
      const resources = resourcesOf(resource, { region, account: credential.accountId }, parameters);
      const verdict = evaluate(credential.policies, action, resources);
      if (verdict === 'Allow') return;
      const detail = `The policies of "${credential.name ?? credential.accessKeyId}" ${
        verdict === 'ExplicitDeny' ? 'deny' : 'do not allow'
      } apigateway:${action} on ${redact(resources.join(', '))}.`;
      throw new CloudApiError('NoPermission', {
        detail,
        elements: { AccessDeniedDetail: accessDeniedDetail({ credential, action, type: verdict }) },
      });
    },
    admit: () => undefined,
  };
}

/**
 * Remembers a nonce for as long as a time that it may be signed with is accepted: one that is ahead by the whole window
 * is so for two. That, and the bound, are the emulator's; the documents say only that a nonce is used once.
 */
function useNonce(transaction: Transaction, accessKeyId: string, nonce: string, now: number): void {
  if (transaction.get('nonces', [accessKeyId, nonce]) !== undefined) {
    throw new CloudApiError('SignatureNonceUsed', {
      detail: `A call of the access key "${accessKeyId}" has used this nonce.`,
    });
  }
  // Evicts up to two nonces per insert, so that the table shrinks and each call costs the same.
  const oldest = transaction.list('nonces', [], { direction: 'ascending', limit: 2 });
  const spare = transaction.count('nonces', []) + 1 - MAX_NONCES;
  for (const [index, row] of oldest.entries()) {
    if (index < spare || row.arrived < now - 2 * TIME_WINDOW) {
      transaction.remove('nonces', [row.accessKeyId, row.nonce]);
    }
  }
  transaction.insert('nonces', { accessKeyId, nonce, arrived: now });
}
