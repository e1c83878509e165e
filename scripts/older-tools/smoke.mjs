/**
 * Uses the installed package as a project does, on whichever Node and msw are there. Runs in an empty project
 * that scripts/older-tools.ts makes; prints what passed, and fails with what did not.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CloudApiError, createEmulator } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import { setupEmulator } from 'cloudapi-emulator/node';
import { checkModelSchema } from 'cloudapi-emulator/schema';
import { setupServer } from 'msw/node';

const require = createRequire(import.meta.url);
const RpcClient = require('@alicloud/pop-core');
const sdk = require('@alicloud/cloudapi20160714');
const core = createRequire(require.resolve('@alicloud/cloudapi20160714'))('@alicloud/openapi-core');

const accessKey = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const endpoint = 'https://apigateway.cn-hangzhou.aliyuncs.com';
const rpcClient = () => new RpcClient({ ...accessKey, endpoint, apiVersion: '2016-07-14' });
const typedClient = () =>
  new sdk.default(new core.$OpenApiUtil.Config({ ...accessKey, regionId: 'cn-hangzhou' }));
const schema = '{ "type": "object", "properties": { "天气": { "type": "string" } } }';

/** Gives a check an emulator of its own between it and the cloud. */
const withEmulator = (check) => async () => {
  const setup = setupEmulator({ storage: 'memory', guard: true });
  await setup.start();
  try {
    await check(setup);
  } finally {
    await setup.stop();
  }
};

const checks = {
  'pop-core creates a group and a model, by GET and by POST': withEmulator(async () => {
    const client = rpcClient();
    const group = await client.request('CreateApiGroup', {
      GroupName: 'Weather',
      Tag: [{ Key: 'team', Value: 'sky' }],
    });
    assert.match(group.GroupId, /^[0-9a-f]{32}$/);
    assert.equal(group.SubDomain, `${group.GroupId}-cn-hangzhou.alicloudapi.com`);
    assert.equal(group.TagStatus, true);
    const model = await client.request(
      'CreateModel',
      { GroupId: group.GroupId, ModelName: 'Forecast', Schema: schema },
      { method: 'POST' },
    );
    assert.equal(model.Schema, schema);
    assert.equal(model.ModelRef, `https://apigateway.aliyun.com/models/${group.GroupId}/${model.ModelId}`);
  }),

  'a mock at a SubDomain is fetched, call after call, and a foreign one is refused': withEmulator(
    async ({ emulator }) => {
      const [{ SubDomain }] = await emulator.seed({
        groups: [
          {
            GroupName: 'Weather',
            Apis: [
              {
                ApiName: 'Forecast',
                Path: '/[city]',
                AuthType: 'ANONYMOUS',
                Mock: { Body: { weather: 'sunny' } },
                Stage: 'RELEASE',
              },
            ],
          },
        ],
      });
      for (const city of ['Hangzhou', 'Shanghai']) {
        const response = await fetch(`http://${SubDomain}/${city}`);
        assert.deepEqual(await response.json(), { weather: 'sunny' });
      }
      const refused = await fetch(`http://${SubDomain}/a/b`);
      assert.equal(refused.headers.get('x-ca-error-code'), 'I404NF');
      const foreign = await fetch(`http://${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com/`);
      assert.equal((await foreign.json()).Code, 'Emulator.Guarded');
    },
  ),

  'pop-core reads RepeatedApiGroup': withEmulator(async () => {
    const client = rpcClient();
    await client.request('CreateApiGroup', { GroupName: 'Weather' });
    await assert.rejects(client.request('CreateApiGroup', { GroupName: 'Weather' }), {
      name: 'RepeatedApiGroupError',
      code: 'RepeatedApiGroup',
    });
  }),

  'the typed SDK creates a group and a model': withEmulator(async () => {
    const client = typedClient();
    const { body: group } = await client.createApiGroup(
      new sdk.CreateApiGroupRequest({ groupName: 'Weather' }),
    );
    assert.equal(group.instanceType, 'VPC_SHARED');
    const { body: model } = await client.createModel(
      new sdk.CreateModelRequest({ groupId: group.groupId, modelName: 'Forecast', schema }),
    );
    assert.equal(model.schema, schema);
    assert.equal(model.regionId, 'cn-hangzhou');
  }),

  'the typed SDK reads RepeatedApiGroup as its ClientError': withEmulator(async () => {
    const client = typedClient();
    const request = new sdk.CreateApiGroupRequest({ groupName: 'Weather' });
    await client.createApiGroup(request);
    await assert.rejects(client.createApiGroup(request), (error) => {
      assert.ok(error instanceof core.ClientError);
      assert.equal(error.code, 'RepeatedApiGroup');
      assert.equal(error.statusCode, 400);
      return true;
    });
  }),

  'the guard keeps a call to another product from the cloud': withEmulator(async () => {
    const client = new RpcClient({
      ...accessKey,
      endpoint: 'https://ecs.cn-hangzhou.aliyuncs.com',
      apiVersion: '2014-05-26',
    });
    await assert.rejects(client.request('DescribeRegions'), { code: 'Emulator.Guarded' });
  }),

  'ten calls one after another share a kept-alive connection': withEmulator(async () => {
    const client = rpcClient();
    for (let number = 0; number < 10; number += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another is what is tested.
      await client.request('CreateApiGroup', { GroupName: `Weather${number}` });
    }
    const { TotalCount } = await client.request('DescribeApiGroups');
    assert.equal(TotalCount, 10);
  }),

  'emulator.call works without the wire': withEmulator(async ({ emulator }) => {
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await emulator.call('CreateModel', { GroupId, ModelName: 'Forecast', Schema: schema });
    await assert.rejects(emulator.call('CreateApiGroup', { GroupName: 'Weather' }), (error) => {
      assert.ok(error instanceof CloudApiError);
      assert.equal(error.code, 'RepeatedApiGroup');
      return true;
    });
    const { TotalCount } = await rpcClient().request('DescribeModels', { GroupId });
    assert.equal(TotalCount, 1);
  }),

  'handlers() work in a server of msw’s own, for SDKs and for fetch': async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const server = setupServer(...handlers(emulator, { guard: true }));
    server.listen();
    try {
      const { GroupId } = await rpcClient().request('CreateApiGroup', { GroupName: 'Weather' });
      const query = `Action=DescribeApiGroups&Version=2016-07-14&Format=JSON&GroupId=${GroupId}`;
      const response = await fetch(`${endpoint}/?${query}`);
      assert.equal(response.status, 200);
      assert.equal((await response.json()).TotalCount, 1);
    } finally {
      // msw 2 closes at once, msw 3 gives a promise.
      await server.close();
      await emulator.dispose();
    }
  },

  'handle() answers a Request without msw': async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const request = new Request(
      `${endpoint}/?Action=CreateApiGroup&Version=2016-07-14&Format=XML&GroupName=Weather`,
    );
    const response = await emulator.handle(request);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<CreateApiGroupResponse>/);
    await emulator.dispose();
  },

  'the schema check is there by itself': () => {
    assert.deepEqual(checkModelSchema(schema).issues, []);
    assert.equal(checkModelSchema('{').issues[0]?.kind, 'syntax');
  },
};

const { version: msw } = JSON.parse(readFileSync('node_modules/msw/package.json', 'utf8'));
console.log(`Node ${process.version}, msw ${msw}`);

/** A call that is never answered must fail, not hang. */
const inTime = (work) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in 10 seconds.')), 10_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    // oxlint-disable-next-line no-await-in-loop -- only one server can intercept at a time.
    await inTime(Promise.resolve().then(check));
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}`);
    console.error(error);
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
