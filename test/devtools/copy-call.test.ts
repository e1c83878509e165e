import { execFileSync } from 'node:child_process';
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, Exchange, JournalEntry } from 'cloudapi-emulator';
import { expect, test } from 'vitest';
import { formatsOf, writeCall } from '../../devtools/tabs/copy-call.ts';

/** With what a shell and JavaScript could misread. */
const PARAMETERS = {
  GroupName: 'Weather',
  Description: `It's "sunny" \\ $HOME \`date\` ; 雨\n& more`,
  Tag: [{ Key: "it's", Value: '$(x)' }],
};

/** The last call of an emulator, as the panel has it. */
async function lastCall(work: (emulator: Emulator) => Promise<unknown>): Promise<{
  readonly emulator: Emulator;
  readonly entry: JournalEntry;
  readonly exchange: Exchange;
}> {
  const emulator = createEmulator({ storage: 'memory' });
  const exchanges: Exchange[] = [];
  emulator.exchanges.subscribe((exchange) => exchanges.push(exchange));
  await work(emulator);
  const entry = emulator.journal.entries().at(-1) ?? expect.fail('Nothing was called.');
  await expect.poll(() => exchanges.at(-1)?.requestId).toBe(entry.requestId);
  return { emulator, entry, exchange: exchanges.at(-1) ?? expect.fail('No exchange was told.') };
}

/** What a program would get from a shell. */
function argumentsOf(program: string, text: string): readonly string[] {
  const script = `${program}() { printf '%s\\0' "$@"; }\n${text}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const create = (emulator: Emulator) => emulator.call('CreateApiGroup', PARAMETERS);

test('the copied emulator.call makes the same call', async () => {
  const { entry, exchange } = await lastCall(create);
  const other = createEmulator({ storage: 'memory' });
  // oxlint-disable-next-line no-new-func, no-implied-eval, typescript/no-implied-eval
  await new Function('emulator', `return (async () => { ${writeCall('call', entry, exchange)} })()`)(other);
  expect(other.journal.entries().at(-1)).toMatchObject({ action: 'CreateApiGroup', parameters: PARAMETERS });
});

test('the copied commands give a shell the same values', async () => {
  const { entry, exchange } = await lastCall(create);
  const aliyun = argumentsOf('aliyun', writeCall('aliyun', entry, exchange));
  expect(aliyun.slice(0, 4)).toEqual(['cloudapi', 'CreateApiGroup', '--region', 'cn-hangzhou']);
  expect(aliyun[aliyun.indexOf('--Description') + 1]).toBe(PARAMETERS.Description);
  expect(aliyun[aliyun.indexOf('--Tag.1.Value') + 1]).toBe('$(x)');

  const [url = ''] = argumentsOf('curl', writeCall('curl', entry, exchange));
  const { emulator } = await lastCall((one) => one.handle(new Request(url)));
  expect(emulator.journal.entries().at(-1)).toMatchObject({
    action: 'CreateApiGroup',
    parameters: PARAMETERS,
  });
});

test('curl repeats a request as it was on the wire', async () => {
  const url = 'https://apigateway.cn-beijing.aliyuncs.com/';
  const body = `Action=CreateApiGroup&Version=2016-07-14&GroupName=${encodeURIComponent("it's")}`;
  const { entry, exchange } = await lastCall((emulator) =>
    emulator.handle(new Request(url, { method: 'POST', body: new URLSearchParams(body) })),
  );
  const sent = argumentsOf('curl', writeCall('curl', entry, exchange));
  expect(sent.slice(0, 3)).toEqual(['-X', 'POST', url]);
  expect(sent[sent.indexOf('--data-raw') + 1]).toContain('GroupName=it%27s');
  expect(sent.some((one) => /^content-type: application\/x-www-form-urlencoded/i.test(one))).toBe(true);
});

test('the copied test fails the call in the same way, and looks for what the operation read', async () => {
  const { entry, exchange } = await lastCall(async (emulator) => {
    emulator.faults.add({ action: 'CreateApiGroup', error: 'ServiceUnavailable', times: 1 });
    const parameters = { GroupName: 'Weather', Descripton: 'misspelt' };
    await emulator.call('CreateApiGroup', parameters).catch(() => undefined);
  });
  // A fault answers before the operation says what it knows.
  const text = writeCall('test', { ...entry, unread: ['Descripton'] }, exchange);
  expect(text).toContain(
    `  cloudapi.faults.add({ action: 'CreateApiGroup', error: 'ServiceUnavailable', times: 1 });`,
  );
  expect(text).toContain(`  expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });`);
  expect(text).toContain(
    `  expect(cloudapi).toHaveReceived({ action: 'CreateApiGroup', code: 'ServiceUnavailable' });`,
  );
});

test('the copied test of an action that does not exist says so to the matcher', async () => {
  const { entry, exchange } = await lastCall((emulator) =>
    emulator.call('CreateGroup' as 'CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined),
  );
  const text = writeCall('test', entry, exchange);
  expect(text.match(/toHaveReceived/g)).toHaveLength(1);
  expect(text).toMatch(
    /toHaveReceived\(\{\s+action: 'CreateGroup',\s+code: 'InvalidApi.NotFound',\s+parameters: \{ GroupName: 'Weather' \},\s+\}\)/,
  );
});

test('a request to a SubDomain is copied as a test and as curl', async () => {
  const { entry } = await lastCall(async (emulator) => {
    await emulator.seed({
      groups: [
        {
          GroupName: 'Weather',
          Apis: [{ ApiName: 'Forecast', Path: '/forecast', Mock: { Body: {} }, Stage: 'RELEASE' }],
        },
      ],
    });
    const [group] = (await emulator.snapshot()).groups;
    await emulator.handle(new Request(`https://${group?.groupId}-cn-hangzhou.alicloudapi.com/forecast`));
  });
  expect(formatsOf(entry)).toEqual(['test', 'curl']);
  expect(writeCall('test', entry, undefined)).toMatch(
    /toHaveReceived\(\{\s+via: 'subdomain',\s+method: 'GET',\s+path: '\/forecast',\s+stage: 'RELEASE',\s+api: 'Forecast',\s+\}\)/,
  );
  expect(writeCall('curl', entry, undefined)).toBe(
    `curl -X GET https://${entry.groupId}-cn-hangzhou.alicloudapi.com/forecast`,
  );
});
