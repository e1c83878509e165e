import { CloudApiError } from '../../cloud-api-error.ts';
import type { Api } from '../../resources/api.ts';
import type { Scope } from '../../resources/scope.ts';
import type { Transaction } from '../../store/store.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';

/** Finds an API of the caller's account in the endpoint's region. */
export function findApi(transaction: Transaction, scope: Scope, apiId: string): Api | undefined {
  const api = transaction.get('apis', [apiId]);
  return api?.account === scope.account && api.region === scope.region ? api : undefined;
}

/**
 * Finds an API by its id. A GroupId may be left out; one that is given must be that of the API's group.
 * @throws {CloudApiError} `NotFoundApiGroup`, `NotFoundApi`
 */
export function requireApi(
  transaction: Transaction,
  scope: Scope,
  { GroupId, ApiId }: { readonly GroupId?: string | undefined; readonly ApiId: string },
): Api {
  if (GroupId) requireGroup(transaction, scope, GroupId);
  const api = findApi(transaction, scope, ApiId);
  if (api !== undefined && (!GroupId || api.groupId === GroupId)) return api;
  throw new CloudApiError('NotFoundApi', {
    detail: `No API of this account in ${GroupId ? `the group ${GroupId}` : scope.region} has the id "${ApiId}".`,
  });
}
