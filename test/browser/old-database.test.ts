import { createEmulator } from 'cloudapi-emulator';
import { deleteDB, openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';

const GROUP = 'a'.repeat(32);
const MODEL = 'b'.repeat(32);
const row = { account: '1234567890123456', region: 'cn-hangzhou', createdTime: 0, modifiedTime: 1000 };

/** A group as version 1 kept it, when there were no APIs. */
const group = {
  id: `groups ["${GROUP}"]`,
  table: 'groups',
  sequence: 1,
  value: {
    ...row,
    groupId: GROUP,
    groupName: 'Weather',
    description: 'sun & rain',
    basePath: '/v1',
    instanceId: 'api-shared-vpc-001',
    tags: [{ Key: 'env', Value: 'uat' }],
    configs: { PassthroughHeaders: 'host' },
  },
};

/** The same of a model. */
const model = {
  id: `models ["${MODEL}"]`,
  table: 'models',
  sequence: 1,
  value: {
    ...row,
    modelId: MODEL,
    groupId: GROUP,
    modelName: 'Order',
    schema: '{"type":"object"}',
    references: [],
    description: '',
    tags: [],
  },
};

const throttle = {
  id: 'notes ["throttle","1234567890123456","CreateApiGroup"]',
  table: 'notes',
  sequence: 0,
  value: { start: 0, calls: 1 },
};

test('a database that an emulator without APIs made is taken over without loss', async () => {
  const name = `old-${crypto.randomUUID()}`;
  onTestFinished(() => deleteDB(name));
  const old = await openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('records', { keyPath: 'id' });
      database.createObjectStore('log', { keyPath: 'revision' });
    },
  });
  await old.put('records', group);
  const changes = new Map([model, throttle].map((record) => [record.id, record] as const));
  await old.put('log', { revision: 1, changes });
  old.close();

  const emulator = createEmulator({ name });
  expect(await emulator.call('DescribeApiGroup', { GroupId: GROUP })).toMatchObject({
    GroupName: 'Weather',
    Description: 'sun & rain',
    BasePath: '/v1',
    PassthroughHeaders: 'host',
  });
  const { ModelDetails } = await emulator.call('DescribeModels', { GroupId: GROUP });
  expect(ModelDetails.ModelDetail).toMatchObject([{ ModelId: MODEL, Schema: '{"type":"object"}' }]);
  const { TagResources } = await emulator.call('ListTagResources', {
    ResourceType: 'apiGroup',
    ResourceId: [GROUP],
  });
  expect(TagResources.TagResource).toMatchObject([{ TagKey: 'env', TagValue: 'uat' }]);
  await emulator.seed({
    groups: [{ GroupName: 'Traffic', Apis: [{ ApiName: 'Road', Path: '/', Mock: {} }] }],
  });
  await emulator.dispose();

  const next = createEmulator({ name });
  expect((await next.call('DescribeApiGroups', {})).TotalCount).toBe(2);
  expect((await next.call('DescribeApis', {})).TotalCount).toBe(1);
  expect(next.storage).toMatchObject({ kind: 'indexeddb', persistent: true, problem: undefined });
  await next.dispose();
});
