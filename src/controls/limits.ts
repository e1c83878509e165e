import * as v from 'valibot';
import { actions, operations } from '../operations/table.ts';
import type { Action } from '../operations/table.ts';
import type { Quotas } from '../resources/quotas.ts';
import { check, isWhole, shape } from '../validate.ts';
import type { SchemasOf } from '../validate.ts';

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

const limit = v.custom<number>(
  (value) => value === Infinity || isWhole(value, 0),
  'must be a whole number from 0, or Infinity.',
);

/** The `limits` option. */
export const limitsSchema = shape({
  groupsPerRegion: v.optional(limit),
  modelsPerGroup: v.optional(limit),
  apisPerGroup: v.optional(limit),
  qps: v.optional(
    shape(v.entriesFromList(actions, v.optional(limit)), ' For example: { CreateApiGroup: 1 }.'),
  ),
  subDomainCallsPerDay: v.optional(limit),
} satisfies SchemasOf<Limits>);

/** Limits that were checked; those that are left out stay. */
export type LimitChanges = v.InferOutput<typeof limitsSchema>;

/** The documented figures. */
const documentedLimits: Limits = {
  groupsPerRegion: 100,
  modelsPerGroup: Infinity,
  apisPerGroup: 1000,
  qps: Object.fromEntries(
    [...operations].flatMap(([action, { callsPerSecond }]) =>
      callsPerSecond === undefined ? [] : [[action, callsPerSecond]],
    ),
  ),
};

/** @param given the `limits` option. */
export function createLimits(given: LimitChanges = {}): LimitsControl {
  let limits = replaceLimits(documentedLimits, given);
  return {
    current: () => limits,
    set(changes) {
      const checked = check(limitsSchema, changes, 'setLimits', { whole: 'the limits', part: 'limit' });
      limits = replaceLimits(limits, checked);
    },
  };
}

/** A limit that is undefined was left out. */
function replaceLimits(old: Limits, given: LimitChanges): Limits {
  const qps = Object.entries(given.qps ?? {}).filter(([, rate]) => rate !== undefined);
  return {
    groupsPerRegion: given.groupsPerRegion ?? old.groupsPerRegion,
    modelsPerGroup: given.modelsPerGroup ?? old.modelsPerGroup,
    apisPerGroup: given.apisPerGroup ?? old.apisPerGroup,
    qps: { ...old.qps, ...Object.fromEntries(qps) },
    subDomainCallsPerDay: given.subDomainCallsPerDay ?? old.subDomainCallsPerDay,
  };
}
