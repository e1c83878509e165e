import type { createApiGroup } from './create-api-group.ts';
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

/** Every operation that the emulator serves. Each is loaded by its first call, so that a page pays for what it uses. */
export const operations: { readonly [Name in Action]: () => Promise<Definitions[Name]> } = {
  CreateApiGroup: async () => (await import('./create-api-group.ts')).createApiGroup,
  DescribeApiGroups: async () => (await import('./describe-api-groups.ts')).describeApiGroups,
  DescribeApiGroup: async () => (await import('./describe-api-group.ts')).describeApiGroup,
  ModifyApiGroup: async () => (await import('./modify-api-group.ts')).modifyApiGroup,
  DeleteApiGroup: async () => (await import('./delete-api-group.ts')).deleteApiGroup,
  CreateModel: async () => (await import('./create-model.ts')).createModel,
  DescribeModels: async () => (await import('./describe-models.ts')).describeModels,
  ModifyModel: async () => (await import('./modify-model.ts')).modifyModel,
  DeleteModel: async () => (await import('./delete-model.ts')).deleteModel,
  TagResources: async () => (await import('./tag-resources.ts')).tagResources,
  UntagResources: async () => (await import('./untag-resources.ts')).untagResources,
  ListTagResources: async () => (await import('./list-tag-resources.ts')).listTagResources,
  DescribeRegions: async () => (await import('./describe-regions.ts')).describeRegions,
};
