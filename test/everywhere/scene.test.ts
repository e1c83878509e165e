import type { CloudApiError, Emulator, Fixture, Snapshot } from 'cloudapi-emulator';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { newEmulator, newName } from './new-emulator.ts';

const GROUP_ID = '30e792398d6c4569b04c0e53a3494381';
const MODEL_ID = '766c0b9538a04bdf974953b5576783ba';

async function namesOf(emulator: Emulator, region?: string): Promise<readonly string[]> {
  const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', { PageSize: 50 }, { region });
  return ApiGroupAttributes.ApiGroupAttribute.map((group) => group.GroupName).toSorted();
}

describe('seed', () => {
  test('makes groups with models and tags, in short and in full', async () => {
    const emulator = newEmulator({ clock: () => Date.UTC(2026, 2, 16) });
    const seeded = await emulator.seed({
      groups: [
        'Weather',
        {
          GroupName: 'Traffic',
          GroupId: GROUP_ID,
          Description: 'Roads.',
          BasePath: '/v2',
          Tag: { env: 'uat' },
          Models: [
            { ModelName: 'Road', ModelId: MODEL_ID, Tag: [{ Key: 'owner' }] },
            {
              ModelName: 'Map',
              Schema: {
                type: 'object',
                properties: {
                  road: { $ref: `https://apigateway.aliyun.com/models/${GROUP_ID}/${MODEL_ID}` },
                },
              },
            },
            'Junction',
          ],
        },
        { GroupName: 'Elsewhere', RegionId: 'cn-beijing' },
      ],
    });
    expect(seeded.map((group) => group.GroupName)).toEqual(['Weather', 'Traffic', 'Elsewhere']);
    expect(seeded[1]).toMatchObject({
      GroupId: GROUP_ID,
      SubDomain: `${GROUP_ID}-cn-hangzhou.alicloudapi.com`,
      TagStatus: true,
      Models: [
        { ModelName: 'Road', ModelId: MODEL_ID, Schema: '{"type":"object"}' },
        { ModelName: 'Map' },
        {},
      ],
    });
    expect(await namesOf(emulator)).toEqual(['Traffic', 'Weather']);
    expect(await namesOf(emulator, 'cn-beijing')).toEqual(['Elsewhere']);
    const { ModelDetails } = await emulator.call('DescribeModels', { GroupId: GROUP_ID, ModelName: 'Road' });
    expect(ModelDetails.ModelDetail).toMatchObject([
      { CreatedTime: '2026-03-16T00:00:00Z', Tags: { TagInfo: [{ Key: 'owner', Value: '' }] } },
    ]);
    expect(emulator.journal.find({ action: 'CreateApiGroup' })).toEqual([]);
  });

  test.for<[string, unknown, string]>([
    ['no object', null, 'Invalid fixture: the fixture must be an object with groups.'],
    ['no groups', {}, 'Invalid fixture: groups must be a list.'],
    [
      'another member',
      { groups: [], models: [] },
      'Invalid fixture: unknown field "models". Valid fields: groups.',
    ],
    [
      'another field',
      { groups: [{ Name: 'Weather' }] },
      'Invalid fixture: unknown field "groups[0].Name". Valid fields: GroupName,',
    ],
    [
      'a missing name',
      { groups: [{}] },
      'Invalid fixture: groups[0]: MissingGroupName: GroupName is mandatory',
    ],
    [
      'a short name',
      { groups: ['no'] },
      'InvalidGroupName: The specified parameter GroupName value is not valid. A group name has 4 to 50 characters.',
    ],
    ['a hyphen', { groups: ['my-group'] }, "rules: 'observed'"],
    ['a name twice', { groups: ['Weather', 'Weather'] }, 'Invalid fixture: groups[1]: RepeatedApiGroup:'],
    [
      'an id of no form',
      { groups: [{ GroupName: 'Weather', GroupId: 'g1' }] },
      'Invalid fixture: groups[0].GroupId must be 32 lower-case hex digits.',
    ],
    [
      'an id twice',
      {
        groups: [
          { GroupName: 'Weather', GroupId: GROUP_ID },
          { GroupName: 'Climate', GroupId: GROUP_ID },
        ],
      },
      `Invalid fixture: groups[1].GroupId must be free, but ${GROUP_ID} is taken.`,
    ],
    [
      'a region of no form',
      { groups: [{ GroupName: 'Weather', RegionId: 'Paris !' }] },
      'Invalid fixture: groups[0].RegionId must be a region id',
    ],
    [
      'models that are no list',
      { groups: [{ GroupName: 'Weather', Models: 'Order' }] },
      'Invalid fixture: groups[0].Models must be a list.',
    ],
    [
      'a model twice',
      { groups: [{ GroupName: 'Weather', Models: ['Order', 'Order'] }] },
      'Invalid fixture: groups[0].Models[1]: RepeatedModelName:',
    ],
    [
      'a schema that is none',
      { groups: [{ GroupName: 'Weather', Models: [{ ModelName: 'Order', Schema: { type: 'string' } }] }] },
      'Invalid fixture: groups[0].Models[0]: InvalidSchema:',
    ],
    [
      'a reference to nothing',
      {
        groups: [
          {
            GroupName: 'Weather',
            Models: [
              {
                ModelName: 'Order',
                Schema: {
                  type: 'object',
                  properties: { a: { $ref: `https://apigateway.aliyun.com/models/${GROUP_ID}/${MODEL_ID}` } },
                },
              },
            ],
          },
        ],
      },
      'NotFoundModel',
    ],
    [
      'a tag that is none',
      { groups: [{ GroupName: 'Weather', Tag: { 'acs:env': 'x' } }] },
      'InvalidParameter.TagKey',
    ],
    ['a value of another kind', { groups: [{ GroupName: 'Weather', Description: 7 }] }, 'InvalidDescription'],
    [
      'a group that is a number',
      { groups: [7] },
      'Invalid fixture: groups[0] must be an object with GroupName,',
    ],
    [
      'a schema that goes in circles',
      { groups: [{ GroupName: 'Weather', Models: [{ ModelName: 'Order', Schema: circle() }] }] },
      'Invalid fixture: groups[0].Models[0]: TypeError',
    ],
  ])('refuses %s, says where, and makes nothing', async ([, fixture, words]) => {
    const emulator = newEmulator();
    const good = { groups: ['Good', ...((fixture as Fixture | null)?.groups ?? [])] };
    const given =
      Array.isArray((fixture as Fixture | null)?.groups) && Object.keys(fixture as object).length === 1
        ? good
        : fixture;
    const refusal = emulator.seed(given as Fixture);
    await expect(refusal).rejects.toThrow(TypeError);
    // The good group stands before the others, which moves them by one.
    const place = (text: string): string =>
      text.replaceAll(
        /groups\[(\d+)\]/g,
        (_, index) => `groups[${Number(index) + (given === good ? 1 : 0)}]`,
      );
    await expect(refusal).rejects.toThrow(place(words));
    expect(await namesOf(emulator)).toEqual([]);
  });

  test('keeps to the quota, and not to the limit of calls', async () => {
    const emulator = newEmulator({ limits: { groupsPerRegion: 60 } });
    const groups = Array.from({ length: 60 }, (_, index) => `Group_${index}`);
    await emulator.seed({ groups });
    await expect(emulator.seed({ groups: ['OneMore'] })).rejects.toThrow('ExceedLimitApiGroup');
    await expect(emulator.call('CreateApiGroup', { GroupName: 'OneMore' })).rejects.toMatchObject({
      code: 'ExceedLimitApiGroup',
    });
  });
});

