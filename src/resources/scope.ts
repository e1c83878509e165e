/** Where a resource lives. Nothing is ever seen from another account or region. */
export interface Scope {
  /** The Alibaba Cloud account's id. */
  readonly account: string;
  /** A region's id, such as `cn-hangzhou`. */
  readonly region: string;
}

/** The account of a caller who gave no known access key. */
export const DEFAULT_ACCOUNT = '1234567890123456';

/** Whether a value has the form of a region's id. */
export function isRegion(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9-]+$/.test(value);
}

/** Whether a value has the form of an account's id. */
export function isAccount(value: unknown): boolean {
  return typeof value === 'string' && /^\d+$/.test(value);
}
