import { CloudApiError } from '../cloud-api-error.ts';
import { MAX_TAGS, tags } from '../resources/tag.ts';
import { resourceIds, resourceType } from '../resources/tagged-resource.ts';
import type { NoAnswer, Operation } from './operation.ts';
import { requireTaggable } from './tag-checks.ts';

const parameters = {
  ResourceType: resourceType as typeof resourceType,
  ResourceId: resourceIds as typeof resourceIds,
  Tag: tags as typeof tags,
};

/** All tags go to all resources, or none to any; a key that is there gets the new value (META24). */
export const tagResources: Operation<typeof parameters, NoAnswer> = {
  access: 'write',
  resource: '{ResourceType}/{ResourceId}',
  writes: true,
  source: 'META24',
  parameters,
  execute({ ResourceType, ResourceId, Tag }, { scope }) {
    return (transaction) => {
      const tagged = requireTaggable(transaction, scope, ResourceType, ResourceId).map((group) => {
        const byKey = new Map([...group.tags, ...Tag].map((tag) => [tag.Key, tag]));
        return { ...group, tags: [...byKey.values()] };
      });
      const full = tagged.find((group) => group.tags.length > MAX_TAGS);
      if (full !== undefined) {
        throw new CloudApiError('ExceedLimitTag', {
          detail: `The group ${full.groupId} would have ${full.tags.length} tags; a resource has at most ${MAX_TAGS}.`,
        });
      }
      for (const group of tagged) transaction.update('groups', group);
      return {};
    };
  },
};
