import type { Model } from './model.ts';

const MODEL_REF = /^https:\/\/apigateway\.aliyun\.com\/models\/([0-9a-f]{32})\/([0-9a-f]{32})$/;

/** The URI by which other models refer to this one (SEED-M, MODELS). */
export function modelRef(model: Pick<Model, 'groupId' | 'modelId'>): string {
  return `https://apigateway.aliyun.com/models/${model.groupId}/${model.modelId}`;
}

/**
 * Reads a ModelRef.
 * @returns `undefined` if the string is not a ModelRef.
 */
export function parseModelRef(uri: string): Pick<Model, 'groupId' | 'modelId'> | undefined {
  const [, groupId, modelId] = MODEL_REF.exec(uri) ?? [];
  return groupId === undefined || modelId === undefined ? undefined : { groupId, modelId };
}
