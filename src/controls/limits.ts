import type { Action } from '../operations/table.ts';
import type { Quotas } from '../resources/quotas.ts';

/** The quotas and rates that the service sets. `Infinity` removes a limit. */
export interface Limits extends Quotas {
  /** Calls a second of an account, by action; 50 for CreateApiGroup (SEED-G) and what else makes, changes, deletes or deploys a group or an API (META24). */
  readonly qps: Readonly<Partial<Record<Action, number>>>;
  /** Calls a day at a group's SubDomain. If left out, 1,000 in mainland China and 100 elsewhere (LIM26). */
  readonly subDomainCallsPerDay?: number | undefined;
}

/** The limits in force. */
export interface LimitsControl {
  current(): Limits & { readonly qps: Readonly<Partial<Record<string, number>>> };
  /**
   * Changes limits from the next call on; those that are left out stay.
   * @throws {TypeError} if a limit is not valid
   */
  set(changes: Partial<Limits>): void;
}

/**
 * @param initial with every limit.
 * @param merge checks changes and puts them into limits.
 */
export function createLimits(
  initial: Limits,
  merge: (limits: Limits, changes: Partial<Limits>) => Limits,
): LimitsControl {
  let limits = initial;
  return {
    current: () => limits,
    set(changes) {
      limits = merge(limits, changes);
    },
  };
}
