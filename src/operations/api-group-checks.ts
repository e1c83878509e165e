import { CloudApiError } from '../cloud-api-error.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { Scope } from '../resources/scope.ts';
import type { Transaction } from '../store/store.ts';

/**
 * A group's name is unique per account and region. The scope is inferred: the documents say only "unique" (SEED-G)
 * and "globally unique" (TSSDK).
 * @param self the id of the group that may hold the name already.
 * @throws {CloudApiError} `RepeatedApiGroup`
 */
export function requireFreeGroupName(
  transaction: Transaction,
  { account, region }: Scope,
  name: string,
  self?: string,
): void {
  const holder = transaction.find('groups', [account, region, name]);
  if (holder === undefined || holder.groupId === self) return;
  throw new CloudApiError('RepeatedApiGroup', {
    detail: `The group ${holder.groupId} in ${region} is called "${name}".`,
  });
}

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
