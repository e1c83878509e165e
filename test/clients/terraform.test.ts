import type { EmulatorOptions } from 'cloudapi-emulator';
import type { setupEmulator } from 'cloudapi-emulator/node';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { thrownBy } from './clients.ts';
import { codeOf, PAGE_SIZE, ProviderCalls, startForProvider, TIMEOUT, WAIT } from './terraform-calls.ts';
import type { Time } from './terraform-calls.ts';
import { MORNING } from './typed.ts';

type Server = ReturnType<typeof setupEmulator>['server'];

/** A group as a configuration describes it. */
interface GroupPlan {
  readonly name: string;
  readonly description: string;
  readonly base_path?: string;
  readonly instance_id?: string;
  readonly user_log_config?: Readonly<Record<string, string | boolean>>;
}

/** A group as the provider keeps it in its state. */
interface GroupState extends Required<GroupPlan> {
  readonly id: string;
  readonly sub_domain: string;
  readonly vpc_domain: string;
}

interface ModelPlan {
  readonly group_id: string;
  readonly model_name: string;
  readonly schema: string;
  readonly description?: string;
}

type TagMap = Readonly<Record<string, string>>;

/**
 * How Terraform's provider drives the service, in its own order of calls: after every write it reads, and it knows a
 * resource by its id only.
 */
class Provider extends ProviderCalls {
  async createGroup(plan: GroupPlan): Promise<GroupState> {
    const { GroupId } = await this.retry(
      'CreateApiGroup',
      {
        GroupName: plan.name,
        Description: plan.description,
        ...(plan.base_path === undefined ? {} : { BasePath: plan.base_path }),
        ...(plan.instance_id === undefined ? {} : { InstanceId: plan.instance_id }),
      },
      ['RepeatedCommit'],
    );
    if (plan.user_log_config !== undefined) {
      await this.retry('ModifyApiGroup', {
        GroupId,
        UserLogConfig: JSON.stringify(plan.user_log_config),
      });
    }
    return this.#found(GroupId);
  }

  /** `undefined` where the group is gone. */
  async readGroup(id: string): Promise<GroupState | undefined> {
    try {
      const group = await this.call('DescribeApiGroup', { GroupId: id });
      return {
        id: group.GroupId,
        name: group.GroupName,
        description: group.Description,
        base_path: group.BasePath,
        instance_id: group.InstanceId,
        sub_domain: group.SubDomain,
        vpc_domain: group.VpcDomain,
        user_log_config:
          group.UserLogConfig === ''
            ? {}
            : (JSON.parse(group.UserLogConfig) as Record<string, string | boolean>),
      };
    } catch (error) {
      if (codeOf(error) === 'NotFoundApiGroup') return undefined;
      throw error;
    }
  }

