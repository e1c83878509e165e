import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import { resourceId } from '../../resources/resource-id.ts';
import type { Scope } from '../../resources/scope.ts';
import { hasTags, tagFilters } from '../../resources/tag-filter.ts';
import { MAX_TAGS } from '../../resources/tag.ts';
import { nextToken, resourceIds, resourceType } from '../../resources/tagged-resource.ts';
import type { Transaction } from '../../store/store.ts';
import { findGroup } from '../api-groups/find-api-group.ts';
import { listOf } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';

/** Entries on a page. Inferred: no document gives the number. */
const PAGE_SIZE = 50;

export const listTagResources = defineOperation({
  access: 'get',
  resource: '{ResourceType}/{ResourceId}',
  writes: false,
  source: 'META24',
  parameters: {
    /** `apiGroup`; the emulator has no plugins, apps and APIs. */
    ResourceType: known(resourceType),
    /** 1 to 50 ids. Either this or Tag is needed. */
    ResourceId: v.optional(known(resourceIds)),
    /** 1 to 20 tags, of which a resource must have all. */
    Tag: v.optional(known(tagFilters)),
    /** Of the answer before, for the next page. */
    NextToken: v.optional(known(nextToken), 0),
  },
  answer: {
    /** Asks for the next page; `-1` if this is the last (META24). */
    NextToken: known(v.string(), documented('META24', '`-1` on the last page')),
    TagResources: listOf('TagResource', {
      ResourceId: known(resourceId),
      ResourceType: known(v.string()),
      TagKey: known(v.string()),
      TagValue: known(v.string()),
    }),
  },
  behavior: [
    ['ResourceId or Tag is needed', documented('META24', 'which error is inferred')],
    ['Of several tags a resource must have all', documented('META24')],
    ['All tags of a resource that matches are listed', inferred('not documented')],
    ['50 entries on a page', inferred('not documented')],
    ['In the order in which the groups were made', inferred('not documented')],
    ['1 to 50 resources, 1 to 20 tags', documented('META24, TSSDK')],
    ['A resource that does not exist has no tags', inferred('not documented')],
  ],
  errors: [
    'MissingResourceType',
    'MissingResourceId',
    'InvalidResourceType',
    'InvalidResourceId',
    'InvalidNextToken',
    'InvalidTag',
    'InvalidParameter.TagKey',
  ],
  execute({ ResourceType, ResourceId = [], Tag = [], NextToken }, { transaction, scope }) {
    if (Tag.length > MAX_TAGS) {
      throw new CloudApiError('InvalidTag', { detail: `One call may name at most ${MAX_TAGS} tags.` });
    }
    if (ResourceId.length === 0 && Tag.length === 0) {
      throw new CloudApiError('MissingResourceId', { detail: 'The call must have a ResourceId or a Tag.' });
    }
    const groups = ResourceType === 'apiGroup' ? candidates(transaction, scope, ResourceId) : [];
    const entries = groups
      .filter((group) => hasTags(group, Tag))
      .flatMap((group) =>
        group.tags.map(({ Key, Value }) => ({
          ResourceId: group.groupId,
          ResourceType,
          TagKey: Key,
          TagValue: Value,
        })),
      );
    const end = NextToken + PAGE_SIZE;
    return {
      NextToken: end < entries.length ? end.toString(16).padStart(32, '0') : '-1',
      TagResources: { TagResource: entries.slice(NextToken, end) },
    };
  },
});

/** The groups with these ids, or all if none is named. */
function candidates(
  transaction: Transaction,
  scope: Scope,
  groupIds: readonly string[],
): readonly ApiGroup[] {
  if (groupIds.length > 0)
    return [...new Set(groupIds)].flatMap((id) => findGroup(transaction, scope, id) ?? []);
  // As they were inserted: no modification moves an entry from one page to another.
  return transaction
    .all('groups')
    .filter(({ account, region }) => account === scope.account && region === scope.region);
}
