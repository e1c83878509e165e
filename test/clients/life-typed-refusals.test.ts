import { describe, expect, test } from 'vitest';
import { thrownBy } from './clients.ts';
import { core, sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import {
  createGroup,
  createGroups,
  createModel,
  describeGroup,
  groupTags,
  listGroups,
  listModels,
  MORNING,
  NOBODY,
  OBJECT,
  refusalCode,
  sure,
} from './typed.ts';
import type { Client } from './typed.ts';

/** What is there when a call is refused: a group "Weather" with the models "Place" and "Forecast", and a group "Traffic". */
interface Scene {
  readonly client: Client;
  readonly groupId: string;
  readonly trafficId: string;
  readonly placeRef: string;
}

async function prepare(): Promise<Scene> {
  await start({ clock: () => MORNING, limits: { groupsPerRegion: 2, modelsPerGroup: 2 } });
  const client = typedClient();
  const groupId = await createGroup(client, 'Weather');
  const trafficId = await createGroup(client, 'Traffic');
  const place = await createModel(client, groupId, 'Place');
  await createModel(client, groupId, 'Forecast');
  return { client, groupId, trafficId, placeRef: sure(place.modelRef) };
}

const tooManyTags = groupTags(
  Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`key${index}`, 'value'])),
);
const tooManyIds = { resourceId: Array.from({ length: 51 }, () => NOBODY) };
const aTag = groupTags({ team: 'sky' });
const twice = {
  tag: [
    { key: 'team', value: 'sky' },
    { key: 'team', value: 'sea' },
  ],
};
const unknownRef = `https://apigateway.aliyun.com/models/${NOBODY}/${NOBODY}`;
const refersTo = (modelRef: string): string =>
  JSON.stringify({ type: 'object', properties: { other: { $ref: modelRef } } });

type Refused = readonly [code: string, when: string, parameters: object | ((scene: Scene) => object)];

/** Calls an action with each set of parameters, and expects its code. */
function refuses(
  action: string,
  call: (scene: Scene, parameters: object) => Promise<unknown>,
  cases: readonly Refused[],
): void {
  describe(action, () => {
    test.each(cases)('is refused with %s when %s', async (code, _, parameters) => {
      const scene = await prepare();
      const given = typeof parameters === 'function' ? parameters(scene) : parameters;
      expect(await refusalCode(call(scene, given))).toBe(code);
      // Nothing was made, changed or deleted.
      expect((await listGroups(scene.client, { sort: 'asc' })).names).toEqual(['Weather', 'Traffic']);
      const { models } = await listModels(scene.client, scene.groupId);
      expect(models).toMatchObject([
        { modelName: 'Forecast', schema: OBJECT, description: '' },
        { modelName: 'Place', schema: OBJECT, description: '' },
      ]);
      expect(await describeGroup(scene.client, scene.groupId)).toMatchObject({
        basePath: '/',
        description: '',
      });
    });
  });
}

refuses(
  'CreateApiGroup',
  ({ client }, parameters) => client.createApiGroup(new sdk.CreateApiGroupRequest(parameters)),
  [
    ['MissingGroupName', 'it has no name', {}],
    ['InvalidGroupName', 'the name is too short', { groupName: 'Sky' }],
    ['InvalidGroupName', 'the name has a hyphen', { groupName: 'Sky-high' }],
    ['InvalidBasePath', 'the base path has no slash', { groupName: 'Skyline', basePath: 'v1' }],
    [
      'InvalidDescription',
      'the description is too long',
      { groupName: 'Skyline', description: 'a'.repeat(181) },
    ],
    ['NotFoundInstance', 'there is no such instance', { groupName: 'Skyline', instanceId: 'i-1' }],
    ['InvalidParameter.TagKey', 'a tag has no key', { groupName: 'Skyline', tag: [{ value: 'sky' }] }],
    [
      'InvalidParameter.TagKey',
      'a tag key is reserved',
      { groupName: 'Skyline', ...groupTags({ 'acs:a': '' }) },
    ],
    [
      'InvalidTag',
      'a tag value is too long',
      { groupName: 'Skyline', ...groupTags({ team: 'a'.repeat(129) }) },
    ],
    ['Duplicate.TagKey', 'a tag key occurs twice', { groupName: 'Skyline', ...twice }],
    ['ExceedLimitTag', 'there are 21 tags', { groupName: 'Skyline', ...tooManyTags }],
    ['RepeatedApiGroup', 'the name is in use', { groupName: 'Weather' }],
    ['ExceedLimitApiGroup', 'the region is full', { groupName: 'Skyline' }],
  ],
);

refuses(
  'DescribeApiGroups',
  ({ client }, parameters) => client.describeApiGroups(new sdk.DescribeApiGroupsRequest(parameters)),
  [
    ['InvalidPageNumber', 'the page is 0', { pageNumber: 0 }],
    ['InvalidPageNumber', 'the page is no whole number', { pageNumber: 1.5 }],
    ['InvalidPageSize', 'a page of 0 is wanted', { pageSize: 0 }],
    ['InvalidPageSize', 'a page of 1.5 is wanted', { pageSize: 1.5 }],
    ['InvalidSort', 'the order is unknown', { sort: 'up' }],
  ],
);

