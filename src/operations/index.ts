import { createApiGroup } from './create-api-group.ts';
import type { createModel } from './create-model.ts';
import type { deleteApiGroup } from './delete-api-group.ts';
import type { deleteModel } from './delete-model.ts';
import type { describeApiGroup } from './describe-api-group.ts';
import type { describeApiGroups } from './describe-api-groups.ts';
import type { describeModels } from './describe-models.ts';
import type { describeRegions } from './describe-regions.ts';
import type { listTagResources } from './list-tag-resources.ts';
import type { modifyApiGroup } from './modify-api-group.ts';
import type { modifyModel } from './modify-model.ts';
import type { tagResources } from './tag-resources.ts';
import type { untagResources } from './untag-resources.ts';

/** What each action is defined by. */
export interface Definitions {
  readonly CreateApiGroup: typeof createApiGroup;
  readonly DescribeApiGroups: typeof describeApiGroups;
  readonly DescribeApiGroup: typeof describeApiGroup;
  readonly ModifyApiGroup: typeof modifyApiGroup;
  readonly DeleteApiGroup: typeof deleteApiGroup;
  readonly CreateModel: typeof createModel;
  readonly DescribeModels: typeof describeModels;
  readonly ModifyModel: typeof modifyModel;
  readonly DeleteModel: typeof deleteModel;
  readonly TagResources: typeof tagResources;
  readonly UntagResources: typeof untagResources;
  readonly ListTagResources: typeof listTagResources;
  readonly DescribeRegions: typeof describeRegions;
}

/** An action that the emulator serves. */
export type Action = keyof Definitions;

/**
 * Every operation that the emulator serves. CreateApiGroup comes with the emulator; the others are loaded by the first call
 * of one of them.
 */
export const operations: { readonly [Name in Action]: () => Promise<Definitions[Name]> } = {
  CreateApiGroup: async () => createApiGroup,
  DescribeApiGroups: async () => (await import('../later.ts')).describeApiGroups,
  DescribeApiGroup: async () => (await import('../later.ts')).describeApiGroup,
  ModifyApiGroup: async () => (await import('../later.ts')).modifyApiGroup,
  DeleteApiGroup: async () => (await import('../later.ts')).deleteApiGroup,
  CreateModel: async () => (await import('../later.ts')).createModel,
  DescribeModels: async () => (await import('../later.ts')).describeModels,
  ModifyModel: async () => (await import('../later.ts')).modifyModel,
  DeleteModel: async () => (await import('../later.ts')).deleteModel,
  TagResources: async () => (await import('../later.ts')).tagResources,
  UntagResources: async () => (await import('../later.ts')).untagResources,
  ListTagResources: async () => (await import('../later.ts')).listTagResources,
  DescribeRegions: async () => (await import('../later.ts')).describeRegions,
};
