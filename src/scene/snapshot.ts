import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { requireFreeApi } from '../operations/apis/require-free-api.ts';
import { acceptSchema } from '../operations/models/model-checks.ts';
import { apiDefinition } from '../resources/api-definition.ts';
import type { Api } from '../resources/api.ts';
import { basePath, groupDescription } from '../resources/api-group.ts';
import type { ApiGroup, GroupConfigs } from '../resources/api-group.ts';
import { apiName, groupName } from '../resources/resource-name.ts';
import { instanceId } from '../resources/instance.ts';
import { modelDescription, modelName, modelSchema } from '../resources/model.ts';
import type { Model } from '../resources/model.ts';
import { resourceId } from '../resources/resource-id.ts';
import { accountId } from '../resources/scope.ts';
import { STAGES } from '../resources/stage.ts';
import { tags } from '../resources/tag.ts';
import type { Transaction } from '../store/store.ts';
import { check, isObject, isWhole } from '../validate.ts';

/** A whole state as plain JSON. */
export interface Snapshot {
  readonly format: 'cloudapi-emulator';
  readonly version: 2;
  /** How many reproducible ids were given to resources and to requests: the next ones are others. */
  readonly ids: { readonly resources: number; readonly requests: number };
  /** In the order in which they were made; times in milliseconds since 1970. */
  readonly groups: readonly ApiGroup[];
  readonly models: readonly Model[];
  readonly apis: readonly Api[];
}

/** Takes a snapshot. */
export function takeSnapshot(transaction: Transaction, requests: number): Snapshot {
  return {
    format: 'cloudapi-emulator',
    version: 2,
    ids: { resources: transaction.recall('ids', []) ?? 0, requests },
    groups: structuredClone(transaction.all('groups')),
    models: structuredClone(transaction.all('models')),
    apis: structuredClone(transaction.all('apis')),
  };
}

const WHO = 'Invalid snapshot';

const count = v.custom<number>((value) => isWhole(value, 0, 2 ** 48 - 1), 'must be a whole number from 0.');
const time = v.custom<number>(
  (value) => typeof value === 'number' && !Number.isNaN(new Date(value).getTime()),
  'must be milliseconds since 1970.',
);
const optionalText = v.exactOptional(v.string());
const configs = v.object({
  UserLogConfig: optionalText,
  CustomTraceConfig: optionalText,
  CustomAppCodeConfig: optionalText,
  CustomerConfigs: optionalText,
  CompatibleFlags: optionalText,
  PassthroughHeaders: optionalText,
  DefaultDomain: optionalText,
  RpcPattern: optionalText,
} satisfies Record<keyof GroupConfigs, v.GenericSchema>);
// As a back end's path may have named it.
const region = v.string();
const common = { account: accountId, region, tags, createdTime: time, modifiedTime: time };

const definition = v.object({ ...apiDefinition.entries, apiName });
const deployment = v.object({
  definition,
  effectiveVersion: v.pipe(v.string(), v.digits('must be digits.')),
  description: v.string(),
  deployedTime: time,
});

const snapshotSchema = v.object({
  ids: v.object({ resources: count, requests: count }),
  groups: v.array(
    v.object({
      ...common,
      groupId: resourceId,
      groupName,
      description: groupDescription,
      basePath,
      instanceId,
      configs,
    }),
  ),
  models: v.array(
    v.object({
      ...common,
      modelId: resourceId,
      groupId: resourceId,
      modelName,
      schema: modelSchema,
      references: v.array(v.string()),
      description: modelDescription,
    }),
  ),
  apis: v.array(
    v.object({
      ...common,
      apiId: resourceId,
      groupId: resourceId,
      apiName,
      definition,
      deployments: v.object(v.entriesFromList(STAGES, v.exactOptional(deployment))),
    }),
  ),
});

/**
 * Checks a snapshot.
 * @returns a copy, with the references that its models really hold.
 * @throws {TypeError} if it is foreign, newer or invalid
 */
export function readSnapshot(given: unknown): Snapshot {
  const { format, version }: { readonly format?: unknown; readonly version?: unknown } = isObject(given)
    ? given
    : {};
  if (format !== 'cloudapi-emulator') {
    throw new TypeError(
      `${WHO}: it must be what emulator.snapshot() resolves to: await a promise, and JSON.parse a string. This has no format "cloudapi-emulator".`,
    );
  }
  if (version !== 1 && version !== 2) {
    throw new TypeError(
      `${WHO}: its version is ${String(version)}, but this release of cloudapi-emulator reads versions 1 and 2.`,
    );
  }
  // Version 1 has no APIs.
  const whole = version === 1 ? Object.assign({}, given, { apis: [] }) : given;
  const { ids, groups, models, apis } = check(snapshotSchema, whole, WHO);
  return {
    format,
    version: 2,
    ids,
    groups,
    models: models.map((model, index) => ({
      ...model,
      references: referencesIn(model.schema, `models[${index}].schema`),
    })),
    apis,
  };
}

/** The references in a model's definition, which is checked like one that is created. */
function referencesIn(schema: string, place: string): readonly string[] {
  try {
    return acceptSchema(schema);
  } catch (cause) {
    if (!(cause instanceof CloudApiError)) throw cause;
    throw new TypeError(`${WHO}: ${place}: ${cause.detail}`, { cause });
  }
}

/**
 * Replaces the state by a snapshot.
 * @throws {TypeError} if its rows contradict each other
 */
export function restoreSnapshot(transaction: Transaction, { ids, groups, models, apis }: Snapshot): void {
  transaction.clear();
  for (const group of groups) {
    if (transaction.get('groups', [group.groupId]) !== undefined)
      contradiction(`two groups have the id ${group.groupId}.`);
    if (transaction.find('groups', [group.account, group.region, group.groupName]) !== undefined)
      contradiction(`two groups are called "${group.groupName}".`);
    transaction.insert('groups', group);
  }
  for (const model of models) {
    const group = transaction.get('groups', [model.groupId]);
    if (group?.account !== model.account || group.region !== model.region)
      contradiction(`the model ${model.modelId} belongs to a group that does not exist.`);
    if (transaction.get('models', [model.modelId]) !== undefined)
      contradiction(`two models have the id ${model.modelId}.`);
    if (transaction.find('models', [model.groupId, model.modelName]) !== undefined)
      contradiction(`two models of one group are called "${model.modelName}".`);
    transaction.insert('models', model);
  }
  for (const api of apis) restoreApi(transaction, api);
  transaction.note('ids', [], ids.resources);
  transaction.note('begun', [], true);
}

function restoreApi(transaction: Transaction, api: Api): void {
  const { apiId, groupId, apiName: name, definition: edited } = api;
  const group = transaction.get('groups', [groupId]);
  if (group?.account !== api.account || group.region !== api.region)
    contradiction(`the API ${apiId} belongs to a group that does not exist.`);
  if (transaction.get('apis', [apiId]) !== undefined) contradiction(`two APIs have the id ${apiId}.`);
  if (name !== edited.apiName)
    contradiction(`the API ${apiId} has two names, "${name}" and "${edited.apiName}".`);
  try {
    requireFreeApi(transaction, groupId, edited);
  } catch (cause) {
    if (!(cause instanceof CloudApiError)) throw cause;
    contradiction(`the API ${apiId}: ${cause.detail}`);
  }
  transaction.insert('apis', api);
}

/** @throws {TypeError} */
function contradiction(words: string): never {
  throw new TypeError(`${WHO}: it contradicts itself: ${words}`);
}
