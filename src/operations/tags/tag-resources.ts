import { CloudApiError } from '../../cloud-api-error.ts';
import { MAX_TAGS, tags } from '../../resources/tag.ts';
import { resourceIds, resourceType } from '../../resources/tagged-resource.ts';
import { tagErrors, tagFact } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireTaggable } from './require-taggable.ts';

export const tagResources = defineOperation({
  access: 'write',
  resource: '{ResourceType}/{ResourceId}',
  writes: true,
  source: 'META24',
  parameters: {
    /** `apiGroup` or `api`; the emulator has no plugins and no apps. */
    ResourceType: known(resourceType),
    /** 1 to 50 ids. */
    ResourceId: known(resourceIds),
    /** 1 to 20 tags; a key that a resource has gets the new value. */
    Tag: known(tags),
  },
  answer: {},
  behavior: [
    ['All tags go to all resources, or none to any', documented('META24, TSSDK')],
    ['A key that is there gets the new value', documented('META24, TSSDK')],
    ['1 to 50 resources, 1 to 20 tags', documented('META24, TSSDK')],
    tagFact,
    [
      'ResourceType is apiGroup, plugin, app or api',
      documented('TSSDK, META24', 'the emulator has groups and APIs'),
    ],
    ['A resource that does not exist is refused', inferred('code observed in TF')],
  ],
  errors: [
    'MissingResourceType',
    'MissingResourceId',
    'MissingTag',
    'InvalidResourceType',
    'InvalidResourceId',
    ...tagErrors,
    'NotFoundResourceId',
  ],
  execute({ ResourceType, ResourceId, Tag }, { transaction, scope }) {
    const tagged = requireTaggable(transaction, scope, ResourceType, ResourceId).map((resource) => {
      const byKey = new Map([...resource.tags, ...Tag].map((tag) => [tag.Key, tag]));
      return { ...resource, tags: [...byKey.values()] };
    });
    const full = tagged.find(({ tags: all }) => all.length > MAX_TAGS);
    if (full !== undefined) {
      throw new CloudApiError('ExceedLimitTag', {
        detail: `${full.id} would have ${full.tags.length} tags; a resource may have at most ${MAX_TAGS}.`,
      });
    }
    for (const { tags: all, replace } of tagged) replace(all);
    return {};
  },
});
