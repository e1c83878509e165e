import * as v from 'valibot';
import { groupId } from '../resources/api-group.ts';
import { modelRef } from '../resources/model-ref.ts';
import type { Model } from '../resources/model.ts';
import { modelPageSize, pageNumber } from '../resources/page.ts';
import { hasTags, tagFilters } from '../resources/tag-filter.ts';
import type { Tag } from '../resources/tag.ts';
import { formatTime } from '../resources/time.ts';
import { text } from '../resources/values.ts';
import { findGroup } from './api-group-checks.ts';
import type { CheckedOf, Operation, Optional } from './operation.ts';
import { readPage } from './page.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  /** A part of the name. That upper and lower case differ is inferred. */
  ModelName: v.optional(text) as Optional<typeof text>,
  ModelId: v.optional(text) as Optional<typeof text>,
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
  PageNumber: v.optional(pageNumber, 1) as v.OptionalSchema<typeof pageNumber, 1>,
  PageSize: v.optional(modelPageSize, 10) as v.OptionalSchema<typeof modelPageSize, 10>,
};

/** A model as the list shows it; it has no region. */
export interface ModelDetail {
  readonly GroupId: string;
  readonly ModelId: string;
  readonly ModelName: string;
  readonly ModelRef: string;
  /** The definition exactly as it was sent. */
  readonly Schema: string;
  readonly Description: string;
  readonly CreatedTime: string;
  readonly ModifiedTime: string;
  readonly Tags: { readonly TagInfo: readonly Tag[] };
}

/** What DescribeModels answers, beside RequestId. */
export interface DescribeModelsAnswer {
  readonly PageNumber: number;
  readonly PageSize: number;
  /** All models that match, on whichever page. */
  readonly TotalCount: number;
  readonly ModelDetails: { readonly ModelDetail: readonly ModelDetail[] };
}

/** The newest model comes first (inferred). A group that does not exist has no models (observed: TF). */
export const describeModels: Operation<typeof parameters, DescribeModelsAnswer> = {
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters,
  execute(input, { scope }) {
    const matches = matcher(input);
    return (transaction) => {
      const exists = findGroup(transaction, scope, input.GroupId) !== undefined;
      const { rows, total } = !exists
        ? { rows: [], total: 0 }
        : readPage(transaction, 'models', [input.GroupId], {
            pageNumber: input.PageNumber,
            pageSize: input.PageSize,
            matches,
            only: input.ModelId ? [input.ModelId] : undefined,
          });
      return {
        PageNumber: input.PageNumber,
        PageSize: input.PageSize,
        TotalCount: total,
        ModelDetails: { ModelDetail: rows.map(detail) },
      };
    };
  },
};

/** @returns `undefined` where every model matches. */
function matcher(input: CheckedOf<typeof parameters>): ((model: Model) => boolean) | undefined {
  const { GroupId, ModelName = '', ModelId, Tag } = input;
  if (!ModelName && !ModelId && !Tag?.length) return undefined;
  return (model) =>
    model.modelName.includes(ModelName) &&
    (!ModelId || (model.modelId === ModelId && model.groupId === GroupId)) &&
    hasTags(model, Tag);
}

function detail(model: Model): ModelDetail {
  return {
    GroupId: model.groupId,
    ModelId: model.modelId,
    ModelName: model.modelName,
    ModelRef: modelRef(model),
    Schema: model.schema,
    Description: model.description,
    CreatedTime: formatTime(model.createdTime),
    ModifiedTime: formatTime(model.modifiedTime),
    Tags: { TagInfo: model.tags },
  };
}
