import { createApiGroup } from './create-api-group.ts';
import { createModel } from './create-model.ts';
import { describeApiGroups } from './describe-api-groups.ts';
import { describeModels } from './describe-models.ts';

/** Every operation that the emulator serves, by action. */
export const operations = {
  CreateApiGroup: createApiGroup as typeof createApiGroup,
  CreateModel: createModel as typeof createModel,
  DescribeApiGroups: describeApiGroups as typeof describeApiGroups,
  DescribeModels: describeModels as typeof describeModels,
};

/** An action that the emulator serves. */
export type Action = keyof typeof operations;
