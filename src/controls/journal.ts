import { logError } from '../log-error.ts';
import type { JournalEntry } from './journal-entry.ts';
import { isLike } from './journal-match.ts';
import type { Wanted } from './journal-match.ts';

/** What was called, and what came back. */
export interface Journal {
  /** How many calls were refused since the journal was made or cleared, also those that it no longer keeps. */
  readonly refused: number;
  /** All entries that are kept, the oldest first. */
  entries(): readonly JournalEntry[];
  /**
   * The entries of this action, or with all of these, the oldest first.
   * @throws {TypeError} if no entry can be like that: an unknown field or action, a function, a list by its wire form
   */
  find(wanted?: Wanted): readonly JournalEntry[];
  clear(): void;
  /** Waits for the next call, of this action or with all of these, and gives its entry once it is answered. Rejects as `find` throws. */
  next(wanted?: Wanted): Promise<JournalEntry>;
  /**
   * Tells of each call once it is answered.
   * @returns a function that unsubscribes
   */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}

/** The parameters that belong to the protocol and to no operation (V2SIG), and a secret that was sent by mistake. */
const PROTOCOL =
  /^(?:Action|Version|Format|AccessKeyId|[Aa]ccessKeySecret|Signature(?:Method|Nonce|Type|Version)?|[Ss]ecurityToken|BearerToken|Timestamp)$/;

/** A call as it was answered, before anyone looks: what takes time to work out waits until somebody does. */
export interface RecordedCall extends Omit<JournalEntry, 'parameters' | 'unread'> {
  /** The parameters, with those of the protocol. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** What the operation or the API declares; `undefined` if the call was refused before it came to one. */
  readonly declared: object | undefined;
}

/** A call as it is kept. */
interface KeptCall {
  readonly call: RecordedCall;
  /** Characters of what came with the call, and of the detail. */
  readonly size: number;
}

export interface JournalControl {
  readonly journal: Journal;
  record(call: RecordedCall): void;
}

export interface JournalBounds {
  /** Entries to keep; older ones go. */
  readonly entries: number;
  /** Characters of parameters and details to keep, in all; older entries go, and a longer one is cut. */
  readonly characters: number;
}

/**
 * Makes a journal and the way to write into it.
 * @param redact replaces known secrets in what is shown.
 */
export function createJournal(
  bounds: JournalBounds,
  redact: <Value>(value: Value, kept?: number) => Value = (value) => value,
): JournalControl {
  let calls: KeptCall[] = [];
  let size = 0;
  let refused = 0;
  const listeners = new Set<(call: RecordedCall) => void>();
  const show = (call: RecordedCall): JournalEntry => shownEntry(call, redact);

  function record(call: RecordedCall): void {
    const kept = keep(call, bounds.characters);
    calls.push(kept);
    if (call.gate !== undefined) refused += 1;
    size += kept.size;
    // Cut rarely, so that a full journal costs no more than an empty one.
    if (calls.length > 2 * bounds.entries || size > 2 * bounds.characters) {
      calls = newest(calls, bounds);
      size = calls.reduce((sum, one) => sum + one.size, 0);
    }
    // Listeners come and go while they are told.
    for (const listener of Array.from(listeners)) if (listeners.has(listener)) listener(kept.call);
  }

  const entries = (): JournalEntry[] => newest(calls, bounds).map(({ call }) => show(call));
  return {
    record,
    journal: {
      get refused() {
        return refused;
      },
      entries,
      find: (wanted) => entries().filter(isLike(wanted)),
      clear() {
        calls = [];
        size = 0;
        refused = 0;
      },
      next: async (wanted) => {
        const isWanted = isLike(wanted);
        return await new Promise((resolve) => {
          const listener = (call: RecordedCall): void => {
            const entry = show(call);
            if (!isWanted(entry)) return;
            listeners.delete(listener);
            resolve(entry);
          };
          listeners.add(listener);
        });
      },
      subscribe(listener) {
        // Of its own, so that one function may listen twice.
        const own = (call: RecordedCall): void => {
          try {
            listener(show(call));
          } catch (error) {
            logError('A listener of journal.subscribe threw an error.', error);
          }
        };
        listeners.add(own);
        return () => void listeners.delete(own);
      },
    },
  };
}

/** The newest calls that the bounds have room for, the last one in any case. */
function newest(calls: readonly KeptCall[], { entries, characters }: JournalBounds): KeptCall[] {
  let room = characters;
  let first = calls.length;
  while (first > 0 && calls.length - first < entries) {
    room -= calls[first - 1]?.size ?? 0;
    if (room < 0 && first < calls.length) break;
    first -= 1;
  }
  return calls.slice(first);
}

/** Takes over a call; what is too long for a journal of this size is cut. */
function keep(call: RecordedCall, most: number): KeptCall {
  const size = sizeOfCall(call);
  if (size <= most) return { call, size };
  const entries = Object.entries(call.sent).slice(0, MAX_CUT_PARAMETERS);
  const sent = Object.fromEntries(entries.map(([name, value]) => [cut(name), cut(value)]));
  const detail = call.detail === undefined ? undefined : cut(call.detail);
  const short = { ...call, action: cut(call.action), region: cut(call.region), sent, detail };
  return { call: short, size: sizeOfCall(short) };
}

function sizeOfCall({ action, region, path = '', sent, detail = '' }: RecordedCall): number {
  return action.length + region.length + path.length + sizeOf(sent) + detail.length;
}

function toEntry({ sent, declared, ...call }: RecordedCall): JournalEntry {
  const parameters = structuredClone(
    call.via === 'subdomain'
      ? sent
      : Object.fromEntries(Object.entries(sent).filter(([name]) => !PROTOCOL.test(name))),
  );
  return {
    ...call,
    parameters,
    unread:
      declared === undefined ? [] : Object.keys(parameters).filter((name) => !Object.hasOwn(declared, name)),
  };
}

/** The emulator's own words stay: no secret is in them, though a short one may look like a part of them. */
function shownEntry(call: RecordedCall, redact: <Value>(value: Value, kept?: number) => Value): JournalEntry {
  const { action, accessKeyId, code, requestId, gate, declared } = call;
  return { ...redact(toEntry(call), 1), accessKeyId, code, requestId, gate, ...(declared && { action }) };
}

/** How long a string is left when a call is cut, and how many parameters. */
const CUT_LENGTH = 1000;
const MAX_CUT_PARAMETERS = 100;

/** Characters in a value's strings, names included. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 8;
  let size = 0;
  // Each call comes by here, so no list of its entries is made.
  for (const name of Object.keys(value)) size += name.length + sizeOf(Reflect.get(value, name));
  return size;
}

/** Shortens a value that is too long, and says how much is missing. */
function cut(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (text.length <= CUT_LENGTH) return text;
  // Joined of single characters, because a slice would keep the whole string in memory.
  const start = Array.from(text.slice(0, CUT_LENGTH)).join('');
  return `${start}… (${text.length - CUT_LENGTH} more characters were cut by the journal)`;
}
