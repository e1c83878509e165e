import { CloudApiError } from '../../cloud-api-error.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Transaction } from '../../store/store.ts';
import { findGroup } from '../api-groups/find-api-group.ts';

/**
 * Finds the resources to tag or untag, each once. The emulator has no plugins, apps and APIs, so that none is found.
 * @throws {CloudApiError} `NotFoundResourceId`, if one does not exist
 */
export function requireTaggable(
  transaction: Transaction,
  scope: Scope,
  type: string,
  ids: readonly string[],
): readonly ApiGroup[] {
  return [...new Set(ids)].map((id) => {
    const group = type === 'apiGroup' ? findGroup(transaction, scope, id) : undefined;
    if (group !== undefined) return group;
    throw new CloudApiError('NotFoundResourceId', {
      detail: `No ${type} of this account in ${scope.region} has the id "${id}".`,
    });
  });
}
