/** Where a resource lives. Nothing is ever seen from another account or region. */
export interface Scope {
  /** The Alibaba Cloud account's id. */
  readonly account: string;
  /** A region's id, such as `cn-hangzhou`. */
  readonly region: string;
}

/** The account of a caller who gave no known access key. */
export const DEFAULT_ACCOUNT = '1234567890123456';
