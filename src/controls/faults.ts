import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { errorParts } from '../error-parts.ts';
import { catalogue, findErrorRow } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { actions } from '../operations/table.ts';
import type { Action } from '../operations/table.ts';
import { didYouMean } from '../nearest.ts';
import { check, isObject, isWhole, nonEmptyString, shape } from '../validate.ts';
import type { Waits } from './waits.ts';

/** What to do to calls, on purpose. Without `action` and `api`, it affects all of them, also those of every SubDomain. */
export interface FaultRule {
  /** The action whose calls it affects. */
  readonly action?: Action | undefined;
  /** ApiName of the APIs whose calls at the SubDomain it affects. */
  readonly api?: string | undefined;
  /**
   * Answers with an error: one of the catalogue by its code, or one of your own, in the service's envelope. A SubDomain has
   * the code in `X-Ca-Error-Code` and the message in `X-Ca-Error-Message`.
   */
  readonly error?:
    | ErrorCode
    | { readonly code: string; readonly message: string; readonly status: number }
    | undefined;
  /** Holds a call for so many milliseconds; with `Infinity`, until the rule is removed or the emulator disposed of. */
  readonly delay?: number | undefined;
  /** Fails as a broken network does: `fetch` rejects, an SDK sees a connection error. */
  readonly drop?: boolean | undefined;
  /** How many calls it affects; all if left out. */
  readonly times?: number | undefined;
}

/** A rule that was added. */
export interface Fault extends FaultRule {
  /** How many calls it has affected. */
  readonly hits: number;
  /** Removes the rule, and releases calls held by its delay. */
  remove(): void;
}

/** Rules apply in the order in which they were added: delays add up, and the first error or drop ends the call. */
export interface Faults {
  /**
   * Adds a rule for the calls to come.
   * @throws {TypeError} that names what is wrong with the rule, and what is allowed
   */
  add(rule: FaultRule): Fault;
  /** Rules that will affect calls, with hit counts; one that has affected its `times` calls has left the list. */
  list(): readonly Fault[];
  /** Removes all rules, and releases calls held by a delay. */
  clear(): void;
}

/** Ends a call as a broken network does. */
export class DroppedCall extends TypeError {
  override readonly name = 'TypeError';
  constructor() {
    super('Failed to fetch: a fault dropped this call.');
  }
}

const errorCode = v.custom<ErrorCode>(
  (value) => typeof value === 'string' && findErrorRow(value) !== undefined,
  `must be one of ${Object.keys(catalogue).join(', ')}, Missing<Parameter>, Invalid<Parameter>, or your own { code, message, status }.`,
);

const ownError = shape(errorParts);

const ruleSchema = v.pipe(
  shape({
    action: v.optional(
      v.picklist(
        actions,
        ({ input }) => `must be one of ${actions.join(', ')}.${didYouMean(String(input), actions)}`,
      ),
    ),
    api: v.optional(nonEmptyString),
    error: v.optional(v.lazy((value) => (isObject(value) ? ownError : errorCode))),
    delay: v.optional(
      v.custom<number>(
        // A timer takes no more.
        (value) => typeof value === 'number' && value >= 0 && (value < 2 ** 31 || value === Infinity),
        'must be a number of milliseconds from 0 to 2147483647, or Infinity.',
      ),
    ),
    drop: v.optional(v.boolean()),
    times: v.optional(
      v.custom<number>(
        (value) => value === Infinity || isWhole(value, 1),
        'must be a whole number from 1, or Infinity.',
      ),
    ),
  } satisfies Record<keyof FaultRule, v.GenericSchema>),
  v.check(
    ({ error, delay, drop }) => error !== undefined || delay !== undefined || drop === true,
    'must have an error, a delay, or drop: true.',
  ),
  v.check(
    ({ action, api }) => action === undefined || api === undefined,
    'must not have both an action and an api.',
  ),
  v.check(
    ({ error, drop }) => error === undefined || drop !== true,
    'must not have both an error and drop: true.',
  ),
);

/** Whose call it is: that of an action, or of an API. */
export type MeetingCall = { readonly action: string } | { readonly api: string };

/** The faults, and how calls meet them. */
export interface FaultControl {
  readonly faults: Faults;
  /**
   * Applies the rules to a call; `undefined` if there are none, so that nothing is awaited.
   * @param round of the waits when the call came.
   * @throws {CloudApiError} the error that a rule injects
   * @throws {DroppedCall} if a rule drops it
   */
  meet(call: MeetingCall, round: number): Promise<void> | undefined;
}

export function createFaults(waits: Waits): FaultControl {
  /** Never changed, only replaced: a call that waits goes on in those that it came to. */
  let rules: readonly (Fault & { hits: number })[] = [];
  /** Those who wait, and for which rule. */
  const waiting = new Map<() => void, Fault>();

  function release(rule?: Fault): void {
    for (const [go, cause] of waiting) if (rule === undefined || rule === cause) go();
  }

  function wait(rule: Fault, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        waiting.delete(go);
        waits.delete(go);
        clearTimeout(timer);
        resolve();
      };
      const timer = milliseconds === Infinity ? undefined : setTimeout(go, milliseconds);
      waiting.set(go, rule);
      waits.add(go);
    });
  }

  async function apply(call: MeetingCall, round: number): Promise<void> {
    for (const rule of rules) {
      // It may have gone while the call waited.
      if (!rules.includes(rule)) continue;
      if (rule.action !== undefined && !('action' in call && rule.action === call.action)) continue;
      if (rule.api !== undefined && !('api' in call && rule.api === call.api)) continue;
      rule.hits += 1;
      if (rule.hits === rule.times) rules = rules.filter((other) => other !== rule);
      if (rule.delay !== undefined && waits.round === round) await wait(rule, rule.delay);
      if (rule.drop === true) throw new DroppedCall();
      if (rule.error !== undefined) throw injected(rule.error);
    }
  }

  return {
    faults: {
      add(rule) {
        const fault = {
          ...check(ruleSchema, rule, 'faults.add', { whole: 'the rule', part: 'field' }),
          hits: 0,
          remove() {
            rules = rules.filter((other) => other !== fault);
            release(fault);
          },
        };
        rules = [...rules, fault];
        return fault;
      },
      list: () => [...rules],
      clear() {
        rules = [];
        release();
      },
    },
    meet: (call, round) => (rules.length === 0 ? undefined : apply(call, round)),
  };
}

function injected(error: NonNullable<FaultRule['error']>): CloudApiError {
  const detail = 'A fault injected it.';
  if (typeof error === 'string') return new CloudApiError(error, { detail });
  // Not of the catalogue, so nobody knows that the service says so.
  return Object.assign(new CloudApiError('Emulator.Injected', { detail }), error);
}
