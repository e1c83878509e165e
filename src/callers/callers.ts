import { CloudApiError } from '../cloud-api-error.ts';
import type { Operation } from '../operations/operation.ts';
import type { Transaction } from '../store/store.ts';
import { createAuthenticator, TIME_WINDOW } from './authenticate.ts';
import type { KnownCredential } from './authenticate.ts';
import type { Credential } from './credential.ts';
import { sha256 } from '../wire/signatures.ts';
import { accessDeniedDetail, evaluate, resourcesOf } from './policies.ts';

/** Nonces that are remembered, at most; the oldest go first. */
const MAX_NONCES = 10_000;

/** One who calls, and is known. */
export interface Caller {
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
  /** As its definition has it. */
  readonly resource: Operation<never, never>['resource'];
  readonly region: string;
  /** Not checked yet. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Knows who calls. */
export interface Callers {
  /**
   * By a request's signature.
   * @param body a copy of the request, to read the body from; left out where it has none.
   * @throws {CloudApiError} what the service refuses the request with
   */
  bySignature(request: Request, body: Request | undefined, now: number): Promise<Caller>;
  /**
   * By an access key alone, where nothing was signed.
   * @throws {CloudApiError} where it is missing, not known, or inactive
   */
  byKey(accessKeyId: string | undefined): Caller;
}

/** @param credentials that the options' check has let pass. */
export function createCallers(credentials: readonly Credential[]): Callers {
  const { authenticate, find } = createAuthenticator(credentials);
  return {
    async bySignature(request, body, now) {
      const { method, headers } = request;
      const { credential, nonce: given } = await authenticate(
        {
          method,
          headers,
          url: new URL(request.url),
          body: body === undefined ? new Uint8Array() : new Uint8Array(await body.arrayBuffer()),
        },
        now,
      );
      // However long it is, it takes little room.
      const nonce = given.length > 100 ? await sha256(new TextEncoder().encode(given)) : given;
      return {
        ...callerOf(credential),
        admit: (transaction) => useNonce(transaction, credential.accessKeyId, nonce, now),
      };
    },
    byKey: (accessKeyId) => callerOf(find(accessKeyId)),
  };
}

function callerOf(credential: KnownCredential): Caller {
  return {
    account: credential.accountId,
    authorize({ action, resource, region, parameters }) {
      if (credential.policies === undefined) return;
      const resources = resourcesOf(resource, { region, account: credential.accountId }, parameters);
      const verdict = evaluate(credential.policies, action, resources);
      if (verdict === 'Allow') return;
      const detail = `The policies of "${credential.name ?? credential.accessKeyId}" ${
        verdict === 'ExplicitDeny' ? 'deny' : 'do not allow'
      } apigateway:${action} on ${resources.join(', ')}.`;
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
  // Two go for each that comes, so that they become fewer, and no call takes longer than another.
  const oldest = transaction.list('nonces', [], { direction: 'ascending', limit: 2 });
  const spare = transaction.count('nonces', []) + 1 - MAX_NONCES;
  for (const [index, row] of oldest.entries()) {
    if (index < spare || row.arrived < now - 2 * TIME_WINDOW) {
      transaction.remove('nonces', [row.accessKeyId, row.nonce]);
    }
  }
  transaction.insert('nonces', { accessKeyId, nonce, arrived: now });
}
