import { describe, expect, test } from 'vitest';
import { kinds, refusal } from './clients.ts';
import { start } from './start.ts';

const OBJECT = '{"type":"object"}';

describe.each(kinds)('$name', (kind) => {
  test('learns that a group name is taken', async () => {
    await start();
    const client = kind.connect();
    await client.createApiGroup({ GroupName: 'Weather' });
    expect(await refusal(kind, client.createApiGroup({ GroupName: 'Weather' }))).toEqual({
      code: 'RepeatedApiGroup',
      message: 'The specified ApiGroup is repeated.',
      status: 400,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      hostId: 'apigateway.cn-hangzhou.aliyuncs.com',
    });
  });

  test('learns that the group name is missing when it is empty', async () => {
    await start();
    expect(await refusal(kind, kind.connect().createApiGroup({ GroupName: '' }))).toMatchObject({
      code: 'MissingGroupName',
      message: 'GroupName is mandatory for this action.',
      status: 400,
    });
  });

  test.each([
    ['is too short', 'Sun'],
    ['is too long', 'W'.repeat(51)],
    ['starts with a digit', '1Weather'],
    ['has a hyphen', 'Weather-today'],
  ])('learns that a group name is not valid when it %s', async (_, name) => {
    await start();
    expect(await refusal(kind, kind.connect().createApiGroup({ GroupName: name }))).toMatchObject({
      code: 'InvalidGroupName',
      message: 'The specified parameter GroupName value is not valid.',
      status: 400,
    });
  });

  test('may use a hyphen in a group name by the observed rules', async () => {
    await start({ rules: 'observed' });
    const group = await kind.connect().createApiGroup({ GroupName: 'Weather-today' });
    expect(group.GroupName).toBe('Weather-today');
  });

  test('learns that a description of 181 characters is too long', async () => {
    await start();
    const call = kind.connect().createApiGroup({ GroupName: 'Weather', Description: '天'.repeat(181) });
    expect(await refusal(kind, call)).toMatchObject({ code: 'InvalidDescription', status: 400 });
  });

  test('learns that a tag key occurs twice', async () => {
    await start();
    const Tag = [
      { Key: 'team', Value: 'one' },
      { Key: 'team', Value: 'two' },
    ];
    const call = kind.connect().createApiGroup({ GroupName: 'Weather', Tag });
    expect(await refusal(kind, call)).toMatchObject({ code: 'Duplicate.TagKey', status: 400 });
  });

  test('learns that the region is full', async () => {
    await start({ limits: { groupsPerRegion: 2 } });
    const client = kind.connect();
    await client.createApiGroup({ GroupName: 'First' });
    await client.createApiGroup({ GroupName: 'Second' });
    expect(await refusal(kind, client.createApiGroup({ GroupName: 'Third' }))).toMatchObject({
      code: 'ExceedLimitApiGroup',
      message: 'The specified ApiGroup count exceeds the limit.',
      status: 400,
    });
  });

  test('learns that the group of a model does not exist', async () => {
    await start();
    const GroupId = '0'.repeat(32);
    const call = kind.connect().createModel({ GroupId, ModelName: 'Forecast', Schema: OBJECT });
    expect(await refusal(kind, call)).toMatchObject({
      code: 'NotFoundApiGroup',
      message: 'Cannot find resource according to your specified ApiGroup.',
      status: 400,
    });
  });

  test('learns that a model name is taken in its group', async () => {
    await start();
    const client = kind.connect();
    const { GroupId } = await client.createApiGroup({ GroupName: 'Weather' });
    const model = { GroupId, ModelName: 'Forecast', Schema: OBJECT };
    await client.createModel(model);
    expect(await refusal(kind, client.createModel(model))).toMatchObject({
      code: 'RepeatedModelName',
      message: 'The specified ModelName is repeated.',
      status: 400,
    });
  });

  test.each([
    ['InvalidSchema', 'is not of the type object', '{"type":"array"}'],
    ['InvalidSchema', 'breaks draft 4', '{"type":"object","maxProperties":-1}'],
    ['InvalidSchema', 'refers to something else than a model', '{"type":"object","allOf":[{"$ref":"#"}]}'],
    ['InvalidFormatSchema', 'is not JSON', '{"type":"object"'],
  ])('learns by %s that a schema %s', async (code, _, Schema) => {
    await start();
    const client = kind.connect();
    const { GroupId } = await client.createApiGroup({ GroupName: 'Weather' });
    const call = client.createModel({ GroupId, ModelName: 'Forecast', Schema });
    expect(await refusal(kind, call)).toMatchObject({ code, status: 400 });
    expect(await client.describeModels({ GroupId })).toMatchObject({ TotalCount: 0 });
  });

  test('is throttled within a second and served again after it', async () => {
    let now = Date.UTC(2026, 2, 16);
    await start({ limits: { qps: { CreateApiGroup: 2 } }, clock: () => now });
    const client = kind.connect();
    await client.createApiGroup({ GroupName: 'First' });
    await client.createApiGroup({ GroupName: 'Second' });
    now += 999;
    expect(await refusal(kind, client.createApiGroup({ GroupName: 'Third' }))).toMatchObject({
      code: 'Throttling.User',
      message: 'Request was denied due to user flow control.',
      status: 400,
    });
    now += 1;
    expect(await client.createApiGroup({ GroupName: 'Third' })).toMatchObject({ GroupName: 'Third' });
  });

  test('learns that the emulator does not serve an action that the service has', async () => {
    await start();
    const { code, message, status } = await refusal(kind, kind.connect().describeApps());
    expect({ code, status }).toEqual({ code: 'Emulator.NotServed', status: 501 });
    expect(message).toContain('cloudapi-emulator does not serve the action');
    expect(message).toContain('Served: AbolishApi, ');
  });
});