  async #found(id: string): Promise<GroupState> {
    const state = await this.readGroup(id);
    if (state === undefined) throw new Error(`The group ${id} is gone.`);
    return state;
  }

  /** An import knows nothing but the id. */
  importGroup(id: string): Promise<GroupState> {
    return this.#found(id);
  }

  /** Sends name and description if one of them changed, and the rest only if it did. */
  async updateGroup(old: GroupState, plan: GroupPlan): Promise<GroupState> {
    const changes = {
      ...(plan.name === old.name && plan.description === old.description
        ? {}
        : { GroupName: plan.name, Description: plan.description }),
      ...(plan.base_path === undefined || plan.base_path === old.base_path
        ? {}
        : { BasePath: plan.base_path }),
      ...(plan.user_log_config === undefined ? {} : { UserLogConfig: JSON.stringify(plan.user_log_config) }),
    };
    if (Object.keys(changes).length > 0) await this.retry('ModifyApiGroup', { GroupId: old.id, ...changes });
    return this.#found(old.id);
  }

  /** Deletes, and reads until the group is gone. */
  async deleteGroup(id: string): Promise<void> {
    await this.retry('DeleteApiGroup', { GroupId: id });
    const end = this.time.now + TIMEOUT;
    while ((await this.readGroup(id)) !== undefined) {
      if (this.time.now > end) throw new Error(`The group ${id} is still there.`);
      this.time.now += WAIT;
    }
  }

  /** The data source: every group over all pages, then the names that match. */
  async listGroups(nameRegex = ''): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const groups: { id: string; name: string }[] = [];
    for (let page = 1; ; page += 1) {
      const list = await this.call('DescribeApiGroups', { PageNumber: page, PageSize: PAGE_SIZE });
      const { ApiGroupAttribute } = list.ApiGroupAttributes;
      groups.push(...ApiGroupAttribute.map((group) => ({ id: group.GroupId, name: group.GroupName })));
      if (ApiGroupAttribute.length < PAGE_SIZE) break;
    }
    return groups.filter(({ name }) => new RegExp(nameRegex).test(name));
  }

  async createModel(plan: ModelPlan): Promise<string> {
    const { GroupId, ModelName } = await this.retry('CreateModel', {
      GroupId: plan.group_id,
      ModelName: plan.model_name,
      Schema: plan.schema,
      ...(plan.description === undefined ? {} : { Description: plan.description }),
    });
    return `${GroupId}:${ModelName}`;
  }

  /** The name is looked for as a part of names, so that the hits are compared. `undefined` where the model is gone. */
  async readModel(id: string): Promise<Required<ModelPlan> | undefined> {
    const [GroupId = '', ModelName = ''] = id.split(':', 2);
    for (let page = 1; ; page += 1) {
      const list = await this.call('DescribeModels', {
        GroupId,
        ModelName,
        PageNumber: page,
        PageSize: PAGE_SIZE,
      });
      const hits = list.ModelDetails.ModelDetail;
      const model = hits.find((hit) => hit.GroupId === GroupId && hit.ModelName === ModelName);
      if (model !== undefined) {
        return {
          group_id: model.GroupId,
          model_name: model.ModelName,
          schema: model.Schema,
          description: model.Description,
        };
      }
      if (hits.length < PAGE_SIZE) return undefined;
    }
  }

  async updateModel(id: string, plan: Pick<ModelPlan, 'schema' | 'description'>): Promise<void> {
    const [GroupId = '', ModelName = ''] = id.split(':', 2);
    await this.retry('ModifyModel', {
      GroupId,
      ModelName,
      Schema: plan.schema,
      ...(plan.description === undefined ? {} : { Description: plan.description }),
    });
  }

  async deleteModel(id: string): Promise<void> {
    const [GroupId = '', ModelName = ''] = id.split(':', 2);
    await this.retry('DeleteModel', { GroupId, ModelName });
  }

  async readTags(id: string): Promise<TagMap> {
    const list = await this.call('ListTagResources', { ResourceType: 'apiGroup', ResourceId: [id] });
    return Object.fromEntries(list.TagResources.TagResource.map((tag) => [tag.TagKey, tag.TagValue]));
  }

  /** Takes away what changed or is not wanted any more, then puts all on that is wanted. */
  async updateTags(id: string, wanted: TagMap): Promise<TagMap> {
    const old = await this.readTags(id);
    const resource = { ResourceType: 'apiGroup', ResourceId: [id] };
    const TagKey = Object.keys(old).filter((key) => wanted[key] !== old[key]);
    if (TagKey.length > 0) await this.call('UntagResources', { ...resource, TagKey });
    const Tag = Object.entries(wanted).map(([Key, Value]) => ({ Key, Value }));
    if (Tag.length > 0) await this.call('TagResources', { ...resource, Tag });
    return this.readTags(id);
  }
}

/** A provider and the emulator that answers it, on one time. */
async function connect(
  options: EmulatorOptions = {},
): Promise<{ readonly provider: Provider; readonly time: Time; readonly server: Server }> {
  const { time, server } = await startForProvider(options);
  return { provider: new Provider(time), time, server };
}

