import { CloudApiError } from '../cloud-api-error.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { Transaction } from '../store/store.ts';

const HOUR = 3_600_000;

/** Calls a day at a SubDomain (LIM26). */
const IN_MAINLAND = 1000;
const ELSEWHERE = 100;

/**
 * Counts a call against the day's limit of the group's SubDomain, for all tabs on the state. That a day begins at midnight
 * in UTC+8, and that a call which leads to no API does not count, is inferred.
 * @param limit the documented one if left out.
 * @returns the refusal, if the day has had all its calls
 */
export function countCall(
  transaction: Transaction,
  { groupId, region }: Pick<ApiGroup, 'groupId' | 'region'>,
  limit: number | undefined,
  time: number,
): CloudApiError | undefined {
  const most = limit ?? (isMainland(region) ? IN_MAINLAND : ELSEWHERE);
  if (most === Infinity) return undefined;
  const day = Math.floor((time + 8 * HOUR) / (24 * HOUR));
  const last = transaction.recall('subDomain', [groupId]);
  const calls = last?.day === day ? last.calls : 0;
  if (calls >= most) {
    return new CloudApiError('T429ID', {
      detail: `A SubDomain in ${region} takes ${most} calls a day, until midnight in UTC+8. The limit is subDomainCallsPerDay.`,
    });
  }
  transaction.note('subDomain', [groupId], { day, calls: calls + 1 });
  return undefined;
}

function isMainland(region: string): boolean {
  return region.startsWith('cn-') && region !== 'cn-hongkong';
}
