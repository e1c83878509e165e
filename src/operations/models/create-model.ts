import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import { groupId } from '../../resources/api-group.ts';
import { modelRef } from '../../resources/model-ref.ts';
import { modelDescription, modelName, modelSchema } from '../../resources/model.ts';
import type { Model } from '../../resources/model.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { tags } from '../../resources/tag.ts';
import { formatTime } from '../../resources/time.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { tagErrors, tagFact, time } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { acceptSchema, requireFreeModelName, requireReferences } from './model-checks.ts';

const times = documented('SEED-M', 'UTC, whole seconds');

/** CreateModel. Its answer has no tags (SEED-M). */
export const createModel = defineOperation({
  access: 'create',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'SEED-M',
  parameters: {
    /** The group that the model belongs to. */
    GroupId: known(groupId),
    /** Unique in the group. */
    ModelName: known(modelName),
    /** The definition: a JSON Schema of draft 4, of type object, as JSON. */
    Schema: known(modelSchema),
    Description: v.optional(known(modelDescription), ''),
    /** At most 20 tags. */
    Tag: v.optional(known(tags)),
  },
  answer: {
    RegionId: known(v.string()),
    GroupId: known(resourceId),
    ModelId: known(resourceId, observed('SEED-M, META24', '32 hex digits of a version 4 UUID')),
    ModelName: known(v.string()),
    /** The definition exactly as it was sent. */
    Schema: known(v.string(), observed('TF', 'byte for byte as it was sent')),
    Description: known(v.string()),
    /** The URI by which other models and APIs refer to this one. */
    ModelRef: known(
      v.string(),
      documented('SEED-M, MODELS', '`https://apigateway.aliyun.com/models/<GroupId>/<ModelId>`'),
    ),
    CreatedTime: known(time, times),
    ModifiedTime: known(time, times),
  },
  behavior: [
    ['ModelName is unique in its group', documented()],
    ['ModelName: no limit on characters or length', inferred('none is documented')],
    ['The group must exist in the account and region', inferred('as in DescribeApiGroup')],
    ['Schema is JSON, and JSON Schema of draft 4', documented('SEED-M, MODELS')],
    ['Schema is of type object', documented('SEED-M, MODELS')],
    ['`$ref` only to a model of the same account, by its ModelRef', documented('MODELS')],
    ['`pattern` and `format` may hold any string', inferred('not known whether they are checked')],
    tagFact,
    [
      'No limit on models in a group, unless `limits.modelsPerGroup` sets one',
      inferred('none is documented'),
    ],
  ],
  errors: [
    'MissingGroupId',
    'MissingModelName',
    'MissingSchema',
    ...tagErrors,
    'InvalidFormatSchema',
    'InvalidSchema',
    'NotFoundApiGroup',
    'RepeatedModelName',
    'NotFoundModel',
    'ExceedLimitModel',
  ],
  execute(input, { transaction, scope, now, ids, limits }) {
    const references = acceptSchema(input.Schema);
    requireGroup(transaction, scope, input.GroupId);
    requireFreeModelName(transaction, input.GroupId, input.ModelName);
    requireReferences(transaction, scope, references);
    const limit = limits.modelsPerGroup;
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
  },
});
