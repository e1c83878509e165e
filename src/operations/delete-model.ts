import { groupId } from '../resources/api-group.ts';
import { modelName } from '../resources/model.ts';
import { requireGroup } from './api-group-checks.ts';
import { requireModel } from './model-checks.ts';
import type { NoAnswer, Operation } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  ModelName: modelName as typeof modelName,
};

/** Whether other models refer to it is not looked at (MODELS). */
export const deleteModel: Operation<typeof parameters, NoAnswer> = {
  access: 'delete',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters,
  execute({ GroupId, ModelName }, { scope }) {
    return (transaction) => {
      requireGroup(transaction, scope, GroupId);
      transaction.remove('models', [requireModel(transaction, GroupId, ModelName).modelId]);
      return {};
    };
  },
};