/** Answers the first call of CreateApiGroup that comes when it is time with RepeatedCommit, before the emulator sees it. */
function answerRepeatedCommitOnce(server: Server, isTime: () => boolean = () => true): void {
  const requestId = 'EC67DB34-6708-51BF-99BB-12F364F85C45';
  server.use(
    http.all(
      ({ request }) => request.headers.get('x-acs-action') === 'CreateApiGroup' && isTime(),
      ({ request }) =>
        HttpResponse.json(
          {
            RequestId: requestId,
            HostId: new URL(request.url).host,
            Code: 'RepeatedCommit',
            Message: 'Resubmit request.',
            Recommend: `https://api.aliyun.com/troubleshoot?q=RepeatedCommit&product=CloudAPI&requestId=${requestId}`,
          },
          { status: 400 },
        ),
      { once: true },
    ),
  );
}

const weather: GroupPlan = { name: 'tf-testacc-weather', description: 'tf testacc api gateway description' };

describe('Terraform’s way with a group', () => {
  test('creates, reads, updates in place, imports by id, deletes and reads until it is gone', async () => {
    const { provider } = await connect();
    const created = await provider.createGroup({ ...weather, instance_id: 'api-shared-vpc-001' });
    const { id } = created;
    expect(created).toEqual({
      ...weather,
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      base_path: '/',
      instance_id: 'api-shared-vpc-001',
      sub_domain: `${id}-cn-hangzhou.alicloudapi.com`,
      vpc_domain: '',
      user_log_config: {},
    });

    const plan: GroupPlan = {
      name: 'tf-testacc-weather-update',
      description: 'tf testacc api gateway description update',
      base_path: '/test_by_tf_u',
      user_log_config: {
        requestBody: true,
        responseBody: false,
        queryString: 'QueryString',
        requestHeaders: '*',
        responseHeaders: '',
        jwtClaims: 'sub',
      },
    };
    const updated = await provider.updateGroup(created, plan);
    expect(updated).toEqual({ ...created, ...plan });
    expect(await provider.importGroup(id)).toEqual(updated);

    await provider.deleteGroup(id);
    expect(await provider.readGroup(id)).toBeUndefined();
    expect(provider.log).toEqual([
      'CreateApiGroup',
      'DescribeApiGroup',
      'ModifyApiGroup',
      'DescribeApiGroup',
      'DescribeApiGroup',
      'DeleteApiGroup',
      'DescribeApiGroup: NotFoundApiGroup',
      'DescribeApiGroup: NotFoundApiGroup',
    ]);
  });

  test('finds nothing to change in a plan that was applied', async () => {
    const { provider } = await connect();
    const plan: GroupPlan = { ...weather, base_path: '/qqq' };
    const created = await provider.createGroup(plan);
    expect(await provider.updateGroup(created, plan)).toEqual(created);
    expect(provider.log).not.toContain('ModifyApiGroup');
  });

  test('changes one attribute after the other and keeps the rest', async () => {
    const { provider } = await connect();
    const steps: readonly Partial<GroupPlan>[] = [
      { name: 'tf-testacc-name' },
      { description: 'another description' },
      { base_path: '/qqq' },
      { user_log_config: { requestBody: true } },
    ];
    let state = await provider.createGroup(weather);
    for (const step of steps) {
      const { name, description, base_path } = state;
      const next = await provider.updateGroup(state, { name, description, base_path, ...step });
      expect(next).toEqual({ ...state, ...step });
      state = next;
    }
  });

  test('sets what only ModifyApiGroup takes right after the creation', async () => {
    const { provider } = await connect();
    const user_log_config = { requestBody: true, responseBody: true, queryString: 'a,b' };
    expect(await provider.createGroup({ ...weather, user_log_config })).toMatchObject({ user_log_config });
  });

  test('deletes a group that someone else deleted already', async () => {
    const { provider } = await connect();
    const { id } = await provider.createGroup(weather);
    await provider.deleteGroup(id);
    await provider.deleteGroup(id);
    expect(provider.log).not.toContain('DeleteApiGroup: NotFoundApiGroup');
  });

  test('does not try again when the name is in use', async () => {
    const { provider, time } = await connect();
    await provider.createGroup(weather);
    expect(await thrownBy(provider.createGroup(weather))).toMatchObject({ code: 'RepeatedApiGroup' });
    expect(provider.log.filter((line) => line.startsWith('Create'))).toEqual([
      'CreateApiGroup',
      'CreateApiGroup: RepeatedApiGroup',
    ]);
    expect(time.now).toBe(MORNING);
  });

  test('creates ten groups at once', async () => {
    const { provider } = await connect();
    const groups = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        provider.createGroup({ ...weather, name: `${weather.name}-${index}` }),
      ),
    );
    expect(new Set(groups.map(({ id }) => id)).size).toBe(10);
    expect(await provider.listGroups()).toHaveLength(10);
  });
});

