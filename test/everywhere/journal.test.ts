import { createEmulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

const ENDPOINT = 'https://apigateway.cn-beijing.aliyuncs.com/';

test('the journal says what was called, with what, and what came back', async () => {
  const emulator = createEmulator({ storage: 'memory', clock: () => 1000 });
  const query =
    'Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=no&Groupname=Weather&Tag.1.Key=env&AccessKeyId=ak&Signature=s';
  const response = await emulator.handle(new Request(`${ENDPOINT}?${query}`));
  expect(emulator.journal.entries()).toEqual([
    {
      via: 'request',
      time: 1000,
      action: 'CreateApiGroup',
      region: 'cn-beijing',
      account: '1234567890123456',
      parameters: { GroupName: 'no', Groupname: 'Weather', Tag: [{ Key: 'env' }] },
      status: 400,
      code: 'InvalidGroupName',
      accessKeyId: undefined,
      requestId: response.headers.get('x-acs-request-id'),
      duration: expect.any(Number),
      gate: 'parameters',
      grade: 'inferred',
      source: 'ERR-EN template',
      detail: 'A group name has 4 to 50 characters.',
      injected: false,
      unread: ['Groupname'],
    },
  ]);
});

test('the journal counts what was refused, until it is cleared', async () => {
  const emulator = createEmulator({ storage: 'memory', journalSize: 1 });
  for (const GroupName of ['no', 'Weather', 'Weather', 'Weather'])
    await emulator.call('CreateApiGroup', { GroupName }).catch(() => undefined);
  expect(emulator.journal.refused).toBe(3);
  emulator.journal.clear();
  expect(emulator.journal.refused).toBe(0);
});

test('the journal holds calls without the wire, and requests that cannot be read', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await emulator.handle(new Request(ENDPOINT));
  expect(emulator.journal.entries().map(({ action, code }) => [action, code])).toEqual([
    ['CreateApiGroup', undefined],
    ['', 'MissingAction'],
  ]);
});

test('find gives the entries that have all that is looked for', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const Tag = [{ Key: 'env', Value: 'uat' }];
  await emulator.call('CreateApiGroup', { GroupName: 'Weather', Tag });
  await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined);
  const found = (match: Parameters<typeof emulator.journal.find>[0]): number =>
    emulator.journal.find(match).length;
  expect(found({ action: 'CreateApiGroup' })).toBe(3);
  expect(found({ parameters: { GroupName: 'Weather' } })).toBe(2);
  expect(found({ parameters: { GroupName: 'Weather', Tag } })).toBe(1);
  expect(found({ parameters: { GroupName: 'Weather' }, code: 'RepeatedApiGroup' })).toBe(1);
  expect(found({ action: 'CreateModel' })).toBe(0);
  emulator.journal.clear();
  expect(found({})).toBe(0);
});

test('find and next refuse the wire form of a list, which would never match', async () => {
  const { journal } = createEmulator({ storage: 'memory' });
  const flat = { action: 'CreateApiGroup', parameters: { 'Tag.1.Key': 'env' } };
  const words =
    'The journal keeps lists put together, not as "Tag.1.Key". Look for the whole list: { Tag: […] }.';
  expect(() => journal.find(flat)).toThrow(new TypeError(words));
  await expect(journal.next(flat)).rejects.toThrow(new TypeError(words));
  // At a SubDomain a parameter may have such a name.
  expect(journal.find({ api: 'Forecast', parameters: { 'city.1': 'Hangzhou' } })).toEqual([]);
});

test('next waits for the call that comes, of the action that is named', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  await emulator.call('DescribeApiGroups', {});
  const any = emulator.journal.next();
  const create = emulator.journal.next('CreateApiGroup');
  await emulator.call('DescribeRegions', {});
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  expect((await any).action).toBe('DescribeRegions');
  expect(await create).toMatchObject({ action: 'CreateApiGroup', status: 200 });
});

test('the journal keeps the last calls, as many as it is told', async () => {
  const emulator = createEmulator({ storage: 'memory', journalSize: 3 });
  for (let i = 0; i < 20; i += 1) await emulator.call('DescribeApiGroups', { PageNumber: i + 1 });
  const pages = emulator.journal.entries().map((entry) => entry.parameters['PageNumber']);
  expect(pages).toEqual([18, 19, 20]);
});
