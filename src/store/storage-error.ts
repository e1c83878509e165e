/**
 * Why the storage failed a call: no space is left; what it holds cannot be read; a newer version of this package wrote
 * it; or it refuses a write without telling why.
 */
export type StorageErrorReason = 'full' | 'damaged' | 'newer' | 'refused';

/** A failure of the storage that the user can do something about. The message says what, in plain words. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: StorageErrorReason;

  constructor(reason: StorageErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
