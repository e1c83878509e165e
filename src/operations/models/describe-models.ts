import * as v from 'valibot';
import { oncePer } from '../../once-per.ts';
import { groupId } from '../../resources/api-group.ts';
import { modelRef } from '../../resources/model-ref.ts';
import type { Model } from '../../resources/model.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { hasTags } from '../../resources/tag-filter.ts';
import { formatTime } from '../../resources/time.ts';
import { text } from '../../resources/values.ts';
import { findGroup } from '../api-groups/find-api-group.ts';
import {
  listErrors,
  listOf,
  listParameters,
  pageElements,
  pageFacts,
  tagInfo,
  time,
  timesObserved,
} from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import type { CheckedOf } from '../operation.ts';
import { readPage } from '../read-page.ts';

const parameters = {
  GroupId: known(groupId),
  /** A part of the name. That upper and lower case differ is inferred. */
  ModelName: v.optional(known(text, documented('META24', 'a part of the name; case-sensitive inferred'))),
  ModelId: v.optional(known(text, documented('META24', 'exact match inferred'))),
  ...listParameters,
};

export const describeModels = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters,
  answer: {
    ...pageElements,
    ModelDetails: listOf('ModelDetail', {
      GroupId: known(resourceId),
      ModelId: known(resourceId),
      ModelName: known(v.string()),
      ModelRef: known(v.string()),
      Schema: known(v.string(), observed('TF', 'byte for byte as it was sent')),
      Description: known(v.string()),
      CreatedTime: known(time, timesObserved),
      ModifiedTime: known(time, timesObserved),
      Tags: tagInfo,
    }),
  },
  absent: { RegionId: 'the service’s answer has none (META24)' },
  behavior: [
    ['A group that does not exist has no models', observed('TF')],
    ['The newest model first', inferred('no order is documented')],
    ...pageFacts(100),
  ],
  errors: ['MissingGroupId', ...listErrors],
  execute(input, { transaction, scope }) {
    const exists = findGroup(transaction, scope, input.GroupId) !== undefined;
    const { rows, total } = !exists
      ? { rows: [], total: 0 }
      : readPage(transaction, 'models', [input.GroupId], {
          pageNumber: input.PageNumber,
          pageSize: input.PageSize,
          matches: matcher(input),
          only: input.ModelId ? [input.ModelId] : undefined,
        });
    return {
      PageNumber: input.PageNumber,
      PageSize: input.PageSize,
      TotalCount: total,
      ModelDetails: { ModelDetail: rows.map(detail) },
    };
  },
});

/** @returns `undefined` if every model matches. */
function matcher(input: CheckedOf<typeof parameters>): ((model: Model) => boolean) | undefined {
  const { GroupId, ModelName = '', ModelId, Tag } = input;
  if (!ModelName && !ModelId && !Tag?.length) return undefined;
  return (model) =>
    model.modelName.includes(ModelName) &&
    (!ModelId || (model.modelId === ModelId && model.groupId === GroupId)) &&
    hasTags(model, Tag);
}

const detail = oncePer((model: Model) => ({
  GroupId: model.groupId,
  ModelId: model.modelId,
  ModelName: model.modelName,
  ModelRef: modelRef(model),
  Schema: model.schema,
  Description: model.description,
  CreatedTime: formatTime(model.createdTime),
  ModifiedTime: formatTime(model.modifiedTime),
  Tags: { TagInfo: model.tags },
}));
