import { describe, expect, test } from 'vitest';
import { kinds } from './clients.ts';
import { start } from './start.ts';

const NOW = Date.UTC(2026, 2, 16, 8, 30, 15, 999);
const MODEL_ID = /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** Spaces, line ends of two kinds, and what URLs, forms and JSON each write in another way. */
const SCHEMA = [
  '{\r\n\t"type" : "object",\n',
  '  "title": "50 % \\"sun\\" & 100+ km/h wind; a=b?c#d/é天气🌦 \\u00e9 (~*!\')",\n',
  '  "properties": {"id": {"format": "int64", "maximum": 100, "exclusiveMaximum": true, "type": "integer"}},\n',
  '  "required": ["id"] }  \n',
].join('');

describe.each(kinds)('$name', ({ connect }) => {
  test('creates a model with every parameter', async () => {
    await start({ clock: () => NOW });
    const client = connect();
    const { GroupId } = await client.createApiGroup({ GroupName: 'Weather' });
    const model = await client.createModel({
      GroupId,
      ModelName: 'Forecast',
      Schema: SCHEMA,
      Description: '天气 of tomorrow',
      Tag: [{ Key: 'environment', Value: 'test' }],
    });
    expect(model).toEqual({
      RequestId: expect.any(String),
      RegionId: 'cn-hangzhou',
      GroupId,
      ModelId: expect.stringMatching(MODEL_ID),
      ModelName: 'Forecast',
      Schema: SCHEMA,
      Description: '天气 of tomorrow',
      ModelRef: `https://apigateway.aliyun.com/models/${GroupId}/${model.ModelId}`,
      CreatedTime: '2026-03-16T08:30:15Z',
      ModifiedTime: '2026-03-16T08:30:15Z',
    });
  });

  test('lists a model as it was created, with its tags', async () => {
    await start({ clock: () => NOW });
    const client = connect();
    const { GroupId } = await client.createApiGroup({ GroupName: 'Weather' });
    const {
      RequestId: _,
      RegionId: _region,
      ...model
    } = await client.createModel({
      GroupId,
      ModelName: 'Forecast',
      Schema: SCHEMA,
      Tag: [{ Key: 'environment', Value: 'test' }],
    });
    const list = await client.describeModels({ GroupId });
    expect(list).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 1 });
    expect(list.ModelDetails.ModelDetail).toEqual([
      { ...model, Description: '', Tags: { TagInfo: [{ Key: 'environment', Value: 'test' }] } },
    ]);
  });

  test('keeps a schema of 64 kB byte for byte', async () => {
    await start();
    const client = connect();
    const { GroupId } = await client.createApiGroup({ GroupName: 'Weather' });
    const schema = JSON.stringify({ type: 'object', description: '天 气+%'.repeat(8 * 1024) });
    const model = await client.createModel({ GroupId, ModelName: 'Forecast', Schema: schema });
    expect(model.Schema === schema).toBe(true);
  });

  test('takes a reference to a model of another group by its ModelRef', async () => {
    await start();
    const client = connect();
    const weather = await client.createApiGroup({ GroupName: 'Weather' });
    const traffic = await client.createApiGroup({ GroupName: 'Traffic' });
    const place = await client.createModel({
      GroupId: traffic.GroupId,
      ModelName: 'Place',
      Schema: '{"type":"object"}',
    });
    const schema = JSON.stringify({ type: 'object', properties: { place: { $ref: place.ModelRef } } });
    const forecast = await client.createModel({
      GroupId: weather.GroupId,
      ModelName: 'Forecast',
      Schema: schema,
    });
    expect(forecast.Schema).toBe(schema);
  });

  test('lets two groups each have a model of the same name', async () => {
    await start();
    const client = connect();
    const weather = await client.createApiGroup({ GroupName: 'Weather' });
    const traffic = await client.createApiGroup({ GroupName: 'Traffic' });
    const definition = { ModelName: 'Place', Schema: '{"type":"object"}' };
    const one = await client.createModel({ GroupId: weather.GroupId, ...definition });
    const other = await client.createModel({ GroupId: traffic.GroupId, ...definition });
    expect(one.ModelId).not.toBe(other.ModelId);
  });

  test('lists no models for a group that does not exist', async () => {
    await start();
    const list = await connect().describeModels({ GroupId: '523e8dc7bbe04613b5b1d726c2a7xx' });
    expect(list).toMatchObject({ TotalCount: 0, ModelDetails: { ModelDetail: [] } });
  });
});
