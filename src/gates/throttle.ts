import { CloudApiError } from '../cloud-api-error.ts';
import type { Clock } from '../controls/clock.ts';
import type { Notes, ThrottleWindow } from '../store/store.ts';
import type { InnerGate } from './gate.ts';

/** How long a window is, in milliseconds: the limits are documented per second. */
const WINDOW = 1000;

/**
 * How many windows are remembered beside the one that had a call last. Only a clock that is set back, or differs from another tab's,
 * leads into one of them.
 */
const MAX_OTHERS = 15;

/**
 * Lets an account call an action so many times a second. The limit is documented "per user" (SEED-G); that the second
 * is a fixed window which the first call opens, and that a refused call does not count, is inferred. So is that a
 * call counts when it reaches this gate, after a fault's delay and after those in front of it in the queue.
 */
export function throttleGate(clock: Pick<Clock, 'now'>): InnerGate {
  return {
    name: 'throttle',
    notes: ({ callsPerSecond }) => callsPerSecond !== Infinity,
    check({ account, call, callsPerSecond: limit }, transaction) {
      if (limit === Infinity) return;
      // Read in the transaction, where no call overtakes another, in any tab.
      const now = clock.now();
      const key = [account, call.action];
      const windows = allWindows(transaction.recall('throttle', key));
      const open = windowAt(windows, now) ?? { start: now, calls: 0 };
      if (open.calls >= limit) {
        throw new CloudApiError('Throttling.User', { detail: detailOf(call.action, limit, open) });
      }
      transaction.note('throttle', key, {
        start: open.start,
        calls: open.calls + 1,
        others: windows
          .filter((window) => window !== open)
          .slice(0, MAX_OTHERS)
          .map(({ start, calls }) => ({ start, calls })),
      });
    },
  };
}

function detailOf(action: string, limit: number, { start }: Pick<ThrottleWindow, 'start'>): string {
  // As toISOString, but for an end beyond the last date that there is: null instead of a RangeError.
  const end = new Date(start + WINDOW).toJSON();
  return `${action} is limited to ${limit} ${limit === 1 ? 'call' : 'calls'} per second. On the emulator's clock, the present second ends at ${end}.`;
}

/** The one that had a call last comes first. */
function allWindows(last: Notes['throttle'] | undefined): readonly ThrottleWindow[] {
  return last === undefined ? [] : [last, ...(last.others ?? [])];
}

/** The window in which a time lies, else one that begins less than a second later: a new one would lie over it. */
function windowAt(windows: readonly ThrottleWindow[], now: number): ThrottleWindow | undefined {
  return (
    windows.find(({ start }) => start <= now && now < start + WINDOW) ??
    windows.find(({ start }) => now < start && start < now + WINDOW)
  );
}
