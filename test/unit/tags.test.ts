import { createEmulator } from 'cloudapi-emulator';
import type { CallInput, CloudApiError } from 'cloudapi-emulator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/operations/table.ts';

const ResourceType = 'apiGroup';

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );
}

async function withGroups(count: number) {
  const emulator = createEmulator({ storage: 'memory', limits: { qps: { CreateApiGroup: Infinity } } });
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    ids.push((await emulator.call('CreateApiGroup', { GroupName: `Group_${i}` })).GroupId);
  }
  const tag = (ResourceId: readonly string[], Tag: CallInput<'TagResources'>['Tag']) =>
    emulator.call('TagResources', { ResourceType, ResourceId, Tag });
  const untag = (ResourceId: readonly string[], input: Pick<CallInput<'UntagResources'>, 'All' | 'TagKey'>) =>
    emulator.call('UntagResources', { ResourceType, ResourceId, ...input });
  const list = (input: Omit<CallInput<'ListTagResources'>, 'ResourceType'>) =>
    emulator.call('ListTagResources', { ResourceType, ...input });
  /** A group's tags as `key=value`. */
  const tagsOf = async (id = ''): Promise<string[]> =>
    (await list({ ResourceId: [id] })).TagResources.TagResource.map(
      ({ TagKey, TagValue }) => `${TagKey}=${TagValue}`,
    );
  return { emulator, ids, tag, untag, list, tagsOf };
}

describe('TagResources', () => {
  test('puts all tags on all resources, and a new value in the place of an old one', async () => {
    const { emulator, ids, tag, tagsOf } = await withGroups(2);
    await tag(ids, [{ Key: 'env', Value: 'uat' }, { Key: 'owner' }]);
    await tag(ids.slice(0, 1), [{ Key: 'env', Value: 'prod' }]);
    expect(await tagsOf(ids[0])).toEqual(['env=prod', 'owner=']);
    expect(await tagsOf(ids[1])).toEqual(['env=uat', 'owner=']);
    const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', {
      Tag: [{ Key: 'env', Value: 'prod' }],
    });
    expect(ApiGroupAttributes.ApiGroupAttribute.map((group) => group.GroupId)).toEqual(ids.slice(0, 1));
  });

  test('cannot be gone round by changing an answer', async () => {
    const { emulator, ids, tag, tagsOf } = await withGroups(1);
    await tag(ids, [{ Key: 'env' }]);
    const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', {});
    for (const group of ApiGroupAttributes.ApiGroupAttribute) (group.Tags.TagInfo as object[]).pop();
    expect(await tagsOf(ids[0])).toEqual(['env=']);
  });

  test('tags none where one does not exist or would have more than 20 tags', async () => {
    const { ids, tag, tagsOf } = await withGroups(2);
    const twenty = Array.from({ length: 20 }, (_, i) => ({ Key: `k${i}` }));
    await tag(ids.slice(1), twenty);
    expect(await codeOf(tag([...ids, 'none'], [{ Key: 'a' }]))).toBe('NotFoundResourceId');
    expect(await codeOf(tag(ids, [{ Key: 'a' }]))).toBe('ExceedLimitTag');
    expect(await tagsOf(ids[0])).toEqual([]);
    await tag(ids, twenty);
  });

  test.for<[Partial<CallInput<'TagResources'>>, string]>([
    [{ ResourceType: '' }, 'MissingResourceType'],
    [{ ResourceType: 'model' }, 'InvalidResourceType'],
    [{ ResourceType: 'plugin' }, 'NotFoundResourceId'],
    [{ ResourceId: [] }, 'MissingResourceId'],
    [{ ResourceId: Array.from({ length: 51 }, (_, i) => `${i}`) }, 'InvalidResourceId'],
    [{ Tag: [] }, 'MissingTag'],
    [{ Tag: [{ Value: 'v' }] }, 'InvalidParameter.TagKey'],
    [{ Tag: [{ Key: 'acs:x' }] }, 'InvalidParameter.TagKey'],
    [{ Tag: [{ Key: 'a' }, { Key: 'a' }] }, 'Duplicate.TagKey'],
    [{ Tag: Array.from({ length: 21 }, (_, i) => ({ Key: `k${i}` })) }, 'ExceedLimitTag'],
  ])('refuses %j with %s', async ([input, code]) => {
    const { emulator, ids } = await withGroups(1);
    const call = emulator.call('TagResources', {
      ResourceType,
      ResourceId: ids,
      Tag: [{ Key: 'a' }],
      ...input,
    });
    expect(await codeOf(call)).toBe(code);
  });
});

describe('UntagResources', () => {
  test('takes the named tags away, and All does not count beside names', async () => {
    const { ids, tag, untag, tagsOf } = await withGroups(1);
    await tag(ids, [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }]);
    await untag(ids, { TagKey: ['a', 'not there'], All: true });
    expect(await tagsOf(ids[0])).toEqual(['b=', 'c=']);
    await untag(ids, {});
    await untag(ids, { All: false });
    expect(await tagsOf(ids[0])).toEqual(['b=', 'c=']);
    await untag(ids, { All: true });
    expect(await tagsOf(ids[0])).toEqual([]);
    await untag(ids, { All: true });
  });

  test('reads All over the wire, and refuses what is no truth value', async () => {
    const { emulator, ids, tag, tagsOf } = await withGroups(1);
    await tag(ids, [{ Key: 'a' }]);
    const send = (All: string): Promise<Response> =>
      emulator.handle(
        new Request(
          `https://apigateway.cn-hangzhou.aliyuncs.com/?Action=UntagResources&Version=2016-07-14&Format=JSON&ResourceType=apiGroup&ResourceId.1=${ids[0]}&All=${All}`,
        ),
      );
    expect(await (await send('maybe')).json()).toMatchObject({ Code: 'InvalidAll' });
    expect((await send('false')).status).toBe(200);
    expect(await tagsOf(ids[0])).toEqual(['a=']);
    expect((await send('True')).status).toBe(200);
    expect(await tagsOf(ids[0])).toEqual([]);
  });
});

