/** What DescribeApis and DescribeDeployedApis look for. */
import * as v from 'valibot';
import { groupId } from '../../resources/api-group.ts';
import type { ApiDefinition } from '../../resources/api-definition.ts';
import type { Api } from '../../resources/api.ts';
import type { Scope } from '../../resources/scope.ts';
import { hasTags } from '../../resources/tag-filter.ts';
import { text } from '../../resources/values.ts';
import type { Transaction } from '../../store/store.ts';
import { findGroup } from '../api-groups/find-api-group.ts';
import { listParameters } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import type { CheckedOf } from '../operation.ts';
import { findApi } from './find-api.ts';

const exact = documented('META24', 'exact match inferred');

export const filterParameters = {
  /** Only the APIs of this group. */
  GroupId: v.optional(known(groupId, exact)),
  /** Only the API with this id. */
  ApiId: v.optional(known(text, exact)),
  /** A part of the name. That upper and lower case differ is inferred. */
  ApiName: v.optional(known(text, documented('META24', 'a part of the name; case-sensitive inferred'))),
  ApiPath: v.optional(known(text, exact)),
  /** In any case. */
  ApiMethod: v.optional(known(text, exact)),
  ...listParameters,
};

export const filterFacts = [
  ['Without GroupId, the APIs of all groups in the account and region are listed', documented()],
  ['A group that does not exist has no APIs', inferred('as in DescribeModels')],
  ['The newest API first', inferred('no order is documented')],
] as const;

type Filters = Omit<CheckedOf<typeof filterParameters>, 'PageNumber' | 'PageSize'>;

/** The APIs among which to look, the newest first. */
export function candidates(
  transaction: Transaction,
  scope: Scope,
  { GroupId, ApiId }: Pick<Filters, 'GroupId' | 'ApiId'>,
): readonly Api[] {
  if (ApiId) {
    const api = findApi(transaction, scope, ApiId);
    return api !== undefined && (!GroupId || api.groupId === GroupId) ? [api] : [];
  }
  if (GroupId)
    return findGroup(transaction, scope, GroupId) === undefined ? [] : transaction.list('apis', [GroupId]);
  return transaction
    .all('apis')
    .filter(({ account, region }) => account === scope.account && region === scope.region)
    .toReversed();
}

/** Whether every API of a group, or of all groups, is looked for. */
export function isForAll({ ApiId, ApiName, ApiPath, ApiMethod, Tag }: Filters): boolean {
  return !ApiId && !ApiName && !ApiPath && !ApiMethod && !Tag?.length;
}

/** Whether a definition of an API, edited or deployed, is looked for. */
export function matches(api: Api, definition: ApiDefinition, filters: Filters): boolean {
  const { ApiName = '', ApiPath, ApiMethod, Tag } = filters;
  const { RequestPath, RequestHttpMethod } = definition.requestConfig;
  return (
    definition.apiName.includes(ApiName) &&
    (!ApiPath || RequestPath === ApiPath) &&
    (!ApiMethod || RequestHttpMethod === ApiMethod.toUpperCase()) &&
    hasTags(api, Tag)
  );
}

/** One page of a list. */
export function pageOf<Item>(
  items: readonly Item[],
  { PageNumber, PageSize }: Pick<CheckedOf<typeof filterParameters>, 'PageNumber' | 'PageSize'>,
): readonly Item[] {
  return items.slice((PageNumber - 1) * PageSize, PageNumber * PageSize);
}
