import { CloudApiError } from '../cloud-api-error.ts';
import type { Transaction } from '../store/store.ts';

/** How long a window is, in milliseconds: the limits are documented per second. */
const WINDOW = 1000;

/** One call, and how many of its kind a second may see. */
export interface ThrottledCall {
  readonly account: string;
  readonly action: string;
  /** Calls a second; `Infinity` for no limit. */
  readonly limit: number;
  /** Milliseconds by the clock option. */
  readonly now: number;
}

/**
 * Lets a call pass or refuses it. The limit is documented "per user" (SEED-G); that the second is a fixed
 * window which the first call opens, and that a refused call does not count, is inferred.
 * @throws {CloudApiError} `Throttling.User`
 */
export function throttle(transaction: Transaction, { account, action, limit, now }: ThrottledCall): void {
  const window = transaction.recall('throttle', [account, action]);
  // Another tab's clock may have been read a little earlier; one that was set back opens a new window.
  const open = window !== undefined && Math.abs(now - window.start) < WINDOW;
  const calls = open ? window.calls : 0;
  if (calls >= limit) {
    throw new CloudApiError('Throttling.User', {
      detail: `${action} may be called ${limit} times a second; the window closes at ${(window?.start ?? now) + WINDOW} by the clock option.`,
    });
  }
  transaction.note('throttle', [account, action], {
    start: open ? window.start : now,
    calls: calls + 1,
  });
}
