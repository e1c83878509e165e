import { createEmulator } from 'cloudapi-emulator';
import type { CallInput, CloudApiError } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );
}

/** A schema of which one property refers to a model. */
const referring = (modelRef: string): string =>
  JSON.stringify({ type: 'object', properties: { other: { $ref: modelRef } } });

async function withModels(...models: readonly string[]) {
  let now = Date.UTC(2026, 0, 1);
  const emulator = createEmulator({ storage: 'memory', clock: () => now });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const create = (
    ModelName: string,
    Schema = '{"type":"object"}',
    Tag: CallInput<'CreateModel'>['Tag'] = [],
  ) => emulator.call('CreateModel', { GroupId, ModelName, Schema, Tag });
  for (const name of models) await create(name);
  const modify = (ModelName: string, input: Omit<CallInput<'ModifyModel'>, 'GroupId' | 'ModelName'>) =>
    emulator.call('ModifyModel', { GroupId, ModelName, ...input });
  const list = async (input: Omit<CallInput<'DescribeModels'>, 'GroupId'> = {}) =>
    (await emulator.call('DescribeModels', { GroupId, ...input })).ModelDetails.ModelDetail;
  return {
    emulator,
    GroupId,
    create,
    modify,
    list,
    later: () => {
      now += 1000;
    },
  };
}

describe('DescribeModels', () => {
  test('answers every field of a model, tags too, and no region', async () => {
    const { create, list, GroupId } = await withModels();
    const { ModelId, ModelRef } = await create('Order', '{"type":"object"}', [{ Key: 'env', Value: 'uat' }]);
    expect(await list()).toEqual([
      {
        GroupId,
        ModelId,
        ModelName: 'Order',
        ModelRef,
        Schema: '{"type":"object"}',
        Description: '',
        CreatedTime: '2026-01-01T00:00:00Z',
        ModifiedTime: '2026-01-01T00:00:00Z',
        Tags: { TagInfo: [{ Key: 'env', Value: 'uat' }] },
      },
    ]);
  });

  test('finds by a part of the name, by id and by tags', async () => {
    const { create, list } = await withModels('Order', 'OrderLine', 'Invoice');
    const { ModelId } = await create('Payment', '{"type":"object"}', [{ Key: 'env', Value: 'uat' }]);
    const namesOf = async (input: Parameters<typeof list>[0]) =>
      (await list(input)).map((model) => model.ModelName);
    expect(await namesOf({ ModelName: 'rder' })).toEqual(['OrderLine', 'Order']);
    expect(await namesOf({ ModelId })).toEqual(['Payment']);
    expect(await namesOf({ ModelId, ModelName: 'Order' })).toEqual([]);
    expect(await namesOf({ Tag: [{ Key: 'env', Value: 'uat' }] })).toEqual(['Payment']);
    expect(await namesOf({ ModelId: 'none' })).toEqual([]);
  });

  test('gives pages of up to 100', async () => {
    const { emulator, GroupId, list } = await withModels(
      ...Array.from({ length: 120 }, (_, i) => `Model_${i}`),
    );
    const pages = [await list({ PageSize: 100 }), await list({ PageSize: 100, PageNumber: 2 })];
    expect(pages.map((page) => page.length)).toEqual([100, 20]);
    expect(new Set(pages.flat().map((model) => model.ModelId)).size).toBe(120);
    expect((await list()).length).toBe(10);
    expect(await codeOf(emulator.call('DescribeModels', { GroupId, PageSize: 101 }))).toBe('InvalidPageSize');
  });

  test('is empty for a group that does not exist, or is of another region', async () => {
    const { emulator, GroupId } = await withModels('Order');
    const empty = { TotalCount: 0, ModelDetails: { ModelDetail: [] } };
    expect(await emulator.call('DescribeModels', { GroupId: 'none' })).toMatchObject(empty);
    expect(await emulator.call('DescribeModels', { GroupId }, { region: 'cn-beijing' })).toMatchObject(empty);
  });
});