function circle(): object {
  const schema: Record<string, unknown> = { type: 'object' };
  schema['self'] = schema;
  return schema;
}

describe('fixture and reset', () => {
  test('a new state begins with the fixture, and reset returns to it', async () => {
    const emulator = newEmulator({ fixture: { groups: ['Weather'] } });
    expect(await namesOf(emulator)).toEqual(['Weather']);
    await emulator.seed({ groups: ['Climate'] });
    await emulator.call('CreateApiGroup', { GroupName: 'Traffic' });
    expect(await namesOf(emulator)).toEqual(['Climate', 'Traffic', 'Weather']);
    await emulator.reset();
    expect(await namesOf(emulator)).toEqual(['Weather']);
  });

  test('calls that come at once find the fixture, and it is brought in once', async () => {
    const emulator = newEmulator({ fixture: { groups: ['Weather'] } });
    const lists = await Promise.all(Array.from({ length: 20 }, () => namesOf(emulator)));
    expect(new Set(lists.flat())).toEqual(new Set(['Weather']));
  });

  test('without a fixture reset leaves nothing, and throttling begins anew', async () => {
    const emulator = newEmulator({ limits: { qps: { CreateApiGroup: 1 } }, clock: () => 0 });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await emulator.reset();
    expect(await namesOf(emulator)).toEqual([]);
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await expect(emulator.call('CreateApiGroup', { GroupName: 'Climate' })).rejects.toMatchObject({
      code: 'Throttling.User',
    });
  });

  test('reset leaves faults, limits and the journal as they are', async () => {
    const emulator = newEmulator();
    const fault = emulator.faults.add({ action: 'CreateModel', error: 'InternalError' });
    emulator.setLimits({ groupsPerRegion: 0 });
    await emulator.call('DescribeApiGroups', {});
    await emulator.reset();
    expect(emulator.faults.list()).toEqual([fault]);
    expect(emulator.journal.entries()).toHaveLength(1);
    await expect(emulator.call('CreateApiGroup', { GroupName: 'Weather' })).rejects.toMatchObject({
      code: 'ExceedLimitApiGroup',
    });
  });

  test('a fixture that is not valid is told by ready, and by every call', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const emulator = newEmulator({ fixture: { groups: ['no'] } });
    await expect(emulator.ready()).rejects.toThrow('Invalid fixture: groups[0]: InvalidGroupName');
    await expect(emulator.call('DescribeApiGroups', {})).rejects.toMatchObject({
      code: 'InternalError',
      detail: expect.stringContaining('Invalid fixture: groups[0]'),
    });
    expect(log).toHaveBeenCalled();
    log.mockRestore();
  });
});

