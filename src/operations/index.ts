import type * as Later from '../later.ts';
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

/** What is loaded by its first use. Written once, because each import() is one more in a page's bundle. */
export const later = (): Promise<typeof Later> => import('../later.ts');

const served: Readonly<Record<Action, true>> = {
  CreateApiGroup: true,
  DescribeApiGroups: true,
  DescribeApiGroup: true,
  ModifyApiGroup: true,
  DeleteApiGroup: true,
  CreateModel: true,
  DescribeModels: true,
  ModifyModel: true,
  DeleteModel: true,
  TagResources: true,
  UntagResources: true,
  ListTagResources: true,
  DescribeRegions: true,
};

/** The actions that the emulator serves. */
export const actions: readonly Action[] = Object.keys(served) as Action[];

/** Gives an action's definition. CreateApiGroup comes with the emulator; the first call of another loads the others. */
export async function loadOperation<Name extends Action>(action: Name): Promise<Definitions[Name]> {
  const definitions: Partial<Definitions> =
    action === 'CreateApiGroup' ? { CreateApiGroup: createApiGroup } : (await later()).otherOperations;
  // Each action but CreateApiGroup is among the others.
  return definitions[action] as Definitions[Name];
}
