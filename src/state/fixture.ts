import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import type { Ids } from '../ids/ids.ts';
import { createApiGroup } from '../operations/create-api-group.ts';
import type { CreateApiGroupAnswer } from '../operations/create-api-group.ts';
import { addModel, createModel } from '../operations/create-model.ts';
import type { CreateModelAnswer } from '../operations/create-model.ts';
import { acceptSchema } from '../operations/model-checks.ts';
import type { Work } from '../operations/operation.ts';
import { parseParameters } from '../operations/parse.ts';
import type { Settings } from '../options.ts';
import { accountId, regionId } from '../resources/scope.ts';
import type { Scope } from '../resources/scope.ts';
import type { Transaction } from '../store/store.ts';
import { check, isObject, shape } from '../validate.ts';
import { resourceId } from './resource-id.ts';

/** Tags in full, as the operations take them, or in short: `{ env: 'uat' }`. */
export type FixtureTags =
  | readonly { readonly Key: string; readonly Value?: string | undefined }[]
  | Readonly<Record<string, string>>;

/** A model of a fixture: CreateModel's parameters without GroupId. */
export interface FixtureModel {
  readonly ModelName: string;
  /** The definition, as JSON or as the object itself; `{ type: 'object' }` when left out. */
  readonly Schema?: string | object | undefined;
  readonly Description?: string | undefined;
  readonly Tag?: FixtureTags | undefined;
  /** 32 lower-case hex digits, to have a ModelRef that is known beforehand; made up when left out. */
  readonly ModelId?: string | undefined;
}

/** A group of a fixture: CreateApiGroup's parameters, where it belongs, and its models. */
export interface FixtureGroup {
  readonly GroupName: string;
  readonly BasePath?: string | undefined;
  readonly Description?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly Tag?: FixtureTags | undefined;
  /** 32 lower-case hex digits; made up when left out. */
  readonly GroupId?: string | undefined;
  /** The `region` option when left out. */
  readonly RegionId?: string | undefined;
  /** Digits. The account of the first of the `credentials` when left out. */
  readonly AccountId?: string | undefined;
  /** A name stands for a model that is nothing but an object. */
  readonly Models?: readonly (string | FixtureModel)[] | undefined;
}

/**
 * Groups with their models and tags. A name stands for a group with nothing else to say.
 *
 * @example
 * const fixture: Fixture = {
 *   groups: ['Weather', { GroupName: 'Traffic', Tag: { env: 'uat' }, Models: ['Road'] }],
 * };
 */
export interface Fixture {
  readonly groups: readonly (string | FixtureGroup)[];
}

/** What a fixture's group became: the answer of CreateApiGroup, and those of CreateModel. */
export interface SeededGroup extends CreateApiGroupAnswer {
  readonly Models: readonly CreateModelAnswer[];
}

/** What the groups and models of a fixture are made with. */
export interface FixtureContext {
  readonly settings: Settings;
  readonly ids: Ids;
  /** Milliseconds by the clock option. */
  readonly now: number;
  readonly account: string;
}

const WHO = 'Invalid fixture';

/** Parameters that their operation checks. */
function unchecked<const Entries extends v.ObjectEntries>(parameters: Entries) {
  return v.entriesFromList(v.keyof(v.object(parameters)).options, v.optional(v.unknown()));
}

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
  }),
);

const fixtureSchema = shape({ groups: v.array(groupSchema) });

/**
 * Checks a fixture by the rules of the operations, and gives the work that makes its groups and models. Limits of calls a
 * second do not count, quotas do.
 * @throws {TypeError} that names the place in the fixture; so does the work, if the state has no room for it
 */
export async function prepareFixture(
  fixture: Fixture,
  context: FixtureContext,
): Promise<Work<readonly SeededGroup[]>> {
  const { groups } = check(fixtureSchema, fixture, WHO, { whole: 'the fixture', part: 'field' });
  const works = await Promise.all(
    groups.map((group, index) => prepareGroup(group, `groups[${index}]`, context)),
  );
  return (transaction) => works.map((work) => work(transaction));
}

async function prepareGroup(
  { Models = [], ...group }: v.InferOutput<typeof groupSchema>,
  place: string,
  context: FixtureContext,
): Promise<Work<SeededGroup>> {
  const { GroupId, RegionId = context.settings.region, AccountId = context.account } = group;
  const scope = { account: AccountId, region: RegionId };
  const work = await during(place, () =>
    createApiGroup.execute(
      parseParameters(createApiGroup.parameters, { ...group, Tag: tagList(group.Tag) }),
      { ...context, scope, ids: withId(GroupId, context.ids) },
    ),
  );
  const models = await Promise.all(
    Models.map((model, index) => prepareModel(model, `${place}.Models[${index}]`, { ...context, scope })),
  );
  return (transaction) => {
    requireFree(transaction, 'groups', GroupId, `${place}.GroupId`);
    const answer = within(place, () => work(transaction));
    return { ...answer, Models: models.map((model) => model(transaction, answer.GroupId)) };
  };
}

async function prepareModel(
  model: v.InferOutput<typeof modelSchema>,
  place: string,
  context: FixtureContext & { readonly scope: Scope },
): Promise<(transaction: Transaction, groupId: string) => CreateModelAnswer> {
  const { ModelId } = model;
  const { input, references } = await during(place, async () => {
    const { Schema = { type: 'object' } } = model;
    const parsed = parseParameters(createModel.parameters, {
      ...model,
      // The group has no id yet.
      GroupId: '-',
      Schema: typeof Schema === 'string' ? Schema : JSON.stringify(Schema),
      Tag: tagList(model.Tag),
    });
    return { input: parsed, references: await acceptSchema(parsed.Schema) };
  });
  const modelContext = { ...context, ids: withId(ModelId, context.ids) };
  return (transaction, GroupId) => {
    requireFree(transaction, 'models', ModelId, `${place}.ModelId`);
    return within(place, () => addModel(transaction, modelContext, { ...input, GroupId }, references));
  };
}

/** Says where in the fixture a refusal of an operation comes from. */
function within<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw located(place, error);
  }
}

async function during<Result>(place: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
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

/** Tags as the operations take them; what is neither form is left for their checks. */
function tagList(tags: unknown): unknown {
  if (!isObject(tags)) return tags;
  return Object.entries(tags).map(([Key, Value]: [string, unknown]) => ({ Key, Value }));
}

function withId(given: string | undefined, ids: Ids): Ids {
  return given === undefined ? ids : { ...ids, resource: () => given };
}

/** @throws {TypeError} if another row has the id */
function requireFree(
  transaction: Transaction,
  table: 'groups' | 'models',
  given: string | undefined,
  place: string,
): void {
  if (given !== undefined && transaction.get(table, [given]) !== undefined)
    throw new TypeError(`${WHO}: ${place} must be free, but ${given} is taken.`);
}
