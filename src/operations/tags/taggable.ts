import type { Api } from '../../resources/api.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Tag } from '../../resources/tag.ts';
import type { Transaction } from '../../store/store.ts';
import { findGroup } from '../api-groups/find-api-group.ts';
import { findApi } from '../apis/find-api.ts';

/** Something that has tags, whatever its kind. */
export interface Taggable {
  readonly id: string;
  readonly tags: readonly Tag[];
  /** Gives it these tags in the place of its own. */
  replace(tags: readonly Tag[]): void;
}

/**
 * Finds a resource that can have tags.
 * @param type a ResourceType; the emulator has no plugins and no apps.
 */
export function findTaggable(
  transaction: Transaction,
  scope: Scope,
  type: string,
  id: string,
): Taggable | undefined {
  if (type === 'apiGroup') {
    const group = findGroup(transaction, scope, id);
    return group && taggableGroup(transaction, group);
  }
  const api = type === 'api' ? findApi(transaction, scope, id) : undefined;
  return api && taggableApi(transaction, api);
}

/** All resources of a type, in the order in which they were made: no modification moves one. */
export function allTaggable(transaction: Transaction, scope: Scope, type: string): readonly Taggable[] {
  const isOwn = ({ account, region }: Scope): boolean => account === scope.account && region === scope.region;
  if (type === 'apiGroup')
    return transaction
      .all('groups')
      .filter(isOwn)
      .map((group) => taggableGroup(transaction, group));
  if (type !== 'api') return [];
  return transaction
    .all('apis')
    .filter(isOwn)
    .map((api) => taggableApi(transaction, api));
}

function taggableGroup(transaction: Transaction, group: ApiGroup): Taggable {
  const replace = (tags: readonly Tag[]): void => transaction.update('groups', { ...group, tags });
  return { id: group.groupId, tags: group.tags, replace };
}

function taggableApi(transaction: Transaction, api: Api): Taggable {
  const replace = (tags: readonly Tag[]): void => transaction.update('apis', { ...api, tags });
  return { id: api.apiId, tags: api.tags, replace };
}