describe('ListTagResources', () => {
  test('lists the tags of the resources named, or of those that have all the tags', async () => {
    const { ids, tag, list } = await withGroups(3);
    await tag(ids.slice(0, 2), [{ Key: 'env', Value: 'uat' }]);
    await tag(ids.slice(1, 2), [{ Key: 'owner', Value: 'me' }]);
    const found = async (input: Parameters<typeof list>[0]) =>
      (await list(input)).TagResources.TagResource.map(
        (entry) => `${ids.indexOf(entry.ResourceId)} ${entry.TagKey}`,
      );
    expect(await found({ ResourceId: ids })).toEqual(['0 env', '1 env', '1 owner']);
    expect(await found({ Tag: [{ Key: 'env' }] })).toEqual(['0 env', '1 env', '1 owner']);
    expect(await found({ Tag: [{ Key: 'env' }, { Key: 'owner', Value: 'me' }] })).toEqual([
      '1 env',
      '1 owner',
    ]);
    expect(await found({ ResourceId: ids.slice(0, 1), Tag: [{ Key: 'owner' }] })).toEqual([]);
    expect(await found({ ResourceId: ['none'] })).toEqual([]);
  });

  test('leads by NextToken through all entries, to a token of -1', async () => {
    const { ids, tag, list } = await withGroups(50);
    await tag(ids, [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }]);
    const seen: string[] = [];
    let NextToken = '';
    while (NextToken !== '-1') {
      const page = await list({ ResourceId: ids, NextToken });
      seen.push(...page.TagResources.TagResource.map((entry) => `${entry.ResourceId} ${entry.TagKey}`));
      ({ NextToken } = page);
    }
    expect(seen).toHaveLength(150);
    expect(new Set(seen).size).toBe(150);
  });

  test('loses no entry on the way when a group is modified meanwhile', async () => {
    const { emulator, ids, tag, list } = await withGroups(60);
    await tag(ids.slice(0, 30), [{ Key: 'env' }]);
    await tag(ids.slice(30), [{ Key: 'env' }]);
    const first = await list({ Tag: [{ Key: 'env' }] });
    await emulator.call('ModifyApiGroup', { GroupId: ids[0] ?? '', Description: 'changed' });
    const second = await list({ Tag: [{ Key: 'env' }], NextToken: first.NextToken });
    const seen = [first, second].flatMap((page) =>
      page.TagResources.TagResource.map((entry) => entry.ResourceId),
    );
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('wants keys to look for, and not too many', async () => {
    const { emulator, ids, list, untag } = await withGroups(1);
    const many = Array.from({ length: 21 }, (_, i) => `k${i}`);
    expect(await codeOf(list({ Tag: [{ Value: 'v' }] }))).toBe('InvalidParameter.TagKey');
    expect(await codeOf(list({ Tag: [{ Key: '', Value: 'v' }] }))).toBe('InvalidParameter.TagKey');
    expect(await codeOf(emulator.call('DescribeApiGroups', { Tag: [{ Value: 'v' }] }))).toBe(
      'InvalidParameter.TagKey',
    );
    expect(await codeOf(list({ Tag: many.map((Key) => ({ Key })) }))).toBe('InvalidTag');
    expect(await codeOf(untag(ids, { TagKey: many }))).toBe('InvalidTagKey');
    const Tag = Array.from({ length: 101 }, (_, i) => ({ Key: `k${i}` }));
    for (const action of ['DescribeApiGroups', 'DescribeModels'] as const) {
      expect(await codeOf(emulator.call(action, { GroupId: 'none', Tag }))).toBe('InvalidTag');
      expect(operations.get(action)?.errors).toContain('InvalidTag');
    }
  });

  test('wants a resource or a tag, and a token of its own', async () => {
    const { list } = await withGroups(0);
    expect(await codeOf(list({}))).toBe('MissingResourceId');
    expect(await codeOf(list({ ResourceId: ['x'], NextToken: '-1' }))).toBe('InvalidNextToken');
  });
});

test('tags are what a plain map would hold after any series of calls', async () => {
  const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
  const step = fc.oneof(
    fc.record({
      tag: fc.uniqueArray(fc.record({ Key: key, Value: fc.constantFrom('', '1', '2') }), {
        selector: (tag) => tag.Key,
        minLength: 1,
      }),
    }),
    fc.record({ untag: fc.array(key), all: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { ids, tag, untag, tagsOf } = await withGroups(1);
      const map = new Map<string, string>();
      for (const next of steps) {
        if ('tag' in next) {
          await tag(ids, next.tag);
          for (const { Key, Value } of next.tag) map.set(Key, Value);
        } else {
          await untag(ids, { TagKey: next.untag, All: next.all });
          if (next.untag.length > 0) for (const name of next.untag) map.delete(name);
          else if (next.all) map.clear();
        }
      }
      expect(await tagsOf(ids[0])).toEqual([...map].map(([Key, Value]) => `${Key}=${Value}`));
    }),
  );
});
