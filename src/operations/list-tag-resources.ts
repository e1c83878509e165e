import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { hasTags, tagFilters } from '../resources/tag-filter.ts';
import { MAX_TAGS } from '../resources/tag.ts';
import { nextToken, resourceIds, resourceType } from '../resources/tagged-resource.ts';
import { findGroup } from './api-group-checks.ts';
import type { Operation, Optional } from './operation.ts';

/** Entries on a page. Inferred: no document gives the number. */
const PAGE_SIZE = 50;

const parameters = {
  ResourceType: resourceType as typeof resourceType,
  ResourceId: v.optional(resourceIds) as Optional<typeof resourceIds>,
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
  NextToken: v.optional(nextToken, 0) as v.OptionalSchema<typeof nextToken, 0>,
};

/** What ListTagResources answers, beside RequestId. */
export interface ListTagResourcesAnswer {
  /** Asks for the next page; `-1` where this is the last (META24). */
  readonly NextToken: string;
  readonly TagResources: {
    readonly TagResource: readonly {
      readonly ResourceId: string;
      readonly ResourceType: string;
      readonly TagKey: string;
      readonly TagValue: string;
    }[];
  };
}

/** All tags of the resources that are named and have all the tags looked for (META24; "all tags" is inferred). */
export const listTagResources: Operation<typeof parameters, ListTagResourcesAnswer> = {
  access: 'get',
  resource: '{ResourceType}/{ResourceId}',
  writes: false,
  source: 'META24',
  parameters,
  execute({ ResourceType, ResourceId = [], Tag = [], NextToken }, { scope }) {
    if (Tag.length > MAX_TAGS) {
      throw new CloudApiError('InvalidTag', { detail: `One call names at most ${MAX_TAGS} tags.` });
    }
    if (ResourceId.length === 0 && Tag.length === 0) {
      throw new CloudApiError('MissingResourceId', { detail: 'ResourceId or Tag is needed.' });
    }
    return (transaction) => {
      const groups =
        ResourceType !== 'apiGroup'
          ? []
          : ResourceId.length > 0
            ? [...new Set(ResourceId)].flatMap((id) => findGroup(transaction, scope, id) ?? [])
            : // As they were inserted: no modification moves an entry from one page to another.
              transaction
                .all('groups')
                .filter(({ account, region }) => account === scope.account && region === scope.region);
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
    };
  },
};