describe('Terraform’s patience', () => {
  test('tries again after RepeatedCommit, and has made one group then', async () => {
    const { provider, time, server } = await connect();
    answerRepeatedCommitOnce(server);
    await provider.createGroup(weather);
    expect(provider.log).toEqual(['CreateApiGroup: RepeatedCommit', 'CreateApiGroup', 'DescribeApiGroup']);
    expect(time.now).toBe(MORNING + WAIT);
    expect(await provider.listGroups()).toHaveLength(1);
  });

  test('waits until Throttling is over', async () => {
    const { provider, time } = await connect({ limits: { qps: { CreateApiGroup: 1 } } });
    const first = await provider.createGroup(weather);
    const second = await provider.createGroup({ ...weather, name: 'tf-testacc-second' });
    expect(second.id).not.toBe(first.id);
    expect(provider.log).toEqual([
      'CreateApiGroup',
      'DescribeApiGroup',
      'CreateApiGroup: Throttling.User',
      'CreateApiGroup',
      'DescribeApiGroup',
    ]);
    expect(time.now).toBe(MORNING + WAIT);
  });

  test('outlasts Throttling and then RepeatedCommit in one creation', async () => {
    const { provider, time, server } = await connect({ limits: { qps: { CreateApiGroup: 1 } } });
    await provider.createGroup(weather);
    answerRepeatedCommitOnce(server, () => time.now > MORNING);
    await provider.createGroup({ ...weather, name: 'tf-testacc-second' });
    expect(provider.log.filter((line) => line.startsWith('Create'))).toEqual([
      'CreateApiGroup',
      'CreateApiGroup: Throttling.User',
      'CreateApiGroup: RepeatedCommit',
      'CreateApiGroup',
    ]);
    expect(time.now).toBe(MORNING + WAIT + 2 * WAIT);
    expect(await provider.listGroups()).toHaveLength(2);
  });

  test('is throttled in updates and deletions too', async () => {
    const { provider } = await connect({ limits: { qps: { ModifyApiGroup: 1, DeleteApiGroup: 1 } } });
    let state = await provider.createGroup(weather);
    for (const description of ['one', 'two'])
      state = await provider.updateGroup(state, { ...weather, description });
    expect(state.description).toBe('two');
    await provider.deleteGroup(state.id);
    await provider.deleteGroup(state.id);
    expect(provider.log.filter((line) => line.includes('Throttling'))).toEqual([
      'ModifyApiGroup: Throttling.User',
      'DeleteApiGroup: Throttling.User',
    ]);
  });

  test('is throttled in calls on models, where a limit is set', async () => {
    const { provider } = await connect({ limits: { qps: { CreateModel: 1, DeleteModel: 1 } } });
    const { id: group_id } = await provider.createGroup(weather);
    const ids: string[] = [];
    for (const model_name of ['first', 'second'])
      ids.push(await provider.createModel({ group_id, model_name, schema: '{"type":"object"}' }));
    for (const id of ids) await provider.deleteModel(id);
    expect(provider.log.filter((line) => line.includes('Throttling'))).toEqual([
      'CreateModel: Throttling.User',
      'DeleteModel: Throttling.User',
    ]);
  });

  test('ends after five minutes when Throttling does not', async () => {
    const { provider, time } = await connect({ limits: { qps: { CreateApiGroup: 0 } } });
    expect(await thrownBy(provider.createGroup(weather))).toMatchObject({ code: 'Throttling.User' });
    expect(time.now).toBeGreaterThan(MORNING + TIMEOUT / 2);
    expect(await provider.listGroups()).toEqual([]);
  });
});

