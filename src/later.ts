/**
 * What a page does not need before its first answer. It is one module, loaded by the first use of any part, because each
 * file by itself would cost a page more than it holds.
 */
export { describeApiGroups } from './operations/describe-api-groups.ts';
export { describeApiGroup } from './operations/describe-api-group.ts';
export { modifyApiGroup } from './operations/modify-api-group.ts';
export { deleteApiGroup } from './operations/delete-api-group.ts';
export { createModel } from './operations/create-model.ts';
export { describeModels } from './operations/describe-models.ts';
export { modifyModel } from './operations/modify-model.ts';
export { deleteModel } from './operations/delete-model.ts';
export { tagResources } from './operations/tag-resources.ts';
export { untagResources } from './operations/untag-resources.ts';
export { listTagResources } from './operations/list-tag-resources.ts';
export { describeRegions } from './operations/describe-regions.ts';
export { createScene } from './state/index.ts';
