import { CloudApiError } from '../cloud-api-error.ts';
import { isResourceId } from '../ids/ids.ts';
import type { Ids } from '../ids/ids.ts';
import { createApiGroup } from '../operations/create-api-group.ts';
import type { CreateApiGroupAnswer } from '../operations/create-api-group.ts';
import { addModel, createModel } from '../operations/create-model.ts';
import type { CreateModelAnswer } from '../operations/create-model.ts';
import { acceptSchema } from '../operations/model-checks.ts';
import type { Work } from '../operations/operation.ts';
import { parseParameters } from '../operations/parse.ts';
import type { Settings } from '../options.ts';
import { isAccount, isRegion } from '../resources/scope.ts';
import type { Transaction } from '../store/store.ts';

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

const MODEL_FIELDS = [...Object.keys(createModel.parameters), 'ModelId'].filter((name) => name !== 'GroupId');
const GROUP_FIELDS = [
  ...Object.keys(createApiGroup.parameters),
  'GroupId',
  'RegionId',
  'AccountId',
  'Models',
];

/**
 * Checks a fixture by the rules of the operations, and gives the work that makes its groups and models. Limits of calls a
 * second do not count, quotas do.
 * @throws {TypeError} that names the place in the fixture; so does the work, where the state has no room for it
 */
export async function prepareFixture(
  fixture: Fixture,
  context: FixtureContext,
): Promise<Work<readonly SeededGroup[]>> {
  const { groups } = fields(fixture, ['groups'], '');
  const works = await Promise.all(
    list(groups, 'groups').map((group, index) => prepareGroup(group, `groups[${index}]`, context)),
  );
  return (transaction) => works.map((work) => work(transaction));
}

async function prepareGroup(
  given: unknown,
  place: string,
  context: FixtureContext,
): Promise<Work<SeededGroup>> {
  const group = fields(typeof given === 'string' ? { GroupName: given } : given, GROUP_FIELDS, place);
  const region = group['RegionId'] ?? context.settings.region;
  if (!isRegion(region)) fail(`${place}.RegionId`, 'a region id such as "cn-hangzhou" is wanted.');
  const account = group['AccountId'] ?? context.account;
  if (!isAccount(account)) fail(`${place}.AccountId`, 'a text of digits is wanted.');
  const scope = { account: account as string, region: region as string };
  const groupContext = { ...context, scope, ids: withId(group['GroupId'], `${place}.GroupId`, context.ids) };
  const work = await during(place, () =>
    createApiGroup.execute(
      parseParameters(createApiGroup.parameters, { ...group, Tag: tagList(group['Tag']) }),
      groupContext,
    ),
  );
  const models = await Promise.all(
    list(group['Models'] ?? [], `${place}.Models`).map((model, index) =>
      prepareModel(model, `${place}.Models[${index}]`, { ...context, scope }),
    ),
  );
  return (transaction) => {
    requireFree(transaction, 'groups', group['GroupId'], `${place}.GroupId`);
    const answer = within(place, () => work(transaction));
    return { ...answer, Models: models.map((model) => model(transaction, answer.GroupId)) };
  };
}

async function prepareModel(
  given: unknown,
  place: string,
  context: FixtureContext & { readonly scope: { readonly account: string; readonly region: string } },
): Promise<(transaction: Transaction, groupId: string) => CreateModelAnswer> {
  const model = fields(typeof given === 'string' ? { ModelName: given } : given, MODEL_FIELDS, place);
  const modelContext = { ...context, ids: withId(model['ModelId'], `${place}.ModelId`, context.ids) };
  const { input, references } = await during(place, async () => {
    const { Schema = { type: 'object' } } = model;
    const parsed = parseParameters(createModel.parameters, {
      ...model,
      // The group has no id yet.
      GroupId: '-',
      Schema: typeof Schema === 'string' ? Schema : JSON.stringify(Schema),
      Tag: tagList(model['Tag']),
    });
    return { input: parsed, references: await acceptSchema(parsed.Schema) };
  });
  return (transaction, GroupId) => {
    requireFree(transaction, 'models', model['ModelId'], `${place}.ModelId`);
    return within(place, () => addModel(transaction, modelContext, { ...input, GroupId }, references));
  };
}

/** @throws {TypeError} */
function fail(place: string, words: string): never {
  throw new TypeError(`In ${place && `${place} of `}the fixture: ${words}`);
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
  return new TypeError(`In ${place} of the fixture: ${words}`, { cause });
}

/** The fields of a part of a fixture; none but these. */
function fields(value: unknown, known: readonly string[], place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(place, `an object with ${known.join(', ')} is wanted.`);
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    fail(place, `"${unknown}" is not known. There are: ${known.join(', ')}.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(place, 'a list is wanted.');
  // Without holes.
  return Array.from(value as unknown[]);
}

/** Tags as the operations take them; what is neither form is left for their checks. */
function tagList(tags: unknown): unknown {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return tags;
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value: Value as unknown }));
}

function withId(id: unknown, place: string, ids: Ids): Ids {
  if (id === undefined) return ids;
  if (!isResourceId(id)) fail(place, '32 lower-case hex digits are wanted.');
  return { ...ids, resource: () => id as string };
}

function requireFree(transaction: Transaction, table: 'groups' | 'models', id: unknown, place: string): void {
  if (typeof id === 'string' && transaction.get(table, [id]) !== undefined)
    fail(place, `the id ${id} is taken.`);
}
