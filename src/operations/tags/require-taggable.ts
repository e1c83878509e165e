import { CloudApiError } from '../../cloud-api-error.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Transaction } from '../../store/store.ts';
import { findTaggable } from './taggable.ts';
import type { Taggable } from './taggable.ts';

/**
 * Finds the resources to tag or untag, each once.
 * @throws {CloudApiError} `NotFoundResourceId`, if one does not exist
 */
export function requireTaggable(
  transaction: Transaction,
  scope: Scope,
  type: string,
  ids: readonly string[],
): readonly Taggable[] {
  return [...new Set(ids)].map((id) => {
    const taggable = findTaggable(transaction, scope, type, id);
    if (taggable !== undefined) return taggable;
    throw new CloudApiError('NotFoundResourceId', {
      detail: `No ${type} of this account in ${scope.region} has the id "${id}".`,
    });
  });
}
