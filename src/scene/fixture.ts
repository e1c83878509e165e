import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { createApiGroup } from '../operations/api-groups/create-api-group.ts';
import { createModel } from '../operations/models/create-model.ts';
import type { Context } from '../operations/operation.ts';
import { parseParameters } from '../operations/parse-parameters.ts';
import type { CallOutput } from '../operations/table.ts';
import { resourceId } from '../resources/resource-id.ts';
import { accountId, regionId } from '../resources/scope.ts';
import type { Transaction } from '../store/store.ts';
import { check, shape } from '../validate.ts';
import { fixtureApiSchema, seedApi } from './fixture-api.ts';
import type { FixtureApi, SeededApi } from './fixture-api.ts';
import { tagList } from './fixture-tags.ts';
import type { FixtureTags } from './fixture-tags.ts';
import { unchecked } from './unchecked.ts';
import { withId } from './with-id.ts';

/** A model of a fixture: CreateModel's parameters without GroupId. */
export interface FixtureModel {
  readonly ModelName: string;
  /** The definition, as JSON or as the object itself; `{ type: 'object' }` if left out. */
  readonly Schema?: string | object | undefined;
  readonly Description?: string | undefined;
  readonly Tag?: FixtureTags | undefined;
  /** 32 lower-case hex digits, to have a ModelRef that is known beforehand; made up if left out. */
  readonly ModelId?: string | undefined;
}

/** A group of a fixture: CreateApiGroup's parameters, where it belongs, its models and its APIs. */
export interface FixtureGroup {
  readonly GroupName: string;
  readonly BasePath?: string | undefined;
  readonly Description?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly Tag?: FixtureTags | undefined;
  /** 32 lower-case hex digits; made up if left out. */
  readonly GroupId?: string | undefined;
  /** The `region` option if left out. */
  readonly RegionId?: string | undefined;
  /** Digits. The account of the first of the `credentials` if left out. */
  readonly AccountId?: string | undefined;
  /** A name stands for a model that is nothing but an object. */
  readonly Models?: readonly (string | FixtureModel)[] | undefined;
  readonly Apis?: readonly FixtureApi[] | undefined;
}

/**
 * Groups with their models, APIs and tags. A name stands for a group with nothing else to say.
 *
 * @example
 * const fixture: Fixture = {
 *   groups: ['Weather', { GroupName: 'Traffic', Tag: { env: 'uat' }, Models: ['Road'] }],
 * };
 */
export interface Fixture {
  readonly groups: readonly (string | FixtureGroup)[];
}

/** What a fixture's group became: the answers of CreateApiGroup, CreateModel and CreateApi, without RequestId. */
export interface SeededGroup extends Omit<CallOutput<'CreateApiGroup'>, 'RequestId'> {
  readonly Models: readonly Omit<CallOutput<'CreateModel'>, 'RequestId'>[];
  readonly Apis: readonly SeededApi[];
}

const WHO = 'Invalid fixture';

const { GroupId: _, ...modelParameters } = createModel.parameters;

const modelSchema = v.pipe(
  v.unknown(),
  v.transform((model) => (typeof model === 'string' ? { ModelName: model } : model)),
  shape({ ...unchecked(modelParameters), ModelId: v.optional(resourceId) }),
);

const groupSchema = v.pipe(
  v.unknown(),
  v.transform((group) => (typeof group === 'string' ? { GroupName: group } : group)),
  shape({
    ...unchecked(createApiGroup.parameters),
    GroupId: v.optional(resourceId),
    RegionId: v.optional(regionId),
    AccountId: v.optional(accountId),
    Models: v.optional(v.array(modelSchema)),
    Apis: v.optional(v.array(fixtureApiSchema)),
  }),
);

const fixtureSchema = shape({ groups: v.array(groupSchema) });

/** A fixture's groups, whose parameters are not checked yet. */
export type FixtureGroups = v.InferOutput<typeof fixtureSchema>['groups'];

/**
 * Checks a fixture's form.
 * @throws {TypeError} that names the place in the fixture
 */
export function readFixture(fixture: Fixture): FixtureGroups {
  return check(fixtureSchema, fixture, WHO, { whole: 'the fixture', part: 'field' }).groups;
}

/**
 * Makes a fixture's groups, models and APIs by the rules of the operations. Limits of calls a second do not count, quotas do.
 * @param context with the scope of groups that name none.
 * @throws {TypeError} that names the place in the fixture
 */
export function seedFixture(groups: FixtureGroups, context: Context): readonly SeededGroup[] {
  return groups.map((group, index) => seedGroup(group, `groups[${index}]`, context));
}

function seedGroup(
  { Models = [], Apis = [], ...group }: FixtureGroups[number],
  place: string,
  context: Context,
): SeededGroup {
  const { GroupId, RegionId = context.scope.region, AccountId = context.scope.account } = group;
  const own = { ...context, scope: { account: AccountId, region: RegionId } };
  requireFree(context.transaction, 'groups', GroupId, `${place}.GroupId`);
  const answer = within(place, () =>
    createApiGroup.execute(
      parseParameters(createApiGroup.parameters, { ...group, Tag: tagList(group.Tag) }),
      withId(GroupId, own),
    ),
  );
  return {
    ...answer,
    // Models first, because APIs may refer to them.
    Models: Models.map((model, index) => seedModel(model, answer.GroupId, `${place}.Models[${index}]`, own)),
    Apis: Apis.map((api, index) => {
      const at = `${place}.Apis[${index}]`;
      requireFree(context.transaction, 'apis', api.ApiId, `${at}.ApiId`);
      return within(at, () => seedApi(api, answer.GroupId, own));
    }),
  };
}

function seedModel(
  model: v.InferOutput<typeof modelSchema>,
  GroupId: string,
  place: string,
  context: Context,
): SeededGroup['Models'][number] {
  const { ModelId, Schema = { type: 'object' } } = model;
  requireFree(context.transaction, 'models', ModelId, `${place}.ModelId`);
  return within(place, () => {
    const parameters = {
      ...model,
      GroupId,
      Schema: typeof Schema === 'string' ? Schema : JSON.stringify(Schema),
      Tag: tagList(model.Tag),
    };
    return createModel.execute(parseParameters(createModel.parameters, parameters), withId(ModelId, context));
  });
}

/** Says where in the fixture a refusal of an operation comes from. */
function within<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw located(place, error);
  }
}

function located(place: string, cause: unknown): TypeError {
  const words =
    cause instanceof CloudApiError
      ? [`${cause.code}: ${cause.message}`, cause.detail].filter(Boolean).join(' ')
      : String(cause);
  return new TypeError(`${WHO}: ${place}: ${words}`, { cause });
}

/** @throws {TypeError} if another row has the id */
function requireFree(
  transaction: Transaction,
  table: 'groups' | 'models' | 'apis',
  given: string | undefined,
  place: string,
): void {
  if (given !== undefined && transaction.get(table, [given]) !== undefined)
    throw new TypeError(`${WHO}: ${place} must be free, but ${given} is taken.`);
}