describe('snapshot and restore', () => {
  test('a state comes back whole, also in another emulator, and takes its own way there', async () => {
    const first = newEmulator({ clock: () => 1_000 });
    await first.seed({
      groups: [{ GroupName: 'Weather', Tag: { env: 'uat' }, Models: ['Order', 'Item'] }, 'Climate'],
    });
    await first.call('CreateApiGroup', { GroupName: 'Beijing' }, { region: 'cn-beijing' });
    const snapshot = await first.snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);

    const second = newEmulator();
    await second.seed({ groups: ['Gone'] });
    await second.restore(JSON.parse(JSON.stringify(snapshot)) as Snapshot);
    expect(await second.snapshot()).toEqual(snapshot);
    expect(await namesOf(second)).toEqual(['Climate', 'Weather']);
    const [page, other] = await Promise.all([first, second].map((one) => one.call('DescribeApiGroups', {})));
    expect(page?.ApiGroupAttributes).toEqual(other?.ApiGroupAttributes);
    await second.call('CreateApiGroup', { GroupName: 'Traffic' });
    expect(await namesOf(first)).toEqual(['Climate', 'Weather']);
    expect(await first.snapshot()).toEqual(snapshot);
  });

  test('a snapshot is a copy, and can be restored again and again', async () => {
    const emulator = newEmulator();
    await emulator.seed({ groups: [{ GroupName: 'Weather', Tag: { env: 'uat' } }] });
    const snapshot = await emulator.snapshot();
    const kept = structuredClone(snapshot);
    (snapshot.groups as unknown[]).length = 0;
    expect((await emulator.snapshot()).groups).toHaveLength(1);
    for (let i = 0; i < 2; i += 1) {
      await emulator.restore(kept);
      await emulator.call('ModifyApiGroup', { GroupId: kept.groups[0]?.groupId ?? '', GroupName: 'Changed' });
      expect(await namesOf(emulator)).toEqual(['Changed']);
    }
  });

  test('agrees with any state that calls can make', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{3,9}$/), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        names,
        names,
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string({ maxLength: 9 })),
        async (groups, Models, Tag) => {
          const emulator = newEmulator({ storage: 'memory' });
          const tags = Object.fromEntries(
            Object.entries(Tag).filter(
              ([key, value]) => !/^aliyun|^acs:|https?:/.test(key + value) && !/^(?:aliyun|acs:)/.test(value),
            ),
          );
          await emulator.seed({ groups: groups.map((GroupName) => ({ GroupName, Models, Tag: tags })) });
          const snapshot = await emulator.snapshot();
          const copy = newEmulator({ storage: 'memory' });
          await copy.restore(snapshot);
          expect(await copy.snapshot()).toEqual(snapshot);
        },
      ),
      { numRuns: 30 },
    );
  });

  const whole = async (): Promise<Snapshot> => {
    const emulator = newEmulator({ storage: 'memory' });
    await emulator.seed({ groups: [{ GroupName: 'Weather', Models: ['Order'] }] });
    return emulator.snapshot();
  };
  test.for<[string, (snapshot: Snapshot) => unknown, string]>([
    ['nothing', () => null, 'no format "cloudapi-emulator"'],
    ['text', (snapshot) => JSON.stringify(snapshot), 'JSON.parse a string'],
    ['a promise', (snapshot) => Promise.resolve(snapshot), 'await a promise'],
    ['a foreign one', () => ({ log: { version: '1.2', entries: [] } }), 'no format "cloudapi-emulator"'],
    [
      'a newer one',
      (snapshot) => ({ ...snapshot, version: 3 }),
      'its version is 3, but this release of cloudapi-emulator reads versions 1 and 2',
    ],
    [
      'one without groups',
      (snapshot) => ({ ...snapshot, groups: undefined }),
      'Invalid snapshot: groups must be a list.',
    ],
    [
      'a group without a name',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [{ ...group, groupName: undefined }] }),
      'Invalid snapshot: groups[0].groupName must be a string.',
    ],
    [
      'a time that is none',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [{ ...group, createdTime: '2026' }] }),
      'groups[0].createdTime must be milliseconds since 1970.',
    ],
    [
      'an id of no form',
      ({ models: [model], ...rest }) => ({ ...rest, models: [{ ...model, modelId: '../x' }] }),
      'models[0].modelId must be',
    ],
    [
      'an id twice',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [group, { ...group, groupName: 'Other' }] }),
      'contradicts itself: two groups have the id',
    ],
    [
      'a name twice',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [group, { ...group, groupId: GROUP_ID }] }),
      'two groups are called "Weather"',
    ],
    [
      'a model without its group',
      (snapshot) => ({ ...snapshot, groups: [] }),
      'belongs to a group that does not exist',
    ],
    [
      'a schema that is none',
      ({ models: [model], ...rest }) => ({ ...rest, models: [{ ...model, schema: 'x' }] }),
      'Invalid snapshot: models[0].schema: The schema',
    ],
    [
      'an instance of no form',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [{ ...group, instanceId: 'x' }] }),
      'groups[0].instanceId: Known forms: ',
    ],
    [
      'an account that is none',
      ({ groups: [group], ...rest }) => ({ ...rest, groups: [{ ...group, account: 'x' }] }),
      'groups[0].account must be a string of digits.',
    ],
    [
      'a count that is none',
      (snapshot) => ({ ...snapshot, ids: { resources: -1, requests: 0 } }),
      'ids.resources must be a whole number from 0.',
    ],
  ])('restore refuses %s, and changes nothing', async ([, spoil, words]) => {
    const emulator = newEmulator();
    await emulator.seed({ groups: ['Kept'] });
    const before = await emulator.snapshot();
    const refusal = emulator.restore(spoil(await whole()) as Snapshot);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(words);
    expect(await emulator.snapshot()).toEqual(before);
  });
});

