import * as v from 'valibot';
import { tagKeys } from '../resources/tag-filter.ts';
import { resourceIds, resourceType } from '../resources/tagged-resource.ts';
import { flag } from '../resources/values.ts';
import type { NoAnswer, Operation, Optional } from './operation.ts';
import { requireTaggable } from './tag-checks.ts';

const parameters = {
  ResourceType: resourceType as typeof resourceType,
  ResourceId: resourceIds as typeof resourceIds,
  TagKey: v.optional(tagKeys) as Optional<typeof tagKeys>,
  All: v.optional(flag, false) as v.OptionalSchema<typeof flag, false>,
};

/**
 * Takes the named tags away; without names all of them if All is true, and none otherwise. With names All does not
 * count. A tag that is not there is taken away with success (META24).
 */
export const untagResources: Operation<typeof parameters, NoAnswer> = {
  access: 'write',
  resource: '{ResourceType}/{ResourceId}',
  writes: true,
  source: 'META24',
  parameters,
  execute({ ResourceType, ResourceId, TagKey = [], All }, { scope }) {
    const goes = (key: string): boolean => (TagKey.length > 0 ? TagKey.includes(key) : All);
    return (transaction) => {
      for (const group of requireTaggable(transaction, scope, ResourceType, ResourceId)) {
        transaction.update('groups', { ...group, tags: group.tags.filter((tag) => !goes(tag.Key)) });
      }
      return {};
    };
  },
};
