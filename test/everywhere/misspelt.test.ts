import { createEmulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/';

/** What is said of a call, and what of it goes over the wire. */
async function refusalOf(action: string, parameters: Readonly<Record<string, string>>) {
  const emulator = createEmulator({ storage: 'memory' });
  const query = new URLSearchParams({ Version: '2016-07-14', Format: 'JSON', Action: action, ...parameters });
  const response = await emulator.handle(new Request(`${ENDPOINT}?${query}`));
  const body: unknown = await response.json();
  return { body, entry: emulator.journal.entries()[0] };
}

test.for([
  ['CreateGroup', ' Did you mean "CreateApiGroup"?'],
  ['describeApiGroups', ' Did you mean "DescribeApiGroups"?'],
  // Of two that are as near, the one that is served.
  ['CreateAp', ' Did you mean "CreateApi"?'],
  // Not served, but the service has it.
  ['CreatePlugins', ' Did you mean "CreatePlugin"?'],
  ['ListEverything', ''],
])(
  'the reason why %s is refused asks for the action that was meant, the answer does not',
  async ([action = '', hint]) => {
    const { body, entry } = await refusalOf(action, {});
    expect(entry?.detail).toBe(`CloudAPI has no action "${action}".${hint}`);
    expect(body).toMatchObject({
      Code: 'InvalidApi.NotFound',
      Message: 'Specified api is not found, please check your url and method.',
    });
    expect(JSON.stringify(body)).not.toContain('Did you mean');
  },
);

test('the reason why a parameter is missing asks for one that is misspelt, the answer does not', async () => {
  const { body, entry } = await refusalOf('CreateApiGroup', { groupName: 'Weather', Description: 'Sunny.' });
  expect(entry).toMatchObject({
    detail: 'There is no parameter "groupName". Did you mean "GroupName"?',
    grade: 'documented',
    unread: ['groupName'],
  });
  expect(body).toMatchObject({
    Code: 'MissingGroupName',
    Message: 'GroupName is mandatory for this action.',
  });
  expect(JSON.stringify(body)).not.toContain('Did you mean');
});

test.for<Readonly<Record<string, string>>>([{}, { Description: 'Sunny.' }, { Name: 'Weather' }])(
  'without one that is like it, nothing more is said of a missing parameter: %j',
  async (parameters) => {
    expect((await refusalOf('CreateApiGroup', parameters)).entry).toMatchObject({
      code: 'MissingGroupName',
      detail: undefined,
    });
  },
);

test('emulator.call gives the reason as the cause, which test runners show', async () => {
  const { call } = createEmulator({ storage: 'memory' });
  await expect(call('CreateGroup' as 'CreateApiGroup', { GroupName: 'Weather' })).rejects.toMatchObject({
    code: 'InvalidApi.NotFound',
    cause: { message: 'CloudAPI has no action "CreateGroup". Did you mean "CreateApiGroup"?' },
  });
  await expect(call('CreateApiGroup', { groupName: 'Weather' } as never)).rejects.toMatchObject({
    code: 'MissingGroupName',
    cause: { message: 'There is no parameter "groupName". Did you mean "GroupName"?' },
  });
});
