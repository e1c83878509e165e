import * as v from 'valibot';
import { groupId } from '../resources/api-group.ts';
import { modelDescription, modelName, modelSchema } from '../resources/model.ts';
import { requireGroup } from './api-group-checks.ts';
import {
  acceptSchema,
  refuseCycle,
  requireFreeModelName,
  requireModel,
  requireReferences,
} from './model-checks.ts';
import type { NoAnswer, Operation, Optional } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  ModelName: modelName as typeof modelName,
  NewModelName: v.optional(modelName) as Optional<typeof modelName>,
  Schema: v.optional(modelSchema) as Optional<typeof modelSchema>,
  Description: v.optional(modelDescription) as Optional<typeof modelDescription>,
};

/** The model keeps its id and its ModelRef, also under a new name (MODELS). What is not passed is not changed (inferred). */
export const modifyModel: Operation<typeof parameters, NoAnswer> = {
  access: 'update',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters,
  async execute({ GroupId, ModelName, NewModelName, Schema, Description }, { scope, now }) {
    const references = Schema === undefined ? undefined : await acceptSchema(Schema);
    return (transaction) => {
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
    };
  },
};
