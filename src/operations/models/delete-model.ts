import { groupId } from '../../resources/api-group.ts';
import { modelName } from '../../resources/model.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { documented, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireModel } from './model-checks.ts';

export const deleteModel = defineOperation({
  access: 'delete',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters: {
    GroupId: known(groupId),
    ModelName: known(modelName),
  },
  answer: {},
  behavior: [['Whether other models or APIs refer to it is not looked at', documented('MODELS')]],
  errors: ['MissingGroupId', 'MissingModelName', 'NotFoundApiGroup', 'NotFoundModel'],
  execute({ GroupId, ModelName }, { transaction, scope }) {
    requireGroup(transaction, scope, GroupId);
    transaction.remove('models', [requireModel(transaction, GroupId, ModelName).modelId]);
    return {};
  },
});
