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
export async function requireFreeGroupName(
  transaction: Transaction,
  { account, region }: Scope,
  name: string,
  self?: string,
): Promise<void> {
  const holder = await transaction.find('groups', [account, region, name]);
  if (holder === undefined || holder.groupId === self) return;
  throw new CloudApiError('RepeatedApiGroup', {
    detail: `The group ${holder.groupId} in ${region} is called "${name}".`,
  });
}

/**
 * Finds a group of the caller's account in the endpoint's region.
 * @throws {CloudApiError} `NotFoundApiGroup`
 */
export async function requireGroup(
  transaction: Transaction,
  { account, region }: Scope,
  groupId: string,
): Promise<ApiGroup> {
  const group = await transaction.get('groups', [groupId]);
  if (group?.account === account && group.region === region) return group;
  throw new CloudApiError('NotFoundApiGroup', {
    detail: `No group of this account in ${region} has the id "${groupId}".`,
  });
}
