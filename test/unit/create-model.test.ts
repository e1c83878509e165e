import { createEmulator } from 'cloudapi-emulator';
import type { CloudApiError, EmulatorOptions } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

const DOCUMENT_SCHEMA =
  '{"type":"object","properties":{"id":{"format":"int64","maximum":100,"exclusiveMaximum":true,"type":"integer"},"name":{"maxLength":10,"type":"string"}}}';

async function withGroup(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ storage: 'memory', ...options });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const create = (ModelName: string, Schema = '{"type":"object"}') =>
    emulator.call('CreateModel', { GroupId, ModelName, Schema });
  const codeOf = (ModelName: string, Schema: string): Promise<string> =>
    create(ModelName, Schema).then(
      () => 'no refusal',
      (error: CloudApiError) => error.code,
    );
  return { emulator, GroupId, create, codeOf };
}

describe('CreateModel', () => {
  test('answers every element of its document', async () => {
    const { emulator, GroupId } = await withGroup({ clock: () => Date.UTC(2019, 0, 29, 9, 33, 1, 987) });
    const answer = await emulator.call('CreateModel', {
      GroupId,
      ModelName: 'Test',
      Schema: DOCUMENT_SCHEMA,
      Description: 'Model Description',
      Tag: [{ Key: 'key', Value: '123' }],
    });
    expect(answer).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      RegionId: 'cn-hangzhou',
      GroupId,
      ModelId: expect.stringMatching(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
      ModelName: 'Test',
      Schema: DOCUMENT_SCHEMA,
      Description: 'Model Description',
      ModelRef: `https://apigateway.aliyun.com/models/${GroupId}/${answer.ModelId}`,
      CreatedTime: '2019-01-29T09:33:01Z',
      ModifiedTime: '2019-01-29T09:33:01Z',
    });
  });

  test('keeps the schema byte for byte', async () => {
    const { emulator, GroupId, create } = await withGroup();
    const schema =
      '\r\n{ "type" :\t"object", "title": "\\u4f60 <b>\u{20BB7}</b> & \\"quoted\\"", "default": 1.0e2 }\n';
    expect((await create('Order', schema)).Schema).toBe(schema);
    const { ModelDetails } = await emulator.call('DescribeModels', { GroupId });
    expect(ModelDetails.ModelDetail[0]?.Schema).toBe(schema);
  });

  test('wants a name once in its group, and lets another group have it', async () => {
    const { emulator, create } = await withGroup();
    await create('Order');
    await expect(create('Order')).rejects.toMatchObject({
      code: 'RepeatedModelName',
      message: 'The specified ModelName is repeated.',
      status: 400,
      grade: 'inferred',
    });
    const other = await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
    await emulator.call('CreateModel', {
      GroupId: other.GroupId,
      ModelName: 'Order',
      Schema: '{"type":"object"}',
    });
  });

  test('wants a group of the endpoint’s own region', async () => {
    const { emulator, GroupId } = await withGroup();
    const model = { ModelName: 'Order', Schema: '{"type":"object"}' };
    const missing = {
      code: 'NotFoundApiGroup',
      message: 'Cannot find resource according to your specified ApiGroup.',
      status: 400,
    };
    await expect(emulator.call('CreateModel', { ...model, GroupId: 'f'.repeat(32) })).rejects.toMatchObject(
      missing,
    );
    await expect(
      emulator.call('CreateModel', { ...model, GroupId }, { region: 'cn-beijing' }),
    ).rejects.toMatchObject(missing);
  });

  test.for([
    ['{', 'InvalidFormatSchema'],
    ['not json', 'InvalidFormatSchema'],
    ['"object"', 'InvalidSchema'],
    ['[]', 'InvalidSchema'],
    ['null', 'InvalidSchema'],
    ['{}', 'InvalidSchema'],
    ['{"type":"string"}', 'InvalidSchema'],
    ['{"type":["object"]}', 'InvalidSchema'],
    ['{"type":"object","required":[]}', 'InvalidSchema'],
    ['{"type":"object","required":["a","a"]}', 'InvalidSchema'],
    ['{"type":"object","properties":{"a":{"exclusiveMaximum":true}}}', 'InvalidSchema'],
    ['{"type":"object","properties":{"a":{"exclusiveMaximum":5}}}', 'InvalidSchema'],
    ['{"type":"object","properties":{"a":true}}', 'InvalidSchema'],
    ['{"type":"object","properties":{"a":{"$ref":"#/definitions/b"}}}', 'InvalidSchema'],
    ['{"type":"object","properties":{"a":{"$ref":"https://example.com/x"}}}', 'InvalidSchema'],
    [
      `{"type":"object","properties":{"a":{"$ref":"https://apigateway.aliyun.com/models/${'a'.repeat(32)}/${'b'.repeat(32)}"}}}`,
      'NotFoundModel',
    ],
  ] as const)('refuses the schema %s with %s', async ([schema, code]) => {
    const { codeOf } = await withGroup();
    expect(await codeOf('Order', schema)).toBe(code);
  });

  test('takes a reference to a model of the account, in another group and region too', async () => {
    const { emulator, create } = await withGroup();
    const other = await emulator.call('CreateApiGroup', { GroupName: 'Climate' }, { region: 'cn-beijing' });
    const target = await emulator.call(
      'CreateModel',
      { GroupId: other.GroupId, ModelName: 'Place', Schema: '{"type":"object"}' },
      { region: 'cn-beijing' },
    );
    await create('Order', JSON.stringify({ type: 'object', properties: { at: { $ref: target.ModelRef } } }));
  });

  test('keeps models apart from a quota unless one is set', async () => {
    const { create, codeOf } = await withGroup({ limits: { modelsPerGroup: 1 } });
    await create('Order');
    expect(await codeOf('Invoice', '{"type":"object"}')).toBe('ExceedLimitModel');
  });

  test('says in the error’s detail where the schema is wrong', async () => {
    const { create } = await withGroup();
    await expect(
      create('Order', '{"type":"object","properties":{"a/b":{"type":"objct"}}}'),
    ).rejects.toMatchObject({
      message: 'The specified parameter Schema value is not valid.',
      detail:
        '/properties/a~1b/type must be one of array, boolean, integer, null, number, object, string, or a list of them',
    });
  });

  test('takes an error of the user’s own in the place of an inferred one', async () => {
    const { create } = await withGroup({
      errors: { RepeatedModelName: { code: 'RepeatedModel', message: 'The specified Model is repeated.' } },
    });
    await create('Order');
    await expect(create('Order')).rejects.toMatchObject({
      code: 'RepeatedModel',
      message: 'The specified Model is repeated.',
      status: 400,
      grade: 'inferred',
    });
  });
});
