import { createEmulator } from 'cloudapi-emulator';
import type { JournalMatch } from 'cloudapi-emulator';
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

test('a number and its string are the same for find, as on the wire', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  await emulator.handle(new Request(`${ENDPOINT}?Action=DescribeApiGroups&Version=2016-07-14&PageSize=50`));
  await emulator.call('DescribeApiGroups', { PageSize: 50 });
  expect(emulator.journal.find({ parameters: { PageSize: 50 } })).toHaveLength(2);
  expect(emulator.journal.find({ parameters: { PageSize: '50' } })).toHaveLength(2);
  expect(emulator.journal.find({ parameters: { PageSize: 5 } })).toEqual([]);
  expect(emulator.journal.find({ code: 'undefined' })).toEqual([]);
});

test('find and next ask an asymmetric matcher, as the matchers do', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const next = emulator.journal.next({ region: expect.stringMatching(/^cn-/) });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather', Tag: [{ Key: 'env' }, { Key: 'team' }] });
  expect((await next).action).toBe('CreateApiGroup');
  const found = (parameters: object): number =>
    emulator.journal.find({ action: 'CreateApiGroup', parameters: { ...parameters } }).length;
  expect(found({ GroupName: expect.stringContaining('eat') })).toBe(1);
  expect(found({ GroupName: expect.stringContaining('lim') })).toBe(0);
  expect(found({ Tag: [{ Key: expect.any(String) }, expect.anything()] })).toBe(1);
  expect(emulator.journal.find({ parameters: expect.objectContaining({ GroupName: 'Climate' }) })).toEqual(
    [],
  );
});

const circle: Record<string, unknown> = {};
circle['self'] = circle;

const DATA = 'strings, numbers, booleans, and lists and objects of them.';
const NEVERTHELESS = "To find it nevertheless, add code: 'InvalidApi.NotFound'.";

test.for<[unknown, string]>([
  [{ acton: 'CreateApiGroup' }, 'journal: unknown field "acton". Valid fields: '],
  [{ duration: 5 }, 'journal: unknown field "duration". Valid fields: '],
  [
    'CreateGroup',
    `journal: CloudAPI has no action "CreateGroup". Did you mean "CreateApiGroup"? ${NEVERTHELESS}`,
  ],
  [{ action: 'createapigroup' }, 'Did you mean "CreateApiGroup"?'],
  [{ action: 'Deploy' }, `journal: CloudAPI has no action "Deploy". ${NEVERTHELESS}`],
  [{ action: 'CreateGroup', code: 'InvalidGroupName' }, 'journal: CloudAPI has no action "CreateGroup".'],
  [() => true, 'journal: the match must be an object with '],
  [null, 'journal: the match must be an object with '],
  [/Create/, 'journal: the match must be an object with '],
  [Promise.resolve('CreateApiGroup'), 'journal: the match must be an object with '],
  [{ action: () => true }, `journal: action must consist of ${DATA}`],
  [{ path: /forecast/ }, `journal: path must consist of ${DATA}`],
  [{ parameters: { GroupName: () => true } }, `journal: parameters must be an object of ${DATA}`],
  [{ parameters: { GroupName: /Weather/ } }, `journal: parameters must be an object of ${DATA}`],
  [{ parameters: { Tag: [{ Key: new Map() }] } }, `journal: parameters must be an object of ${DATA}`],
  [{ parameters: circle }, `journal: parameters must be an object of ${DATA}`],
  [{ parameters: 'Weather' }, 'journal: parameters must be an object of strings'],
  [{ parameters: ['Weather'] }, 'journal: parameters must be an object of strings'],
  [
    { action: 'CreateApiGroup', parameters: { 'Tag.1.Key': 'env' } },
    'journal: Look for the whole list, { Tag: […] }, not for "Tag.1.Key".',
  ],
])('find and next refuse what no entry is like: %o', async ([wanted, words]) => {
  const { journal } = createEmulator({ storage: 'memory' });
  expect(() => journal.find(wanted as JournalMatch)).toThrow(TypeError);
  expect(() => journal.find(wanted as JournalMatch)).toThrow(words);
  await expect(journal.next(wanted as JournalMatch)).rejects.toThrow(words);
});

test('find takes whatever an entry can have', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  for (const query of ['', '?Action=CreateApp', '?Action=CreateGroup']) {
    const url = new URL(`${ENDPOINT}${query}`);
    url.searchParams.set('Version', '2016-07-14');
    await emulator.handle(new Request(url));
  }
  const { journal } = emulator;
  expect(journal.find({ action: '' })).toMatchObject([{ code: 'MissingAction' }]);
  expect(journal.find('CreateApp')).toMatchObject([{ code: 'Emulator.NotServed' }]);
  expect(journal.find({ action: 'CreateGroup', code: 'InvalidApi.NotFound' })).toMatchObject([
    { gate: 'action', detail: 'CloudAPI has no action "CreateGroup". Did you mean "CreateApiGroup"?' },
  ]);
  expect(journal.find({ code: 'InvalidApi.NotFound' })).toHaveLength(1);
  // At a SubDomain a parameter may have such a name.
  expect(journal.find({ api: 'Forecast', parameters: { 'city.1': 'Hangzhou' } })).toEqual([]);
  for (const { unread, time, duration, detail, ...entry } of journal.entries()) {
    expect(journal.find(entry)).toMatchObject([{ unread, time, duration, detail }]);
  }
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
