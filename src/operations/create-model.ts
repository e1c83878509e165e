import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { groupId } from '../resources/api-group.ts';
import { modelRef } from '../resources/model-ref.ts';
import { modelDescription, modelName, modelSchema } from '../resources/model.ts';
import type { Model } from '../resources/model.ts';
import { tags } from '../resources/tag.ts';
import { formatTime } from '../resources/time.ts';
import type { Transaction } from '../store/store.ts';
import { requireGroup } from './api-group-checks.ts';
import { acceptSchema, requireFreeModelName, requireReferences } from './model-checks.ts';
import type { CheckedOf, Context, Operation, Optional } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  ModelName: modelName as typeof modelName,
  Schema: modelSchema as typeof modelSchema,
  Description: v.optional(modelDescription, '') as v.OptionalSchema<typeof modelDescription, ''>,
  Tag: v.optional(tags) as Optional<typeof tags>,
};

/** What CreateModel answers, beside RequestId. It has no tags (SEED-M). */
export interface CreateModelAnswer {
  readonly RegionId: string;
  readonly GroupId: string;
  readonly ModelId: string;
  readonly ModelName: string;
  /** The definition exactly as it was sent. */
  readonly Schema: string;
  readonly Description: string;
  readonly ModelRef: string;
  readonly CreatedTime: string;
  readonly ModifiedTime: string;
}

export const createModel: Operation<typeof parameters, CreateModelAnswer> = {
  access: 'create',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'SEED-M',
  parameters,
  async execute(input, context) {
    const references = await acceptSchema(input.Schema);
    return (transaction) => addModel(transaction, context, input, references);
  },
};

/**
 * Adds a model whose definition has been accepted.
 * @param references that the definition holds.
 * @throws {CloudApiError} where the group, the name, the references or the quota do not allow it
 */
export function addModel(
  transaction: Transaction,
  { scope, now, ids, settings }: Context,
  input: CheckedOf<typeof parameters>,
  references: readonly string[],
): CreateModelAnswer {
  requireGroup(transaction, scope, input.GroupId);
  requireFreeModelName(transaction, input.GroupId, input.ModelName);
  requireReferences(transaction, scope, references);
  const limit = settings.limits.modelsPerGroup;
  if (transaction.count('models', [input.GroupId]) >= limit) {
    throw new CloudApiError('ExceedLimitModel', { detail: `limits.modelsPerGroup is ${limit}.` });
  }
  const model: Model = {
    ...scope,
    modelId: ids.resource(transaction),
    groupId: input.GroupId,
    modelName: input.ModelName,
    schema: input.Schema,
    references,
    description: input.Description,
    tags: input.Tag ?? [],
    createdTime: now,
    modifiedTime: now,
  };
  transaction.insert('models', model);
  return {
    RegionId: scope.region,
    GroupId: model.groupId,
    ModelId: model.modelId,
    ModelName: model.modelName,
    Schema: model.schema,
    Description: model.description,
    ModelRef: modelRef(model),
    CreatedTime: formatTime(now),
    ModifiedTime: formatTime(now),
  };
}