describe('reproducible ids', () => {
  /** A run of calls of each kind, refused ones among them. @returns every id in every answer */
  async function run(emulator: Emulator): Promise<readonly string[]> {
    const ids: string[] = [];
    const keep = (answer: object): void =>
      void ids.push(
        ...Object.entries(answer).flatMap(([name, value]) =>
          /^(?:RequestId|GroupId|ModelId)$/.test(name) ? [String(value)] : [],
        ),
      );
    const group = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    keep(group);
    keep(
      await emulator.call('CreateModel', {
        GroupId: group.GroupId,
        ModelName: 'Order',
        Schema: '{"type":"object"}',
      }),
    );
    await emulator
      .call('CreateApiGroup', { GroupName: 'Weather' })
      .catch((error: CloudApiError) => ids.push(error.requestId));
    const response = await emulator.handle(new Request('https://apigateway.cn-hangzhou.aliyuncs.com/'));
    ids.push(response.headers.get('x-acs-request-id') ?? '', response.headers.get('x-acs-trace-id') ?? '');
    keep(await emulator.call('CreateApiGroup', { GroupName: 'Climate' }));
    return ids;
  }

  test('two runs with one seed give the same ids in the same order, and another seed gives others', async () => {
    const [first = [], second, other = []] = await Promise.all(
      ['a', 'a', 'b'].map((seed) => run(newEmulator({ seed }))),
    );
    expect(first).toEqual(second);
    expect(new Set([...first, ...other]).size).toBeGreaterThanOrEqual(18);
    expect(
      first.every(
        (id) =>
          /^[0-9a-f]{32}$/.test(id) ||
          /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/.test(id),
      ),
    ).toBe(true);
  });

  test('after reset they begin anew, whatever was before', async () => {
    const emulator = newEmulator({ seed: 'a', fixture: { groups: ['Traffic'] } });
    const first = await run(emulator);
    await emulator.reset();
    expect(await run(emulator)).toEqual(first);
  });

  test('a restored state never repeats an id', async () => {
    const emulator = newEmulator({ seed: 'a' });
    const before = await run(emulator);
    // Also the id of a group that is gone is not given again.
    await emulator.call('DeleteApiGroup', { GroupId: before[1] ?? '' });
    const snapshot = await emulator.snapshot();
    const restored = newEmulator({ seed: 'a' });
    await restored.restore(snapshot);
    const group = await restored.call('CreateApiGroup', { GroupName: 'New_1' });
    const known = [...before, ...snapshot.groups.map(({ groupId }) => groupId)];
    expect(known).not.toContain(group.GroupId);
    expect(known).not.toContain(group.RequestId);
    // And the same calls on the same snapshot give the same ids again.
    await emulator.restore(snapshot);
    expect(await emulator.call('CreateApiGroup', { GroupName: 'New_1' })).toEqual(group);
  });

  test('a hundred thousand of them are all different', async () => {
    const { createIds } = await import('../../src/ids/ids.ts');
    const ids = createIds('a');
    const seen = new Set(Array.from({ length: 100_000 }, () => ids.request()));
    expect(seen.size).toBe(100_000);
  });

  test('two emulators on one database give different GroupIds', async () => {
    const name = newName();
    const [one, two] = [newEmulator({ seed: 'a', name }), newEmulator({ seed: 'a', name })];
    const shared = one.storage.kind === 'indexeddb';
    const groups = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? one : two).call('CreateApiGroup', { GroupName: `Group_${index}` }),
      ),
    );
    expect(new Set(groups.map(({ GroupId }) => GroupId)).size).toBe(shared ? 10 : 5);
  });
});

