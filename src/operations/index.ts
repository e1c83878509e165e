import type { createApiGroup } from './create-api-group.ts';
import type { createModel } from './create-model.ts';
import type { describeApiGroups } from './describe-api-groups.ts';
import type { describeModels } from './describe-models.ts';

/** What each action is defined by. */
export interface Definitions {
  readonly CreateApiGroup: typeof createApiGroup;
  readonly CreateModel: typeof createModel;
  readonly DescribeApiGroups: typeof describeApiGroups;
  readonly DescribeModels: typeof describeModels;
}

/** An action that the emulator serves. */
export type Action = keyof Definitions;

/** Every operation that the emulator serves. Each is loaded by its first call, so that a page pays for what it uses. */
export const operations: { readonly [Name in Action]: () => Promise<Definitions[Name]> } = {
  CreateApiGroup: async () => (await import('./create-api-group.ts')).createApiGroup,
  CreateModel: async () => (await import('./create-model.ts')).createModel,
  DescribeApiGroups: async () => (await import('./describe-api-groups.ts')).describeApiGroups,
  DescribeModels: async () => (await import('./describe-models.ts')).describeModels,
};