refuses(
  'DescribeApiGroup',
  ({ client }, parameters) => client.describeApiGroup(new sdk.DescribeApiGroupRequest(parameters)),
  [
    ['MissingGroupId', 'it names no group', {}],
    ['NotFoundApiGroup', 'there is no such group', { groupId: NOBODY }],
  ],
);

refuses(
  'ModifyApiGroup',
  ({ client }, parameters) => client.modifyApiGroup(new sdk.ModifyApiGroupRequest(parameters)),
  [
    ['MissingGroupId', 'it names no group', { groupName: 'Skyline' }],
    ['NotFoundApiGroup', 'there is no such group', { groupId: NOBODY, groupName: 'Skyline' }],
    ['InvalidGroupName', 'the name is too short', ({ groupId }) => ({ groupId, groupName: 'Sky' })],
    ['InvalidGroupName', 'the name has a hyphen', ({ groupId }) => ({ groupId, groupName: 'Sky-high' })],
    ['InvalidBasePath', 'the base path has no slash', ({ groupId }) => ({ groupId, basePath: 'v1' })],
    [
      'InvalidDescription',
      'the description is too long',
      ({ groupId }) => ({ groupId, groupName: 'Skyline', description: 'a'.repeat(181) }),
    ],
    ['RepeatedApiGroup', 'the name is in use', ({ groupId }) => ({ groupId, groupName: 'Traffic' })],
  ],
);

refuses(
  'DeleteApiGroup',
  ({ client }, parameters) => client.deleteApiGroup(new sdk.DeleteApiGroupRequest(parameters)),
  [['MissingGroupId', 'it names no group', {}]],
);

refuses(
  'CreateModel',
  ({ client, trafficId }, parameters) =>
    client.createModel(
      new sdk.CreateModelRequest({ groupId: trafficId, modelName: 'Jam', schema: OBJECT, ...parameters }),
    ),
  [
    ['MissingGroupId', 'it names no group', { groupId: undefined }],
    ['MissingModelName', 'it has no name', { modelName: undefined }],
    ['MissingSchema', 'it has no definition', { schema: undefined }],
    ['NotFoundApiGroup', 'there is no such group', { groupId: NOBODY }],
    ['InvalidFormatSchema', 'the definition is not JSON', { schema: '{' }],
    ['InvalidSchema', 'the definition is of another type', { schema: '{"type":"string"}' }],
    ['InvalidSchema', 'a $ref leads inside', { schema: refersTo('#/definitions/a') }],
    ['NotFoundModel', 'a $ref leads to no model', { schema: refersTo(unknownRef) }],
    ['Duplicate.TagKey', 'a tag key occurs twice', twice],
    ['ExceedLimitTag', 'there are 21 tags', tooManyTags],
    ['RepeatedModelName', 'the name is in use', ({ groupId }) => ({ groupId, modelName: 'Place' })],
    ['ExceedLimitModel', 'the group is full', ({ groupId }) => ({ groupId })],
  ],
);

refuses(
  'DescribeModels',
  ({ client, groupId }, parameters) =>
    client.describeModels(new sdk.DescribeModelsRequest({ groupId, ...parameters })),
  [
    ['MissingGroupId', 'it names no group', { groupId: undefined }],
    ['InvalidPageNumber', 'the page is 0', { pageNumber: 0 }],
    ['InvalidPageSize', 'a page of 0 is wanted', { pageSize: 0 }],
    ['InvalidPageSize', 'a page of 101 is wanted', { pageSize: 101 }],
  ],
);

refuses(
  'ModifyModel',
  ({ client, groupId }, parameters) =>
    client.modifyModel(
      new sdk.ModifyModelRequest({ groupId, modelName: 'Place', description: 'new', ...parameters }),
    ),
  [
    ['MissingGroupId', 'it names no group', { groupId: undefined }],
    ['MissingModelName', 'it names no model', { modelName: undefined }],
    ['NotFoundApiGroup', 'there is no such group', { groupId: NOBODY }],
    ['NotFoundModel', 'there is no such model', { modelName: 'Jam' }],
    ['NotFoundModel', 'the model is in another group', ({ trafficId }) => ({ groupId: trafficId })],
    ['RepeatedModelName', 'the new name is in use', { newModelName: 'Forecast' }],
    ['InvalidFormatSchema', 'the definition is not JSON', { schema: '{' }],
    ['InvalidSchema', 'the definition is of another type', { schema: '{"type":"string"}' }],
    ['InvalidSchema', 'a $ref leads to the model itself', ({ placeRef }) => ({ schema: refersTo(placeRef) })],
    ['NotFoundModel', 'a $ref leads to no model', { schema: refersTo(unknownRef) }],
  ],
);

