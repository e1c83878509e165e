import { toHex } from './hex.ts';
import type { Transaction } from '../store/store.ts';

/** The identifiers that the service makes up; each call gives a new one. */
export interface Ids {
  /**
   * 32 lower-case hex digits of a version 4 UUID, for GroupId and ModelId. Observed: FUN, TF.
   * @param transaction that the id is used in, because reproducible ids are counted in the state.
   */
  resource(transaction: Transaction): string;
  /** Upper-case UUID whose third group starts with 5, as the service's have since about 2021. Observed. */
  request(): string;
  /** 32 lower-case hex digits, for the header `x-acs-trace-id` of the call with this id. Observed on another product. */
  trace(requestId: string): string;
  /** How many calls have got their ids, where that decides which ones they get. */
  requests?: number;
}

/** Whether a value has the form of a GroupId or a ModelId. */
export function isResourceId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}

/** Bytes for one identifier. */
const SIZE = 16;

/**
 * Makes the identifiers from a source of random bytes.
 * @param fill puts random bytes into an array; the platform's own generator by default. Not crypto.randomUUID, which
 * a page has in a secure context only.
 * @param pooled for how many identifiers bytes are asked for at once, because each asking takes its time.
 */
export function createIds(
  fill: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes),
  pooled = 64,
): Ids {
  const pool = new Uint8Array(SIZE * pooled);
  let used = pool.length;
  const hex = (): string => {
    if (used === pool.length) {
      fill(pool);
      used = 0;
    }
    used += SIZE;
    return toHex(pool.subarray(used - SIZE, used));
  };
  const uuid = (version: '4' | '5'): string => {
    const digits = hex();
    const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4);
    return digits.slice(0, 12) + version + digits.slice(13, 16) + variant + digits.slice(17);
  };
  return {
    resource: () => uuid('4'),
    request: () => {
      const id = uuid('5').toUpperCase();
      return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
    },
    trace: hex,
  };
}
