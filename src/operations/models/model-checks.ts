import { CloudApiError } from '../../cloud-api-error.ts';
import { parseModelRef } from '../../resources/model-ref.ts';
import type { Model } from '../../resources/model.ts';
import type { Scope } from '../../resources/scope.ts';
import { checkModelSchema } from '../../schema/check.ts';
import type { Transaction } from '../../store/store.ts';

/**
 * Checks a model's definition by itself.
 * @returns the ModelRefs that it refers to.
 * @throws {CloudApiError} `InvalidFormatSchema` if it is not JSON, `InvalidSchema` otherwise (inferred, both)
 */
export function acceptSchema(text: string): readonly string[] {
  const { issues, more, references } = checkModelSchema(text);
  const [first] = issues;
  if (first === undefined) return references;
  throw new CloudApiError(first.kind === 'syntax' ? 'InvalidFormatSchema' : 'InvalidSchema', {
    detail: [
      ...issues.map((issue) => `${issue.pointer === '' ? 'The schema' : issue.pointer} ${issue.message}`),
      ...(more === undefined ? [] : [`… and ${more.toLocaleString('en-US')} more`]),
    ].join('\n'),
  });
}

/**
 * A model's name is unique in its group (SEED-M).
 * @throws {CloudApiError} `RepeatedModelName` (inferred)
 */
export function requireFreeModelName(transaction: Transaction, groupId: string, name: string): void {
  const holder = transaction.find('models', [groupId, name]);
  if (holder === undefined) return;
  throw new CloudApiError('RepeatedModelName', {
    detail: `The model ${holder.modelId} in this group is called "${name}".`,
  });
}

/**
 * Every reference leads to a model of the same account, in whichever region (MODELS).
 * @throws {CloudApiError} `NotFoundModel` (inferred)
 */
export function requireReferences(
  transaction: Transaction,
  { account }: Scope,
  references: readonly string[],
): readonly Model[] {
  return references.map((reference) => {
    const ids = parseModelRef(reference);
    const model = ids && transaction.get('models', [ids.modelId]);
    if (model === undefined || model.groupId !== ids?.groupId || model.account !== account) {
      throw new CloudApiError('NotFoundModel', {
        detail: `No model of this account has the ModelRef "${reference}".`,
      });
    }
    return model;
  });
}

/**
 * Finds a model by its name in its group.
 * @throws {CloudApiError} `NotFoundModel` (inferred)
 */
export function requireModel(transaction: Transaction, groupId: string, name: string): Model {
  const model = transaction.find('models', [groupId, name]);
  if (model !== undefined) return model;
  throw new CloudApiError('NotFoundModel', {
    detail: `No model in the group ${groupId} is called "${name}".`,
  });
}

/**
 * References must not lead back to where they came from (MODELS).
 * @param model that is about to refer to the others.
 * @throws {CloudApiError} `InvalidSchema` (inferred)
 */
export function refuseCycle(transaction: Transaction, model: Model, referred: readonly Model[]): void {
  const seen = new Set<string>();
  const open = [...referred];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.modelId === model.modelId) {
      throw new CloudApiError('InvalidSchema', {
        detail: `The references lead back to the model "${model.modelName}".`,
      });
    }
    if (seen.has(next.modelId)) continue;
    seen.add(next.modelId);
    for (const reference of next.references) {
      // One that was deleted since leads nowhere.
      const target = transaction.get('models', [parseModelRef(reference)?.modelId ?? '']);
      if (target !== undefined) open.push(target);
    }
  }
}
