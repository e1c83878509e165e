import { CloudApiError } from '../cloud-api-error.ts';
import type { Limits } from '../controls/limits.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { Store } from '../store/store.ts';

const HOUR = 3_600_000;

/** Calls a day at a SubDomain (LIM26). */
const IN_MAINLAND = 1000;
const ELSEWHERE = 100;

/**
 * Counts a call against the day's limit of the group's SubDomain, for all tabs on the state. That a day begins at midnight
 * in UTC+8, and that a call which is refused before it gets here does not count, is inferred.
 * @throws {CloudApiError} if the day has had all its calls
 */
export async function countCall(
  transaction: Store['transaction'],
  { subDomainCallsPerDay }: Pick<Limits, 'subDomainCallsPerDay'>,
  { groupId, region }: Pick<ApiGroup, 'groupId' | 'region'>,
  time: number,
): Promise<void> {
  const limit = subDomainCallsPerDay ?? (isMainland(region) ? IN_MAINLAND : ELSEWHERE);
  if (limit === Infinity) return;
  const day = Math.floor((time + 8 * HOUR) / (24 * HOUR));
  const isWithin = await transaction('write', (state) => {
    const last = state.recall('subDomain', [groupId]);
    const calls = last?.day === day ? last.calls : 0;
    if (calls >= limit) return false;
    state.note('subDomain', [groupId], { day, calls: calls + 1 });
    return true;
  });
  if (isWithin) return;
  throw new CloudApiError('T429ID', {
    detail: `A SubDomain in ${region} takes ${limit} calls a day, until midnight in UTC+8. The limit is subDomainCallsPerDay.`,
  });
}

function isMainland(region: string): boolean {
  return region.startsWith('cn-') && region !== 'cn-hongkong';
}