refuses(
  'DeleteModel',
  ({ client, groupId }, parameters) =>
    client.deleteModel(new sdk.DeleteModelRequest({ groupId, modelName: 'Place', ...parameters })),
  [
    ['MissingGroupId', 'it names no group', { groupId: undefined }],
    ['MissingModelName', 'it names no model', { modelName: undefined }],
    ['NotFoundApiGroup', 'there is no such group', { groupId: NOBODY }],
    ['NotFoundModel', 'there is no such model', { modelName: 'Jam' }],
    ['NotFoundModel', 'the model is in another group', ({ trafficId }) => ({ groupId: trafficId })],
  ],
);

refuses(
  'TagResources',
  ({ client, groupId }, parameters) =>
    client.tagResources(
      new sdk.TagResourcesRequest({
        resourceType: 'apiGroup',
        resourceId: [groupId],
        ...aTag,
        ...parameters,
      }),
    ),
  [
    ['MissingResourceType', 'it names no type', { resourceType: undefined }],
    ['MissingResourceId', 'it names no resource', { resourceId: [] }],
    ['MissingTag', 'it has no tags', { tag: [] }],
    ['InvalidResourceType', 'the type has no tags', { resourceType: 'model' }],
    ['InvalidResourceId', 'it names 51 resources', tooManyIds],
    ['NotFoundResourceId', 'there is no such group', { resourceId: [NOBODY] }],
    ['InvalidParameter.TagKey', 'a tag has no key', { tag: [{ value: 'sky' }] }],
    ['InvalidParameter.TagKey', 'a tag key is too long', groupTags({ ['a'.repeat(129)]: '' })],
    ['InvalidParameter.TagKey', 'a tag key begins like a system’s', groupTags({ aliyunteam: '' })],
    ['InvalidTag', 'a tag value has an address', groupTags({ team: 'at https://sky.example' })],
    ['Duplicate.TagKey', 'a tag key occurs twice', twice],
    ['ExceedLimitTag', 'there are 21 tags', tooManyTags],
  ],
);

refuses(
  'UntagResources',
  ({ client, groupId }, parameters) =>
    client.untagResources(
      new sdk.UntagResourcesRequest({
        resourceType: 'apiGroup',
        resourceId: [groupId],
        all: true,
        ...parameters,
      }),
    ),
  [
    ['MissingResourceType', 'it names no type', { resourceType: undefined }],
    ['MissingResourceId', 'it names no resource', { resourceId: [] }],
    ['InvalidResourceType', 'the type has no tags', { resourceType: 'model' }],
    ['InvalidResourceId', 'it names 51 resources', tooManyIds],
    ['NotFoundResourceId', 'there is no such group', { resourceId: [NOBODY] }],
  ],
);

refuses(
  'ListTagResources',
  ({ client }, parameters) =>
    client.listTagResources(
      new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', ...aTag, ...parameters }),
    ),
  [
    ['MissingResourceType', 'it names no type', { resourceType: undefined }],
    ['MissingResourceId', 'it has neither resources nor tags', { tag: [] }],
    ['InvalidResourceType', 'the type has no tags', { resourceType: 'model' }],
    ['InvalidResourceId', 'it names 51 resources', tooManyIds],
    ['InvalidNextToken', 'the token is none of an answer', { nextToken: 'next' }],
  ],
);

test('the three lists refuse a tag to look for that has a value and no key', async () => {
  const { client, groupId } = await prepare();
  const tag = [{ value: 'sky' }];
  const codes = await Promise.all(
    [
      client.describeApiGroups(new sdk.DescribeApiGroupsRequest({ tag })),
      client.describeModels(new sdk.DescribeModelsRequest({ groupId, tag })),
      client.listTagResources(new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', tag })),
    ].map(refusalCode),
  );
  // Only that it is an error is documented.
  for (const code of codes) expect(code).toMatch(/^Invalid(?:Tag|Parameter\.TagKey)$/);
});

test('ModifyApiGroup and DeleteApiGroup are throttled each by itself, at 50 calls a second', async () => {
  let now = MORNING;
  await start({ clock: () => now });
  const client = typedClient();
  const [groupId = ''] = await createGroups(client, ['Weather']);
  const modify = (): Promise<unknown> =>
    client.modifyApiGroup(new sdk.ModifyApiGroupRequest({ groupId, description: 'sun' }));
  const remove = (): Promise<unknown> =>
    client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId: NOBODY }));
  for (const call of [modify, remove]) {
    await Promise.all(Array.from({ length: 50 }, call));
    const error = await thrownBy(call());
    expect(error).toBeInstanceOf(core.ThrottlingError);
    expect(error).toMatchObject({ code: 'Throttling.User', statusCode: 400 });
  }
  expect((await describeGroup(client, groupId)).description).toBe('sun');
  now += 1000;
  await Promise.all([modify(), remove()]);
});
