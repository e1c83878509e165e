import * as v from 'valibot';
import { groupId } from '../../resources/api-group.ts';
import { modelDescription, modelName, modelSchema } from '../../resources/model.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import {
  acceptSchema,
  refuseCycle,
  requireFreeModelName,
  requireModel,
  requireReferences,
} from './model-checks.ts';

export const modifyModel = defineOperation({
  access: 'update',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters: {
    GroupId: known(groupId),
    /** The name that the model has now. */
    ModelName: known(modelName),
    NewModelName: v.optional(known(modelName)),
    /** The rules are those of CreateModel. */
    Schema: v.optional(known(modelSchema)),
    Description: v.optional(known(modelDescription)),
  },
  answer: {},
  behavior: [
    ['ModelId and ModelRef stay, also under a new name', documented('MODELS')],
    ['What is not passed is not changed', inferred('as in ModifyApiGroup')],
    ['Schema: as in CreateModel', documented('MODELS')],
    ['References must not lead back to the model', documented('MODELS')],
  ],
  errors: [
    'MissingGroupId',
    'MissingModelName',
    'InvalidFormatSchema',
    'InvalidSchema',
    'NotFoundApiGroup',
    'NotFoundModel',
    'RepeatedModelName',
  ],
  execute({ GroupId, ModelName, NewModelName, Schema, Description }, { transaction, scope, now }) {
    const references = Schema === undefined ? undefined : acceptSchema(Schema);
    requireGroup(transaction, scope, GroupId);
    const old = requireModel(transaction, GroupId, ModelName);
    const name = NewModelName ?? ModelName;
    if (name !== ModelName) requireFreeModelName(transaction, GroupId, name);
    if (references !== undefined)
      refuseCycle(transaction, old, requireReferences(transaction, scope, references));
    transaction.update('models', {
      ...old,
      modelName: name,
      schema: Schema ?? old.schema,
      references: references ?? old.references,
      description: Description ?? old.description,
      modifiedTime: now,
    });
    return {};
  },
});
