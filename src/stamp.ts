import type { Redact } from './callers/redact.ts';
import { CloudApiError } from './cloud-api-error.ts';
import type { ErrorCode } from './errors.ts';
import { logError } from './log-error.ts';
import type { ErrorOverride } from './error-parts.ts';
import { StorageError } from './store/storage-error.ts';

/**
 * Makes any failure a CloudApiError that carries the call's ids and the user's override.
 * @param fallback for a failure that is not the caller's.
 */
export type Stamp = (
  thrown: unknown,
  requestId: string,
  hostId: string,
  fallback: ErrorCode,
) => CloudApiError;

export function createStamp(
  { errors }: { readonly errors: Readonly<Partial<Record<string, ErrorOverride>>> },
  redact: Redact | undefined,
): Stamp {
  return (thrown, requestId, hostId, fallback) => {
    const error = thrown instanceof CloudApiError ? thrown : unexpected(thrown, fallback);
    // An override is not overridden again.
    if (error.requestId === requestId) return error;
    const override = errors[error.code];
    error.code = override?.code ?? error.code;
    error.message = override?.message ?? error.message;
    error.status = override?.status ?? error.status;
    error.requestId = requestId;
    error.hostId = hostId;
    if (redact !== undefined) error.rewrite(redact);
    return error;
  };
}

/** A failure that is not the caller's: of the storage, or of the emulator itself. */
function unexpected(cause: unknown, code: ErrorCode): CloudApiError {
  // What is wrong with the storage, the store has said already.
  if (cause instanceof StorageError) return new CloudApiError(code, { detail: cause.message, cause });
  logError(`A call failed with an internal emulator error; it is answered with ${code}.`, cause);
  let detail = 'Something without a message was thrown.';
  try {
    detail = String(cause);
  } catch {
    // The answer goes out all the same.
  }
  return new CloudApiError(code, { detail, cause });
}
