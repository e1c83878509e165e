import * as v from 'valibot';
import { tagKeys } from '../../resources/tag-filter.ts';
import { resourceIds, resourceType } from '../../resources/tagged-resource.ts';
import { flag } from '../../resources/values.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireTaggable } from './require-taggable.ts';

export const untagResources = defineOperation({
  access: 'write',
  resource: '{ResourceType}/{ResourceId}',
  writes: true,
  source: 'META24',
  parameters: {
    /** `apiGroup` or `api`; the emulator has no plugins and no apps. */
    ResourceType: known(resourceType),
    /** 1 to 50 ids. */
    ResourceId: known(resourceIds),
    /** 1 to 20 keys. */
    TagKey: v.optional(known(tagKeys)),
    /** Removes all tags; does not count beside TagKey. */
    All: v.optional(known(flag), false),
  },
  answer: {},
  behavior: [
    ['With TagKey, All does not count', documented('META24, TSSDK')],
    ['Without TagKey, All removes all tags, and nothing happens otherwise', documented('META24, TSSDK')],
    ['A tag that is not there is removed with success', documented('META24, TSSDK')],
    ['1 to 50 resources, 1 to 20 keys', documented('META24, TSSDK')],
    ['A resource that does not exist is refused', inferred('code observed in TF')],
  ],
  errors: [
    'MissingResourceType',
    'MissingResourceId',
    'InvalidResourceType',
    'InvalidResourceId',
    'InvalidTagKey',
    'InvalidAll',
    'NotFoundResourceId',
  ],
  execute({ ResourceType, ResourceId, TagKey = [], All }, { transaction, scope }) {
    const goes = (key: string): boolean => (TagKey.length > 0 ? TagKey.includes(key) : All);
    for (const { tags, replace } of requireTaggable(transaction, scope, ResourceType, ResourceId)) {
      replace(tags.filter((tag) => !goes(tag.Key)));
    }
    return {};
  },
});
