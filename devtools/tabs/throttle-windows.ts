import type { JournalEntry } from '../../src/index.ts';

/** The second in which an account's calls of an action are counted. */
export interface ThrottleWindow {
  readonly account: string;
  readonly action: string;
  readonly calls: number;
  /** Milliseconds by the emulator's clock until it closes. */
  readonly left: number;
}

const WINDOW = 1000;
/** What these gates refuse has not been counted. */
const BEFORE = new Set(['faults', 'protocol', 'caller', 'action', 'nonce', 'throttle']);

/**
 * The windows that are open now: the first call opens one, as the emulator counts.
 * @param entries the oldest first.
 */
export function openWindows(entries: readonly JournalEntry[], now: number): readonly ThrottleWindow[] {
  const windows = new Map<string, { account: string; action: string; start: number; calls: number }>();
  for (const { account, action, time, gate } of entries) {
    if (gate !== undefined && BEFORE.has(gate)) continue;
    const key = `${account} ${action}`;
    const open = windows.get(key);
    if (open !== undefined && Math.abs(time - open.start) < WINDOW) open.calls += 1;
    else windows.set(key, { account, action, start: time, calls: 1 });
  }
  return [...windows.values()]
    .filter(({ start }) => Math.abs(now - start) < WINDOW)
    .map(({ account, action, start, calls }) => ({ account, action, calls, left: WINDOW - (now - start) }));
}