describe('ModifyModel', () => {
  test('changes what is passed, and keeps ModelId and ModelRef under a new name', async () => {
    const { create, modify, list, later } = await withModels();
    const { ModelId, ModelRef } = await create('Order');
    later();
    await modify('Order', { NewModelName: 'Purchase', Description: 'What was bought' });
    await modify('Purchase', { Schema: '{"type":"object","title":"new"}' });
    expect(await list()).toEqual([
      expect.objectContaining({
        ModelId,
        ModelRef,
        ModelName: 'Purchase',
        Description: 'What was bought',
        Schema: '{"type":"object","title":"new"}',
        CreatedTime: '2026-01-01T00:00:00Z',
        ModifiedTime: '2026-01-01T00:00:01Z',
      }),
    ]);
  });

  test('refuses a name that another model has, and takes the model’s own', async () => {
    const { create, modify } = await withModels('Order', 'Invoice');
    expect(await codeOf(modify('Order', { NewModelName: 'Invoice' }))).toBe('RepeatedModelName');
    await modify('Order', { NewModelName: 'Order' });
    await modify('Order', { NewModelName: 'Purchase' });
    await create('Order');
  });

  test('refuses references that lead back, over however many models', async () => {
    const { create, modify } = await withModels();
    const a = await create('A');
    const b = await create('B', referring(a.ModelRef));
    const c = await create('C', referring(b.ModelRef));
    expect(await codeOf(modify('A', { Schema: referring(c.ModelRef) }))).toBe('InvalidSchema');
    expect(await codeOf(modify('A', { Schema: referring(a.ModelRef) }))).toBe('InvalidSchema');
    await modify('C', { Schema: referring(a.ModelRef) });
  });

  test.for([
    ['Order', { Schema: '{' }, 'InvalidFormatSchema'],
    ['Order', { Schema: '{"type":"array"}' }, 'InvalidSchema'],
    [
      'Order',
      { Schema: referring(`https://apigateway.aliyun.com/models/${'a'.repeat(32)}/${'b'.repeat(32)}`) },
      'NotFoundModel',
    ],
    ['Nothing', {}, 'NotFoundModel'],
    ['', {}, 'MissingModelName'],
  ] as const)('refuses the model "%s" with %j: %s', async ([name, input, code]) => {
    const { modify } = await withModels('Order');
    expect(await codeOf(modify(name, input))).toBe(code);
  });

  test('refuses a group that does not exist', async () => {
    const { emulator } = await withModels('Order');
    expect(await codeOf(emulator.call('ModifyModel', { GroupId: 'none', ModelName: 'Order' }))).toBe(
      'NotFoundApiGroup',
    );
  });
});

describe('DeleteModel', () => {
  test('deletes a model that others refer to, without a question', async () => {
    const { emulator, GroupId, create, modify, list } = await withModels();
    const a = await create('A');
    const b = await create('B', referring(a.ModelRef));
    await emulator.call('DeleteModel', { GroupId, ModelName: 'A' });
    expect((await list()).map((model) => model.ModelName)).toEqual(['B']);
    expect(await codeOf(create('C', referring(a.ModelRef)))).toBe('NotFoundModel');
    // The reference that leads nowhere now is no cycle.
    const c = await create('C');
    await modify('C', { Schema: referring(b.ModelRef) });
    expect(c.ModelRef).not.toBe(a.ModelRef);
  });

  test('refuses what does not exist', async () => {
    const { emulator, GroupId } = await withModels();
    expect(await codeOf(emulator.call('DeleteModel', { GroupId, ModelName: 'A' }))).toBe('NotFoundModel');
    expect(await codeOf(emulator.call('DeleteModel', { GroupId: 'none', ModelName: 'A' }))).toBe(
      'NotFoundApiGroup',
    );
  });
});
