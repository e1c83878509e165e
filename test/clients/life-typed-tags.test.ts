import { describe, expect, test } from 'vitest';
import { sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import {
  body,
  createGroup,
  createGroups,
  groupTags,
  listGroups,
  listTags,
  MORNING,
  NOBODY,
  refusalCode,
  sure,
  tagGroups,
  unthrottled,
  untagGroups,
} from './typed.ts';
import type { Client } from './typed.ts';

/** The tags of a group, as the list of groups shows them. */
async function tagsInList(client: Client, groupId: string): Promise<Record<string, string>> {
  const list = await body(client.describeApiGroups(new sdk.DescribeApiGroupsRequest({ groupId })));
  const [group] = sure(list.apiGroupAttributes?.apiGroupAttribute);
  return Object.fromEntries(sure(group?.tags?.tagInfo).map(({ key, value }) => [sure(key), sure(value)]));
}

describe('TagResources', () => {
  test('puts all tags on all groups, where the lists show them at once', async () => {
    await start();
    const client = typedClient();
    const ids = await createGroups(client, ['Weather', 'Traffic', 'Climate']);
    const two = ids.slice(0, 2);
    await tagGroups(client, two, { team: 'sky', 环境: '测试' });
    for (const id of two) expect(await tagsInList(client, id)).toEqual({ team: 'sky', 环境: '测试' });
    expect(await tagsInList(client, sure(ids[2]))).toEqual({});
    expect((await listGroups(client, groupTags({ 环境: '测试' }))).names.toSorted()).toEqual([
      'Traffic',
      'Weather',
    ]);
    expect(await listTags(client, { resourceId: ids })).toHaveLength(4);
  });

  test('gives a key that is there the new value, and leaves the other keys', async () => {
    await start();
    const client = typedClient();
    const id = await createGroup(client, 'Weather', groupTags({ team: 'sky', stage: 'test' }));
    await tagGroups(client, [id], { stage: 'live', owner: '' });
    expect(await tagsInList(client, id)).toEqual({ team: 'sky', stage: 'live', owner: '' });
    expect((await listGroups(client, groupTags({ stage: 'test' }))).total).toBe(0);
  });

  test('tags no group at all when one does not exist', async () => {
    await start();
    const client = typedClient();
    const ids = await createGroups(client, ['Weather', 'Traffic']);
    expect(await refusalCode(tagGroups(client, [...ids, NOBODY], { team: 'sky' }))).toBe(
      'NotFoundResourceId',
    );
    expect(await listTags(client, { resourceId: ids })).toEqual([]);
  });

  test('tags no group at all when one would have more than 20 tags', async () => {
    await start();
    const client = typedClient();
    const ids = await createGroups(client, ['Weather', 'Traffic']);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key${index}`, 'value']));
    await tagGroups(client, ids.slice(1), many);
    expect(await refusalCode(tagGroups(client, ids, { team: 'sky' }))).toBe('ExceedLimitTag');
    expect(await tagsInList(client, sure(ids[0]))).toEqual({});
    await tagGroups(client, ids, { key0: 'another value' });
    expect((await tagsInList(client, sure(ids[1])))['key0']).toBe('another value');
  });

  test('does not find a group of another region', async () => {
    await start();
    const there = typedClient({ regionId: 'cn-shanghai' });
    const id = await createGroup(there, 'Weather');
    expect(await refusalCode(tagGroups(typedClient(), [id], { team: 'sky' }))).toBe('NotFoundResourceId');
    expect(await tagsInList(there, id)).toEqual({});
  });
});

describe('UntagResources', () => {
  test.each([
    ['takes the named tags away', { tagKey: ['team', 'stage'] }, { owner: 'me' }],
    [
      'lets the named tags count more than All',
      { tagKey: ['team'], all: true },
      { stage: 'test', owner: 'me' },
    ],
    ['takes all tags away when it names none and All is true', { all: true }, {}],
    ['changes nothing when it names none', {}, { team: 'sky', stage: 'test', owner: 'me' }],
    ['changes nothing when All is false', { all: false }, { team: 'sky', stage: 'test', owner: 'me' }],
    [
      'succeeds for a tag that is not there',
      { tagKey: ['colour'] },
      { team: 'sky', stage: 'test', owner: 'me' },
    ],
  ])('%s', async (_, what, left) => {
    await start();
    const client = typedClient();
    const tags = groupTags({ team: 'sky', stage: 'test', owner: 'me' });
    const id = await createGroup(client, 'Weather', tags);
    const other = await createGroup(client, 'Traffic', tags);
    await untagGroups(client, [id], what);
    expect(await tagsInList(client, id)).toEqual(left);
    expect(await tagsInList(client, other)).toEqual({ team: 'sky', stage: 'test', owner: 'me' });
  });

  test('succeeds for a group that has no tags', async () => {
    await start();
    const client = typedClient();
    const id = await createGroup(client, 'Weather');
    await untagGroups(client, [id], { all: true });
    await untagGroups(client, [id], { tagKey: ['team'] });
    expect(await tagsInList(client, id)).toEqual({});
  });

  test('untags no group at all when one does not exist', async () => {
    await start();
    const client = typedClient();
    const id = await createGroup(client, 'Weather', groupTags({ team: 'sky' }));
    expect(await refusalCode(untagGroups(client, [id, NOBODY], { all: true }))).toBe('NotFoundResourceId');
    expect(await tagsInList(client, id)).toEqual({ team: 'sky' });
  });
});

describe('ListTagResources', () => {
  test('finds the groups that have all the tags looked for', async () => {
    await start();
    const client = typedClient();
    const weather = await createGroup(client, 'Weather', groupTags({ team: 'sky', stage: 'live' }));
    const traffic = await createGroup(client, 'Traffic', groupTags({ team: 'sky' }));
    const idsOf = async (query: object): Promise<string[]> =>
      [...new Set((await listTags(client, query)).map(([id]) => sure(id)))].toSorted();
    expect(await idsOf(groupTags({ team: 'sky' }))).toEqual([weather, traffic].toSorted());
    expect(await idsOf(groupTags({ team: 'sky', stage: 'live' }))).toEqual([weather]);
    expect(await idsOf({ tag: [{ key: 'stage' }] })).toEqual([weather]);
    expect(await idsOf({ resourceId: [traffic], ...groupTags({ team: 'sky' }) })).toEqual([traffic]);
    expect(await idsOf({ resourceId: [traffic], ...groupTags({ stage: 'live' }) })).toEqual([]);
    expect(await idsOf(groupTags({ team: 'sea' }))).toEqual([]);
  });

  test('finds nothing for a group that does not exist, and for types that the emulator has none of', async () => {
    await start();
    const client = typedClient();
    expect(await listTags(client, { resourceId: [NOBODY] })).toEqual([]);
    for (const resourceType of ['plugin', 'app', 'api']) {
      expect(await listTags(client, { resourceType, ...groupTags({ team: 'sky' }) })).toEqual([]);
    }
  });

  test('leads by NextToken through the tags of 100 groups, and ends with -1', async () => {
    await start({ clock: () => MORNING, limits: unthrottled });
    const client = typedClient();
    const ids = await createGroups(
      client,
      Array.from({ length: 100 }, (_, index) => `Group_${index}`),
    );
    await tagGroups(client, ids.slice(0, 50), { team: 'sky', stage: 'test' });
    await tagGroups(client, ids.slice(50), { team: 'sky', stage: 'live' });
    const found: (string | undefined)[] = [];
    const tokens = new Set<string>();
    let nextToken: string | undefined;
    do {
      const page = await body(
        client.listTagResources(
          new sdk.ListTagResourcesRequest({
            resourceType: 'apiGroup',
            ...groupTags({ team: 'sky' }),
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
        ),
      );
      const entries = sure(page.tagResources?.tagResource);
      expect(entries).not.toHaveLength(0);
      found.push(...entries.map(({ resourceId, tagKey }) => `${resourceId} ${tagKey}`));
      nextToken = sure(page.nextToken);
      expect(tokens).not.toContain(nextToken);
      tokens.add(nextToken);
    } while (nextToken !== '-1');
    expect(tokens.size).toBeGreaterThan(1);
    expect(found.toSorted()).toEqual(ids.flatMap((id) => [`${id} stage`, `${id} team`]).toSorted());
  });
});
