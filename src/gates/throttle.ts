import { CloudApiError } from '../cloud-api-error.ts';
import type { LimitsControl } from '../controls/limits.ts';
import type { InnerGate, Passage } from './gate.ts';

/** How long a window is, in milliseconds: the limits are documented per second. */
const WINDOW = 1000;

/**
 * Lets an account call an action so many times a second. The limit is documented "per user" (SEED-G); that the second
 * is a fixed window which the first call opens, and that a refused call does not count, is inferred.
 */
export function throttleGate(limits: Pick<LimitsControl, 'current'>): InnerGate {
  const limitFor = ({ call }: Passage): number => limits.current().qps[call.action] ?? Infinity;
  return {
    name: 'throttle',
    notes: (passage) => limitFor(passage) !== Infinity,
    check(passage, transaction) {
      const limit = limitFor(passage);
      if (limit === Infinity) return;
      const { account, call, time: now } = passage;
      const key = [account, call.action];
      const window = transaction.recall('throttle', key);
      // Another tab's clock may have been read a little earlier; one that was set back opens a new window.
      const open = window !== undefined && Math.abs(now - window.start) < WINDOW;
      const calls = open ? window.calls : 0;
      if (calls >= limit) {
        throw new CloudApiError('Throttling.User', {
          detail: `${call.action} may be called ${limit} times a second; the window closes at ${(window?.start ?? now) + WINDOW} by the clock option.`,
        });
      }
      transaction.note('throttle', key, { start: open ? window.start : now, calls: calls + 1 });
    },
  };
}
