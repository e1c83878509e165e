import { createEmulator } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { actions, operations } from '../../src/operations/table.ts';
import type { Action } from '../../src/operations/table.ts';
import { knownActions } from '../../src/operations/known-actions.ts';

/** What makes each parameter acceptable, so that one at a time can be left out. */
const values: Readonly<Record<string, string>> = {
  ApiId: 'none',
  ApiName: 'Forecast',
  Description: 'of a deployment',
  GroupId: 'none',
  GroupName: 'Weather',
  ModelName: 'Order',
  RequestConfig: '{"RequestHttpMethod":"GET","RequestPath":"/"}',
  ResourceType: 'apiGroup',
  'ResourceId.1': 'none',
  ServiceConfig: '{}',
  StageName: 'RELEASE',
  Visibility: 'PRIVATE',
  Schema: '{"type":"object"}',
  'Tag.1.Key': 'env',
};

async function answer(
  action: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const query = new URLSearchParams({ Action: action, Version: '2016-07-14', Format: 'JSON', ...parameters });
  const request = new Request(`https://apigateway.cn-hangzhou.aliyuncs.com/?${query}`);
  return (await (await createEmulator({ storage: 'memory' }).handle(request)).json()) as Record<
    string,
    unknown
  >;
}

describe.for(actions)('%s', (action) => {
  test('misses each of its required parameters by name', async () => {
    for (const [name, schema] of Object.entries(operations.get(action)?.parameters ?? {})) {
      if (schema.type === 'optional') continue;
      const others = Object.fromEntries(Object.entries(values).filter(([key]) => key.split('.')[0] !== name));
      expect(await answer(action, others)).toMatchObject({
        Code: `Missing${name}`,
        Message: `${name} is mandatory for this action.`,
      });
    }
  });

  test('takes its parameters from the wire', async () => {
    expect((await answer(action, values))['Code'] ?? 'success').toMatch(
      /^(?:success|NotFound(?:ApiGroup|ResourceId))$/,
    );
  });
});

test('an optional parameter that is empty counts as left out, unless it can be empty', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const send = async (query: string): Promise<Record<string, unknown>> => {
    const url = `https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON&Action=${query}`;
    return (await (await emulator.handle(new Request(url))).json()) as Record<string, unknown>;
  };
  const { GroupId } = await send('CreateApiGroup&GroupName=Weather&BasePath=&InstanceId=&Description=&Tag=');
  await send(
    `CreateModel&GroupId=${String(GroupId)}&ModelName=Order&Schema={"type":"object"}&Description=text`,
  );
  const modified = await send(
    `ModifyApiGroup&GroupId=${String(GroupId)}&GroupName=&BasePath=/x&Description=text`,
  );
  expect(modified).toMatchObject({ GroupName: 'Weather', BasePath: '/x', Description: 'text' });
  const cleared = await send(`ModifyApiGroup&GroupId=${String(GroupId)}&BasePath=&Description=`);
  expect(cleared).toMatchObject({ BasePath: '/x', Description: '' });
  expect(await send('DescribeApiGroups&PageSize=&PageNumber=&Sort=&GroupName=')).toMatchObject({
    TotalCount: 1,
    PageSize: 10,
  });
  expect(
    await send(`ModifyModel&GroupId=${String(GroupId)}&ModelName=Order&NewModelName=&Schema=`),
  ).not.toHaveProperty('Code');
});

test('every other action of the API is answered 501, with what is served', async () => {
  const others = [...knownActions].filter((action) => !actions.includes(action as Action));
  expect(others.length).toBe(knownActions.size - actions.length);
  for (const action of others) {
    const { Code, Message } = await answer(action, {});
    expect([Code, Message]).toEqual(['Emulator.NotServed', expect.stringContaining(actions.join(', '))]);
  }
});
