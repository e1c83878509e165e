import * as v from 'valibot';

/** Where a resource lives. Nothing is ever seen from another account or region. */
export interface Scope {
  /** The Alibaba Cloud account's id. */
  readonly account: string;
  /** A region's id, such as `cn-hangzhou`. */
  readonly region: string;
}

/** The account of every caller if the emulator has no `credentials`; if it has, their accounts count instead. */
export const DEFAULT_ACCOUNT = '1234567890123456';

/** A region's id. The emulator does not check that the region exists. */
export const regionId = v.custom<string>(
  (value) => typeof value === 'string' && /^[a-z0-9-]+$/.test(value),
  'must be a region id such as "cn-hangzhou".',
);

/** An account's id. */
export const accountId = v.custom<string>(
  (value) => typeof value === 'string' && /^\d+$/.test(value),
  'must be a string of digits.',
);
