import { describe, expect, test } from 'vitest';
import { sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import {
  createGroup,
  createModel,
  groupTags,
  listModels,
  MINUTE,
  MORNING,
  NOBODY,
  OBJECT,
  refusalCode,
  sure,
} from './typed.ts';
import type { Client } from './typed.ts';

function modifyModel(
  client: Client,
  groupId: string,
  modelName: string,
  changes: object,
): ReturnType<Client['modifyModel']> {
  return client.modifyModel(new sdk.ModifyModelRequest({ groupId, modelName, ...changes }));
}

/** A schema with a property that refers to another model. */
function referring(modelRef: string | undefined): string {
  return JSON.stringify({ type: 'object', properties: { other: { $ref: sure(modelRef) } } });
}

describe('DescribeModels', () => {
  test('finds models by a part of their name', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    for (const name of ['Forecast', 'ForecastDaily', 'Place', '天气预报']) {
      await createModel(client, groupId, name);
    }
    const names = async (modelName: string): Promise<readonly (string | undefined)[]> =>
      (await listModels(client, groupId, { modelName })).models.map((model) => model.modelName).toSorted();
    expect(await names('recast')).toEqual(['Forecast', 'ForecastDaily']);
    expect(await names('Forecast')).toEqual(['Forecast', 'ForecastDaily']);
    expect(await names('天气')).toEqual(['天气预报']);
    expect(await names('snow')).toEqual([]);
  });

  test('finds one model by its id, in its own group only', async () => {
    await start();
    const client = typedClient();
    const weather = await createGroup(client, 'Weather');
    const traffic = await createGroup(client, 'Traffic');
    const { modelId } = await createModel(client, weather, 'Forecast');
    await createModel(client, weather, 'Place');
    expect(await listModels(client, weather, { modelId })).toMatchObject({
      models: [{ modelName: 'Forecast', modelId }],
      total: 1,
    });
    expect(await listModels(client, weather, { modelId, modelName: 'Place' })).toEqual({
      models: [],
      total: 0,
    });
    expect(await listModels(client, weather, { modelId: NOBODY })).toEqual({ models: [], total: 0 });
    expect(await listModels(client, traffic, { modelId })).toEqual({ models: [], total: 0 });
  });

  test('finds models by tags, all of which a model must have', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await createModel(client, groupId, 'Forecast', OBJECT, groupTags({ team: 'sky', stage: 'live' }));
    await createModel(client, groupId, 'Place', OBJECT, groupTags({ team: 'sky' }));
    expect((await listModels(client, groupId, groupTags({ team: 'sky' }))).total).toBe(2);
    expect(await listModels(client, groupId, groupTags({ team: 'sky', stage: 'live' }))).toMatchObject({
      models: [
        {
          modelName: 'Forecast',
          tags: {
            tagInfo: [
              { key: 'team', value: 'sky' },
              { key: 'stage', value: 'live' },
            ],
          },
        },
      ],
      total: 1,
    });
  });

  test('finds nothing for a group that does not exist', async () => {
    await start();
    expect(await listModels(typedClient(), NOBODY)).toEqual({ models: [], total: 0 });
  });

  test('finds nothing for a group of another region', async () => {
    await start();
    const there = typedClient({ regionId: 'cn-shanghai' });
    const groupId = await createGroup(there, 'Weather');
    await createModel(there, groupId, 'Forecast');
    expect(await listModels(typedClient(), groupId)).toEqual({ models: [], total: 0 });
  });

  test('pages through 120 models in 3 pages of 50 without losing or repeating one', async () => {
    await start({ clock: () => MORNING });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const made = await Promise.all(
      Array.from({ length: 120 }, (_, index) => createModel(client, groupId, `Model_${index}`)),
    );
    const pages = await Promise.all(
      [1, 2, 3, 4].map((pageNumber) => listModels(client, groupId, { pageNumber, pageSize: 50 })),
    );
    expect(pages.map((page) => page.models.length)).toEqual([50, 50, 20, 0]);
    expect(pages.map((page) => page.total)).toEqual([120, 120, 120, 120]);
    const ids = pages.flatMap((page) => page.models.map(({ modelId }) => modelId));
    expect(ids.toSorted()).toEqual(made.map(({ modelId }) => modelId).toSorted());
  });

  test('takes pages of 100, as many as the documents allow', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await Promise.all(
      Array.from({ length: 101 }, (_, index) => createModel(client, groupId, `Model_${index}`)),
    );
    expect((await listModels(client, groupId, { pageSize: 100 })).models).toHaveLength(100);
    expect((await listModels(client, groupId, { pageSize: 100, pageNumber: 2 })).models).toHaveLength(1);
    expect((await listModels(client, groupId)).models).toHaveLength(10);
  });
});

