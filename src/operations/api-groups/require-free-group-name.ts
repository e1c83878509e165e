import { CloudApiError } from '../../cloud-api-error.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Transaction } from '../../store/store.ts';

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
