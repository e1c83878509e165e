/** The operations that the emulator serves: a line each. `table.ts` makes this module's exports the table. */
export { createApiGroup as CreateApiGroup } from './api-groups/create-api-group.ts';
export { deleteApiGroup as DeleteApiGroup } from './api-groups/delete-api-group.ts';
export { describeApiGroup as DescribeApiGroup } from './api-groups/describe-api-group.ts';
export { describeApiGroups as DescribeApiGroups } from './api-groups/describe-api-groups.ts';
export { modifyApiGroup as ModifyApiGroup } from './api-groups/modify-api-group.ts';
export { createModel as CreateModel } from './models/create-model.ts';
export { deleteModel as DeleteModel } from './models/delete-model.ts';
export { describeModels as DescribeModels } from './models/describe-models.ts';
export { modifyModel as ModifyModel } from './models/modify-model.ts';
export { describeRegions as DescribeRegions } from './regions/describe-regions.ts';
export { listTagResources as ListTagResources } from './tags/list-tag-resources.ts';
export { tagResources as TagResources } from './tags/tag-resources.ts';
export { untagResources as UntagResources } from './tags/untag-resources.ts';