describe('subscribe', () => {
  test('tells of every change, once it is kept, until one wants no more', async () => {
    const emulator = newEmulator();
    const told: unknown[] = [];
    const stop = emulator.subscribe((change) => told.push(change));
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined);
    await emulator.call('DescribeApiGroups', {});
    const { ModelId } = await emulator.call('CreateModel', {
      GroupId,
      ModelName: 'Order',
      Schema: '{"type":"object"}',
    });
    await emulator.call('DeleteApiGroup', { GroupId });
    expect(told).toEqual([
      { groups: [GroupId], models: [], apis: [], remote: false },
      { groups: [], models: [ModelId], apis: [], remote: false },
      { groups: [GroupId], models: [ModelId], apis: [], remote: false },
    ]);
    stop();
    await emulator.seed({ groups: ['Climate'] });
    expect(told).toHaveLength(3);
  });

  test('tells of seed, reset and restore', async () => {
    const emulator = newEmulator();
    const snapshot = await emulator.snapshot();
    const told: number[] = [];
    emulator.subscribe(({ groups }) => told.push(groups.length));
    await emulator.seed({ groups: ['Weather', 'Climate'] });
    await emulator.reset();
    await emulator.seed({ groups: ['Weather'] });
    await emulator.restore(snapshot);
    expect(told).toEqual([2, 2, 1, 1]);
  });

  test('a listener that throws is reported, and harms no call', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const emulator = newEmulator();
    emulator.subscribe(() => {
      throw new Error('Mine.');
    });
    const told = vi.fn<() => void>();
    emulator.subscribe(told);
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    expect(told).toHaveBeenCalledOnce();
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});

test('vitest’s fake timers, set to fake the date only, are the emulator’s clock', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  try {
    const emulator = newEmulator({ limits: { qps: { CreateApiGroup: 1 } } });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    expect(await emulator.call('DescribeApiGroup', { GroupId })).toMatchObject({
      CreatedTime: '2026-01-01T00:00:00Z',
    });
    const second = emulator.call('CreateApiGroup', { GroupName: 'Climate' });
    await expect(second).rejects.toMatchObject({ code: 'Throttling.User' });
    vi.setSystemTime(Date.UTC(2026, 0, 1, 0, 0, 1));
    await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
  } finally {
    vi.useRealTimers();
  }
});
