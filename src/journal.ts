import { complain } from './complain.ts';
import type { Grade } from './errors.ts';
import type { Action } from './operations/index.ts';

/** One call, as it was answered. */
export interface JournalEntry {
  /** Whether it was a request, or a call of `emulator.call`. */
  readonly via: 'request' | 'call';
  /** When it came, in milliseconds by the clock option. */
  readonly time: number;
  /** Empty where the request named none. */
  readonly action: string;
  readonly region: string;
  /** Of the caller; empty where the emulator was given credentials, and the caller is none of them. */
  readonly account: string;
  /** As they were sent, lists put together, without those of the protocol. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; 0 where a fault dropped the call. */
  readonly status: number;
  /** The error's code; `undefined` for a success, and for a dropped call. */
  readonly code: string | undefined;
  readonly requestId: string;
  /** How long the answer took, in milliseconds. */
  readonly duration: number;
  /** How well it is known that the service refuses so; `undefined` where it did not refuse. */
  readonly grade: Grade | undefined;
  /** Why the emulator refused, in words for the developer. */
  readonly detail: string | undefined;
  /** Whether a fault gave the answer. */
  readonly injected: boolean;
  /** Parameters that the operation does not know: most often, a misspelt one. */
  readonly unread: readonly string[];
}

/** What to look for: entries that have all of these, `parameters` among others. */
export type JournalMatch = Partial<Omit<JournalEntry, 'unread' | 'time' | 'duration' | 'detail'>>;

/** What was called, and what came back. */
export interface Journal {
  /** All entries that are kept, the oldest first. */
  entries(): readonly JournalEntry[];
  /** The entries that match, the oldest first. */
  find(match: JournalMatch): readonly JournalEntry[];
  clear(): void;
  /** Waits for the next call, of this action if one is named, and gives its entry once it is answered. */
  next(action?: Action | (string & {})): Promise<JournalEntry>;
  /**
   * Tells of each call once it is answered.
   * @returns a function that unsubscribes
   */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}

/** The parameters that belong to the protocol and to no operation (V2SIG), and a secret that was sent by mistake. */
const PROTOCOL =
  /^(?:Action|Version|Format|AccessKeyId|[Aa]ccessKeySecret|Signature(?:Method|Nonce|Type|Version)?|[Ss]ecurityToken|BearerToken|Timestamp)$/;

/** A call as it is kept: what takes time to work out waits until somebody looks. */
export interface RecordedCall extends Omit<JournalEntry, 'parameters' | 'unread'> {
  /** With those of the protocol. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** What the operation declares; `undefined` where the call was answered before it came to one. */
  readonly declared: object | undefined;
}

function toEntry({ sent, declared, ...call }: RecordedCall): JournalEntry {
  const parameters = structuredClone(
    Object.fromEntries(Object.entries(sent).filter(([name]) => !PROTOCOL.test(name))),
  );
  return {
    ...call,
    parameters,
    unread:
      declared === undefined ? [] : Object.keys(parameters).filter((name) => !Object.hasOwn(declared, name)),
  };
}

/**
 * Makes a journal and the way to write into it.
 * @param size entries to keep; older ones go.
 */
export function createJournal(size: number): { journal: Journal; record(call: RecordedCall): void } {
  let calls: RecordedCall[] = [];
  let waiting: { readonly action: string | undefined; readonly resolve: (entry: JournalEntry) => void }[] =
    [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  const entries = (): JournalEntry[] => calls.slice(-size).map(toEntry);
  return {
    journal: {
      entries,
      find: (match) => entries().filter((entry) => contains(entry, match)),
      clear() {
        calls = [];
      },
      next: (action) =>
        new Promise((resolve) => {
          waiting.push({ action, resolve });
        }),
      subscribe(listener) {
        // A function of its own, so that each subscription ends by itself.
        const tell = (entry: JournalEntry): void => listener(entry);
        listeners.add(tell);
        return () => void listeners.delete(tell);
      },
    },
    record(call) {
      calls.push(call);
      // Cut rarely, so that a full journal costs no more than an empty one.
      if (calls.length > 2 * size) calls = calls.slice(-size);
      for (const listener of listeners) {
        try {
          listener(toEntry(call));
        } catch (error) {
          complain('A listener of journal.subscribe threw.', error);
        }
      }
      if (waiting.length === 0) return;
      const served = waiting.filter(({ action }) => action === undefined || action === call.action);
      waiting = waiting.filter((one) => !served.includes(one));
      for (const { resolve } of served) resolve(toEntry(call));
    },
  };
}

/** Whether a value has all that is wanted: objects by their wanted members, lists and other values as a whole. */
function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => contains(value[index], item))
    );
  }
  if (wanted === null || typeof wanted !== 'object') return Object.is(value, wanted);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(wanted).every(
    ([name, inner]) =>
      inner === undefined ||
      (Object.hasOwn(value, name) && contains((value as Record<string, unknown>)[name], inner)),
  );
}
