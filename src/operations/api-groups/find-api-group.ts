import { CloudApiError } from '../../cloud-api-error.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Transaction } from '../../store/store.ts';

/** Finds a group of the caller's account in the endpoint's region. */
export function findGroup(
  transaction: Transaction,
  { account, region }: Scope,
  groupId: string,
): ApiGroup | undefined {
  const group = transaction.get('groups', [groupId]);
  return group?.account === account && group.region === region ? group : undefined;
}

/**
 * Finds a group of the caller's account in the endpoint's region.
 * @throws {CloudApiError} `NotFoundApiGroup`
 */
export function requireGroup(transaction: Transaction, scope: Scope, groupId: string): ApiGroup {
  const group = findGroup(transaction, scope, groupId);
  if (group !== undefined) return group;
  throw new CloudApiError('NotFoundApiGroup', {
    detail: `No group of this account in ${scope.region} has the id "${groupId}".`,
  });
}
