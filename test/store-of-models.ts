import type { Store } from 'cloudapi-emulator';

/** A store whose one group has a hundred models with the same schema. It does what DescribeModels needs. */
export function storeOfModels(schema: string): Store {
  const row = {
    account: '1234567890123456',
    region: 'cn-hangzhou',
    groupId: 'g',
    modelId: 'm',
    modelName: 'n',
    schema,
    references: [],
    description: '',
    tags: [],
    createdTime: 0,
    modifiedTime: 0,
  };
  const view = {
    get: () => row,
    list: () => Array.from({ length: 100 }, () => row),
    count: () => 100,
  };
  return {
    kind: 'models',
    persistent: false,
    // The three members that DescribeModels uses.
    transaction: async (_mode, work) => work(view as unknown as Parameters<typeof work>[0]),
    close: async () => undefined,
  };
}