test('Terraform’s data source finds groups by a regular expression over all pages', async () => {
  const { provider } = await connect({ limits: { qps: { CreateApiGroup: Infinity } } });
  const groups = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      provider.createGroup({ ...weather, name: `tf-testacc-${index % 2 ? 'odd' : 'even'}-${index}` }),
    ),
  );
  provider.log.length = 0;
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
  expect((await provider.listGroups('^tf-testacc-odd-\\d+$')).toSorted(byId)).toEqual(
    groups
      .filter(({ name }) => name.includes('odd'))
      .map(({ id, name }) => ({ id, name }))
      .toSorted(byId),
  );
  // The third page is past the end: it is empty, and no error.
  expect(provider.log).toEqual(['DescribeApiGroups', 'DescribeApiGroups', 'DescribeApiGroups']);
  expect(await provider.listGroups('_fake$')).toEqual([]);
});

describe('Terraform’s way with a model', () => {
  const schema =
    '{"type":"object","properties":{"id":{"format":"int64","maximum":100,"exclusiveMaximum":true,"type":"integer"},"name":{"maxLength":10,"type":"string"}}}';

  test('creates, reads, updates in place, deletes and reads it no more', async () => {
    const { provider } = await connect();
    const { id: group_id } = await provider.createGroup(weather);
    const plan = { group_id, model_name: 'tf-testacc-name12345', schema };
    const id = await provider.createModel(plan);
    expect(id).toBe(`${group_id}:tf-testacc-name12345`);
    expect(await provider.readModel(id)).toEqual({ ...plan, description: '' });
    await provider.updateModel(id, { schema, description: 'tf-testacc' });
    expect(await provider.readModel(id)).toEqual({ ...plan, description: 'tf-testacc' });
    const other = '{ "type" : "object" }\n';
    await provider.updateModel(id, { schema: other });
    expect(await provider.readModel(id)).toEqual({ ...plan, schema: other, description: 'tf-testacc' });
    await provider.deleteModel(id);
    expect(await provider.readModel(id)).toBeUndefined();
    await provider.deleteGroup(group_id);
  });

  test('tells a model from those whose names contain its name', async () => {
    const { provider } = await connect();
    const { id: group_id } = await provider.createGroup(weather);
    const plan = { group_id, schema, description: 'the one' };
    const id = await provider.createModel({ ...plan, model_name: 'name' });
    for (let index = 0; index < 60; index += 1)
      await provider.createModel({ group_id, schema, model_name: `name-${index}` });
    expect(await provider.readModel(id)).toEqual({ ...plan, model_name: 'name' });
    await provider.deleteModel(id);
    expect(await provider.readModel(id)).toBeUndefined();
  });

  test('reads no model in a group that is gone', async () => {
    const { provider } = await connect();
    const { id: group_id } = await provider.createGroup(weather);
    const id = await provider.createModel({ group_id, model_name: 'name', schema });
    await provider.deleteGroup(group_id);
    expect(await provider.readModel(id)).toBeUndefined();
    expect(await provider.readModel(`${group_id}_fake:name`)).toBeUndefined();
    expect(await thrownBy(provider.deleteModel(id))).toMatchObject({ code: 'NotFoundApiGroup' });
  });
});

test('Terraform sets, changes and unsets the tags of a group', async () => {
  const { provider } = await connect();
  const { id } = await provider.createGroup(weather);
  expect(await provider.readTags(id)).toEqual({});
  const steps: readonly TagMap[] = [
    { Created: 'TF', For: 'acceptance test' },
    { Created: 'TF-update', For: 'acceptance test' },
    { For: 'acceptance test', Owner: '', 环境: '测试' },
    {},
  ];
  for (const tags of steps) expect(await provider.updateTags(id, tags)).toEqual(tags);
  await provider.deleteGroup(id);
  expect(await provider.readTags(id)).toEqual({});
  expect(await thrownBy(provider.updateTags(id, { Created: 'TF' }))).toMatchObject({
    code: 'NotFoundResourceId',
  });
});
