import { createModel } from './create-model.ts';
import { deleteApiGroup } from './delete-api-group.ts';
import { deleteModel } from './delete-model.ts';
import { describeApiGroup } from './describe-api-group.ts';
import { describeApiGroups } from './describe-api-groups.ts';
import { describeModels } from './describe-models.ts';
import { describeRegions } from './describe-regions.ts';
import { listTagResources } from './list-tag-resources.ts';
import { modifyApiGroup } from './modify-api-group.ts';
import { modifyModel } from './modify-model.ts';
import { tagResources } from './tag-resources.ts';
import { untagResources } from './untag-resources.ts';
import type { Definitions } from './index.ts';

/** All operations but CreateApiGroup. */
export const otherOperations: Omit<Definitions, 'CreateApiGroup'> = {
  DescribeApiGroups: describeApiGroups,
  DescribeApiGroup: describeApiGroup,
  ModifyApiGroup: modifyApiGroup,
  DeleteApiGroup: deleteApiGroup,
  CreateModel: createModel,
  DescribeModels: describeModels,
  ModifyModel: modifyModel,
  DeleteModel: deleteModel,
  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,
  DescribeRegions: describeRegions,
};