describe('ModifyModel', () => {
  test('renames a model, which keeps its ModelId, its ModelRef and all else', async () => {
    let now = MORNING;
    await start({ clock: () => now });
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await createModel(client, groupId, 'Forecast', OBJECT, {
      description: 'of tomorrow',
      ...groupTags({ team: 'sky' }),
    });
    const [before] = (await listModels(client, groupId)).models;
    now += MINUTE;
    await modifyModel(client, groupId, 'Forecast', { newModelName: 'Outlook' });
    const { models, total } = await listModels(client, groupId);
    expect(total).toBe(1);
    expect(models[0]).toEqual({ ...before, modelName: 'Outlook', modifiedTime: '2026-03-16T08:01:00Z' });
    expect(await refusalCode(modifyModel(client, groupId, 'Forecast', {}))).toBe('NotFoundModel');
    await createModel(client, groupId, 'Forecast');
  });

  test('lets references follow a renamed model', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const place = await createModel(client, groupId, 'Place');
    await modifyModel(client, groupId, 'Place', { newModelName: 'Town' });
    const schema = referring(place.modelRef);
    expect((await createModel(client, groupId, 'Forecast', schema)).schema).toBe(schema);
  });

  test('gives a new definition back byte for byte', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await createModel(client, groupId, 'Forecast', OBJECT, { description: 'of tomorrow' });
    const schema =
      '{\r\n\t"type" : "object",  "title":"50 % \\"sun\\" & 100+ km/h; a=b?c#d/é天气🌦 \\u00e9 (~*!\')"}\n ';
    await modifyModel(client, groupId, 'Forecast', { schema });
    const [model] = (await listModels(client, groupId)).models;
    expect(model).toMatchObject({ modelName: 'Forecast', schema, description: 'of tomorrow' });
  });

  test('changes the description alone', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    await createModel(client, groupId, 'Forecast', OBJECT, { description: 'of tomorrow' });
    await modifyModel(client, groupId, 'Forecast', { description: 'of today' });
    const [model] = (await listModels(client, groupId)).models;
    expect(model).toMatchObject({ modelName: 'Forecast', schema: OBJECT, description: 'of today' });
  });

  test('refuses references that would lead in a circle, and changes nothing', async () => {
    let now = MORNING;
    await start({ clock: () => now });
    const client = typedClient();
    const weather = await createGroup(client, 'Weather');
    const traffic = await createGroup(client, 'Traffic');
    const place = await createModel(client, weather, 'Place');
    const road = await createModel(client, traffic, 'Road', referring(place.modelRef));
    const jam = await createModel(client, weather, 'Jam', referring(road.modelRef));
    now += MINUTE;
    for (const { modelRef } of [place, road, jam]) {
      const call = modifyModel(client, weather, 'Place', {
        newModelName: 'Town',
        schema: referring(modelRef),
      });
      expect(await refusalCode(call)).toBe('InvalidSchema');
    }
    const { models } = await listModels(client, weather, { modelId: place.modelId });
    expect(models).toMatchObject([
      { modelName: 'Place', schema: OBJECT, modifiedTime: '2026-03-16T08:00:00Z' },
    ]);
  });

  test('lets two models refer to a third', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const place = await createModel(client, groupId, 'Place');
    const road = await createModel(client, groupId, 'Road', referring(place.modelRef));
    await createModel(client, groupId, 'Jam', referring(place.modelRef));
    const { statusCode } = await modifyModel(client, groupId, 'Jam', {
      schema: JSON.stringify({
        type: 'object',
        properties: { road: { $ref: road.modelRef }, place: { $ref: place.modelRef } },
      }),
    });
    expect(statusCode).toBe(200);
  });

  test('turns a reference round once the old one is gone', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const place = await createModel(client, groupId, 'Place');
    const road = await createModel(client, groupId, 'Road', referring(place.modelRef));
    await modifyModel(client, groupId, 'Road', { schema: OBJECT });
    const schema = referring(road.modelRef);
    await modifyModel(client, groupId, 'Place', { schema });
    expect((await listModels(client, groupId, { modelId: place.modelId })).models).toMatchObject([
      { schema },
    ]);
  });
});

describe('DeleteModel', () => {
  test('takes a model away that another one refers to', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const place = await createModel(client, groupId, 'Place');
    const schema = referring(place.modelRef);
    await createModel(client, groupId, 'Forecast', schema);
    await client.deleteModel(new sdk.DeleteModelRequest({ groupId, modelName: 'Place' }));
    expect(await listModels(client, groupId)).toMatchObject({
      models: [{ modelName: 'Forecast', schema }],
      total: 1,
    });
    expect(await refusalCode(createModel(client, groupId, 'Jam', schema))).toBe('NotFoundModel');
  });

  test('frees the name for a model with an id of its own', async () => {
    await start();
    const client = typedClient();
    const groupId = await createGroup(client, 'Weather');
    const first = await createModel(client, groupId, 'Place');
    await client.deleteModel(new sdk.DeleteModelRequest({ groupId, modelName: 'Place' }));
    const second = await createModel(client, groupId, 'Place');
    expect(second.modelId).not.toBe(first.modelId);
    expect(second.modelRef).not.toBe(first.modelRef);
  });
});
