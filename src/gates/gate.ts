import type { Caller } from '../callers/callers.ts';
import type { GateName } from '../controls/journal-entry.ts';
import type { Operation } from '../operations/operation.ts';
import type { Transaction } from '../store/store.ts';
import type { Call } from '../wire/read.ts';

/** A call on its way through the gates. What one gate finds out, the next ones read. */
export interface Passage {
  readonly call: Call;
  /** When it came, in milliseconds by the clock. */
  readonly time: number;
  /** Of the emulator's waits when it came. */
  readonly round: number;
  readonly region: string;
  /** How often the account may call the action in a second, by the limits when the call came. */
  readonly callsPerSecond: number;
  /** The account that the call acts for; empty until the caller is known, if the emulator has credentials. */
  account: string;
  /** Set by the gate `caller`; `undefined` if anyone may call. */
  caller: Caller | undefined;
  /** Set by the gate `action`. */
  operation: Operation | undefined;
  /** Set by the gate `parameters`: checked, with defaults. */
  input: Readonly<Record<string, unknown>>;
  /** The gate that the call has reached. */
  gate: GateName;
}

/** A gate in front of the state. It may wait. */
export interface OuterGate {
  readonly name: GateName;
  /** @throws {CloudApiError} if it refuses the call */
  check(passage: Passage): void | Promise<void>;
}

/** A gate inside the transaction, so that what it notes is true in all tabs, also if the call is refused later. */
export interface InnerGate {
  readonly name: GateName;
  /** Whether it writes in the transaction of this call. */
  notes(passage: Passage): boolean;
  /** @throws {CloudApiError} if it refuses the call */
  check(passage: Passage, transaction: Transaction): void;
}
