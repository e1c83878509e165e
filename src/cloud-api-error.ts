import { findErrorRow } from './errors.ts';
import type { ErrorCode, Grade } from './errors.ts';

/** What a NoPermission says about itself; the keys and their values are documented. */
export interface AccessDeniedDetail {
  readonly AuthAction: string;
  readonly AuthPrincipalType: 'SubUser' | 'AssumedRoleUser';
  readonly AuthPrincipalOwnerId: string;
  readonly AuthPrincipalDisplayName: string;
  readonly NoPermissionType: 'ExplicitDeny' | 'ImplicitDeny';
  readonly PolicyType: 'AccountLevelIdentityBasedPolicy';
  /** The service's is encrypted; this one is the emulator's own, and says nothing that the others do not. */
  readonly EncodedDiagnosticMessage: string;
}

/** The elements of every error. */
export interface ErrorBody {
  readonly RequestId: string;
  readonly HostId: string;
  readonly Code: string;
  readonly Message: string;
  readonly Recommend: string;
  /** Why RAM refuses; only with NoPermission. */
  readonly AccessDeniedDetail?: AccessDeniedDetail;
}

/** What an answer differs in from its row of the catalogue. */
export interface CloudApiErrorOptions {
  /** What the row's message has places for, in their order; `...` stands for what is left out. */
  readonly names?: readonly string[];
  /** Why the emulator refused, in words for the developer; never sent over the wire. */
  readonly detail?: string | undefined;
  /** Overrides the row's grade if this use of the code is less certain than the row. */
  readonly grade?: Grade | undefined;
  /** Elements of the answer beside those that every error has. */
  readonly elements?: Pick<ErrorBody, 'AccessDeniedDetail'>;
  readonly cause?: unknown;
}

/**
 * A refusal in the service's own words. `emulator.call` throws it; `emulator.handle` renders it.
 *
 * @example
 * try {
 *   await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
 * } catch (error) {
 *   if (error instanceof CloudApiError && error.code === 'RepeatedApiGroup') …
 * }
 */
export class CloudApiError extends Error {
  override readonly name = 'CloudApiError';
  /** The service's error code, such as `RepeatedApiGroup`. */
  code: string;
  /** HTTP status of the answer. */
  status: number;
  /** How well it is known that the service answers so. */
  readonly grade: Grade;
  /** Where that is known from; the keys are explained in docs/evidence.md. */
  readonly source: string;
  /** Why the emulator refused, in words for the developer; not part of the answer on the wire. */
  detail: string | undefined;
  /** Elements of the answer beside those that every error has. */
  readonly elements: Pick<ErrorBody, 'AccessDeniedDetail'>;
  /** The call's id, the same as in the answer; empty until the emulator has stamped the error. */
  requestId = '';
  /** The endpoint's host, the same as in the answer; empty until the emulator has stamped the error. */
  hostId = '';

  constructor(code: ErrorCode, options: CloudApiErrorOptions = {}) {
    const row = findErrorRow(code);
    if (row === undefined) throw new TypeError(`No row for the error code "${code}" in the catalogue.`);
    const names = [...(options.names ?? [])];
    // As a cause, the detail is shown by test runners, which print no other property of an error.
    const cause = options.cause ?? (options.detail && reason(options.detail));
    super(
      row.message.replaceAll('%s', () => names.shift() ?? '...'),
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.status = row.status;
    this.grade = options.grade ?? row.grade;
    this.source = row.source;
    this.detail = options.detail;
    this.elements = options.elements ?? {};
  }

  /** Replaces what must not be written out, such as secrets, in the message and the detail. */
  rewrite(replace: (text: string) => string): void {
    this.message = replace(this.message);
    if (this.detail === undefined) return;
    const hasReason = this.cause instanceof Error && this.cause.message === this.detail;
    this.detail = replace(this.detail);
    if (hasReason) this.cause = reason(this.detail);
  }

  /** What the service's answer holds, in the order of the observed XML sample. */
  get body(): ErrorBody {
    const { code, requestId } = this;
    return {
      RequestId: requestId,
      HostId: this.hostId,
      Code: code,
      Message: this.message,
      // The page where the service explains a code. Observed since 2022; the product's name is inferred.
      Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=CloudAPI&requestId=${requestId}`,
      ...this.elements,
    };
  }
}

function reason(detail: string): Error {
  const error = new Error(detail);
  error.name = 'Reason';
  // Where the reason was found says nothing to the reader.
  error.stack = `Reason: ${detail}`;
  return error;
}
