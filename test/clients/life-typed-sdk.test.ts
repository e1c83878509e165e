import { expect, test } from 'vitest';
import { sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';
import {
  body,
  createModel,
  describeGroup,
  listGroups,
  listModels,
  MINUTE,
  MORNING,
  OBJECT,
  sure,
} from './typed.ts';

test('a group and its models live through every operation on them', async () => {
  let now = MORNING;
  await start({ clock: () => now });
  const client = typedClient();
  const requestId: unknown = expect.stringMatching(/^[0-9A-F-]{36}$/);

  const { regions } = await body(client.describeRegions(new sdk.DescribeRegionsRequest({})));
  expect(regions?.region).toContainEqual(
    new sdk.DescribeRegionsResponseBodyRegionsRegion({
      regionId: 'cn-hangzhou',
      localName: '华东1（杭州）',
      regionEndpoint: 'apigateway.cn-hangzhou.aliyuncs.com',
    }),
  );

  const group = await body(
    client.createApiGroup(
      new sdk.CreateApiGroupRequest({
        groupName: 'Weather',
        basePath: '/v1',
        description: 'sun and rain',
        instanceId: 'api-shared-classic-001',
        tag: [new sdk.CreateApiGroupRequestTag({ key: 'team', value: 'sky' })],
      }),
    ),
  );
  const groupId = sure(group.groupId);
  expect(group).toStrictEqual(
    new sdk.CreateApiGroupResponseBody({
      requestId,
      groupId: expect.stringMatching(/^[0-9a-f]{32}$/),
      groupName: 'Weather',
      subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
      basePath: '/v1',
      description: 'sun and rain',
      instanceId: 'api-shared-classic-001',
      instanceType: 'CLASSIC_SHARED',
      tagStatus: true,
    }),
  );

  now += MINUTE;
  const model = await createModel(client, groupId, 'Forecast', OBJECT, { description: 'of tomorrow' });
  const modelRef = `https://apigateway.aliyun.com/models/${groupId}/${model.modelId}`;
  expect(model).toStrictEqual(
    new sdk.CreateModelResponseBody({
      requestId,
      regionId: 'cn-hangzhou',
      groupId,
      modelId: expect.stringMatching(/^[0-9a-f]{32}$/),
      modelName: 'Forecast',
      schema: OBJECT,
      description: 'of tomorrow',
      modelRef,
      createdTime: '2026-03-16T08:01:00Z',
      modifiedTime: '2026-03-16T08:01:00Z',
    }),
  );

  now += MINUTE;
  const modified = await body(
    client.modifyApiGroup(
      new sdk.ModifyApiGroupRequest({ groupId, groupName: 'Weather_v2', basePath: '/v2' }),
    ),
  );
  expect(modified).toStrictEqual(
    new sdk.ModifyApiGroupResponseBody({
      requestId,
      groupId,
      groupName: 'Weather_v2',
      subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
      basePath: '/v2',
      description: 'sun and rain',
    }),
  );
  expect(
    await body(
      client.modifyModel(
        new sdk.ModifyModelRequest({
          groupId,
          modelName: 'Forecast',
          newModelName: 'Outlook',
          schema: `${OBJECT}\n`,
        }),
      ),
    ),
  ).toStrictEqual(new sdk.ModifyModelResponseBody({ requestId }));
  expect(
    await body(
      client.tagResources(
        new sdk.TagResourcesRequest({
          resourceType: 'apiGroup',
          resourceId: [groupId],
          tag: [new sdk.TagResourcesRequestTag({ key: 'environment', value: 'test' })],
        }),
      ),
    ),
  ).toStrictEqual(new sdk.TagResourcesResponseBody({ requestId }));

  const tags = await body(
    client.listTagResources(
      new sdk.ListTagResourcesRequest({ resourceType: 'apiGroup', resourceId: [groupId] }),
    ),
  );
  expect(tags).toStrictEqual(
    new sdk.ListTagResourcesResponseBody({
      requestId,
      nextToken: '-1',
      tagResources: new sdk.ListTagResourcesResponseBodyTagResources({
        tagResource: [
          ['team', 'sky'],
          ['environment', 'test'],
        ].map(
          ([tagKey, tagValue]) =>
            new sdk.ListTagResourcesResponseBodyTagResourcesTagResource({
              resourceId: groupId,
              resourceType: 'apiGroup',
              tagKey,
              tagValue,
            }),
        ),
      }),
    }),
  );
  expect(
    await body(
      client.untagResources(
        new sdk.UntagResourcesRequest({ resourceType: 'apiGroup', resourceId: [groupId], tagKey: ['team'] }),
      ),
    ),
  ).toStrictEqual(new sdk.UntagResourcesResponseBody({ requestId }));

  const groups = await body(client.describeApiGroups(new sdk.DescribeApiGroupsRequest({})));
  expect(groups).toStrictEqual(
    new sdk.DescribeApiGroupsResponseBody({
      requestId,
      pageNumber: 1,
      pageSize: 10,
      totalCount: 1,
      apiGroupAttributes: new sdk.DescribeApiGroupsResponseBodyApiGroupAttributes({
        apiGroupAttribute: [
          new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttribute({
            groupId,
            groupName: 'Weather_v2',
            subDomain: `${groupId}-cn-hangzhou.alicloudapi.com`,
            description: 'sun and rain',
            basePath: '/v2',
            regionId: 'cn-hangzhou',
            createdTime: '2026-03-16T08:00:00Z',
            modifiedTime: '2026-03-16T08:02:00Z',
            instanceId: 'api-shared-classic-001',
            instanceType: 'CLASSIC_SHARED',
            trafficLimit: 500,
            billingStatus: 'NORMAL',
            illegalStatus: 'NORMAL',
            httpsPolicy: 'HTTPS2_TLS1_0',
            tags: new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttributeTags({
              tagInfo: [
                new sdk.DescribeApiGroupsResponseBodyApiGroupAttributesApiGroupAttributeTagsTagInfo({
                  key: 'environment',
                  value: 'test',
                }),
              ],
            }),
          }),
        ],
      }),
    }),
  );
  expect(await describeGroup(client, groupId)).toBeInstanceOf(sdk.DescribeApiGroupResponseBody);

  const models = await body(client.describeModels(new sdk.DescribeModelsRequest({ groupId })));
  expect(models).toStrictEqual(
    new sdk.DescribeModelsResponseBody({
      requestId,
      pageNumber: 1,
      pageSize: 10,
      totalCount: 1,
      modelDetails: new sdk.DescribeModelsResponseBodyModelDetails({
        modelDetail: [
          new sdk.DescribeModelsResponseBodyModelDetailsModelDetail({
            groupId,
            modelId: model.modelId,
            modelName: 'Outlook',
            modelRef,
            schema: `${OBJECT}\n`,
            description: 'of tomorrow',
            createdTime: '2026-03-16T08:01:00Z',
            modifiedTime: '2026-03-16T08:02:00Z',
            tags: new sdk.DescribeModelsResponseBodyModelDetailsModelDetailTags({ tagInfo: [] }),
          }),
        ],
      }),
    }),
  );

  expect(
    await body(client.deleteModel(new sdk.DeleteModelRequest({ groupId, modelName: 'Outlook' }))),
  ).toStrictEqual(new sdk.DeleteModelResponseBody({ requestId }));
  expect(await listModels(client, groupId)).toEqual({ models: [], total: 0 });
  expect(await body(client.deleteApiGroup(new sdk.DeleteApiGroupRequest({ groupId })))).toStrictEqual(
    new sdk.DeleteApiGroupResponseBody({ requestId }),
  );
  expect(await listGroups(client)).toEqual({ names: [], total: 0 });
});
