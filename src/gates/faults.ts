import { CloudApiError } from '../cloud-api-error.ts';
import { findErrorRow } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Action } from '../operations/index.ts';

/** What to do to calls, on purpose. */
export interface FaultRule {
  /** The calls that it is about; all when left out. */
  readonly action?: Action | undefined;
  /** Answers with an error: one of the catalogue by its code, or one of your own, in the service's envelope. */
  readonly error?:
    | ErrorCode
    | { readonly code: string; readonly message: string; readonly status: number }
    | undefined;
  /** Lets a call wait, in milliseconds. */
  readonly delay?: number | undefined;
  /** Fails as a broken network does: `fetch` rejects, an SDK sees a connection error. */
  readonly drop?: boolean | undefined;
  /** How many calls it is about; all when left out. */
  readonly times?: number | undefined;
}

/** A rule that was added. */
export interface Fault extends FaultRule {
  /** How many calls it has met. */
  readonly hits: number;
  remove(): void;
}

/** Rules apply in the order in which they were added: delays add up, and the first error or drop ends the call. */
export interface Faults {
  /**
   * Adds a rule for the calls to come.
   * @throws {TypeError} that names what is wrong with the rule, and what there is
   */
  add(rule: FaultRule): Fault;
  /** The rules that are there, with their hits; one whose `times` are up stays until it is removed. */
  list(): readonly Fault[];
  /** Removes all rules. */
  clear(): void;
}

/** Ends a call as a broken network does. */
export class DroppedCall extends TypeError {
  override readonly name = 'TypeError';
  constructor() {
    super('Failed to fetch: a fault of cloudapi-emulator dropped this call.');
  }
}

const MEMBERS = ['action', 'error', 'delay', 'drop', 'times'];

/** @param actions that the emulator serves. */
export function createFaults(actions: readonly string[]): {
  readonly faults: Faults;
  /**
   * Lets a call meet the rules; `undefined` where there are none, so that nothing is waited for.
   * @throws {CloudApiError} the error that a rule injects
   * @throws {DroppedCall} where a rule drops it
   */
  meet(action: string): Promise<void> | undefined;
} {
  let rules: (Fault & { hits: number })[] = [];

  async function apply(action: string): Promise<void> {
    for (const rule of rules) {
      if (rule.action !== undefined && rule.action !== action) continue;
      if (rule.hits >= (rule.times ?? Infinity)) continue;
      rule.hits += 1;
      if (rule.delay !== undefined) await wait(rule.delay);
      if (rule.drop === true) throw new DroppedCall();
      if (rule.error !== undefined) throw injected(rule.error);
    }
  }

  return {
    faults: {
      add(rule) {
        checkRule(rule, actions);
        const fault = {
          ...rule,
          hits: 0,
          remove() {
            rules = rules.filter((other) => other !== fault);
          },
        };
        rules.push(fault);
        return fault;
      },
      list: () => [...rules],
      clear() {
        rules = [];
      },
    },
    meet: (action) => (rules.length === 0 ? undefined : apply(action)),
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function injected(error: NonNullable<FaultRule['error']>): CloudApiError {
  const detail = 'A fault injected it.';
  if (typeof error === 'string') return new CloudApiError(error, { detail });
  // Not of the catalogue, so nobody knows that the service says so.
  return Object.assign(new CloudApiError('Emulator.Injected', { detail }), error);
}

function fail(words: string): never {
  throw new TypeError(`faults.add: ${words}`);
}

function checkRule(rule: FaultRule, actions: readonly string[]): void {
  const unknown = Object.keys(rule).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) fail(`a rule has no "${unknown}". It has: ${MEMBERS.join(', ')}.`);
  const { action, error, delay, drop, times } = rule;
  if (action !== undefined && !actions.includes(action)) {
    fail(`the action "${String(action)}" is not served. Served: ${actions.join(', ')}.`);
  }
  if (typeof error === 'string' && findErrorRow(error) === undefined) {
    fail(
      `the error "${error}" is not in the catalogue (docs/coverage.md lists it). One of your own is { code, message, status }.`,
    );
  }
  if (
    typeof error === 'object' &&
    !(error.code && error.message && error.status >= 400 && error.status <= 599)
  ) {
    fail('an error of your own has a code, a message, and a status from 400 to 599.');
  }
  if (delay !== undefined && !(delay >= 0 && delay < Infinity))
    fail('the delay is a number of milliseconds from 0.');
  if (times !== undefined && !(Number.isInteger(times) && times >= 1))
    fail('times is a whole number from 1.');
  if (error === undefined && delay === undefined && drop !== true)
    fail('a rule has an error, a delay, or drop: true.');
  if (error !== undefined && drop === true) fail('a rule has an error or drop: true, not both.');
}
