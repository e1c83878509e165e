import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { hasTags, tagFilters } from '../../resources/tag-filter.ts';
import { MAX_TAGS } from '../../resources/tag.ts';
import { nextToken, resourceIds, resourceType } from '../../resources/tagged-resource.ts';
import { listOf } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { allTaggable, findTaggable } from './taggable.ts';

/** Entries on a page. Inferred: no document gives the number. */
const PAGE_SIZE = 50;

export const listTagResources = defineOperation({
  access: 'get',
  resource: '{ResourceType}/{ResourceId}',
  writes: false,
  source: 'META24',
  parameters: {
    /** `apiGroup` or `api`; the emulator has no plugins and no apps. */
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
    ['In the order in which the resources were made', inferred('not documented')],
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
    const resources =
      ResourceId.length > 0
        ? [...new Set(ResourceId)].flatMap((id) => findTaggable(transaction, scope, ResourceType, id) ?? [])
        : allTaggable(transaction, scope, ResourceType);
    const entries = resources
      .filter((resource) => hasTags(resource, Tag))
      .flatMap((resource) =>
        resource.tags.map(({ Key, Value }) => ({
          ResourceId: resource.id,
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
