import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { acceptSchema } from '../operations/models/model-checks.ts';
import { basePath, groupDescription } from '../resources/api-group.ts';
import type { ApiGroup, GroupConfigs } from '../resources/api-group.ts';
import { groupName } from '../resources/resource-name.ts';
import { instanceId } from '../resources/instance.ts';
import { modelDescription, modelName, modelSchema } from '../resources/model.ts';
import type { Model } from '../resources/model.ts';
import { resourceId } from '../resources/resource-id.ts';
import { accountId } from '../resources/scope.ts';
import { tags } from '../resources/tag.ts';
import type { Transaction } from '../store/store.ts';
import { check, isObject, isWhole } from '../validate.ts';

/** A whole state as plain JSON. */
export interface Snapshot {
  readonly format: 'cloudapi-emulator';
  readonly version: 1;
  /** How many reproducible ids were given to resources and to requests: the next ones are others. */
  readonly ids: { readonly resources: number; readonly requests: number };
  /** In the order in which they were made; times in milliseconds since 1970. */
  readonly groups: readonly ApiGroup[];
  readonly models: readonly Model[];
}

/** Takes a snapshot. */
export function takeSnapshot(transaction: Transaction, requests: number): Snapshot {
  return {
    format: 'cloudapi-emulator',
    version: 1,
    ids: { resources: transaction.recall('ids', []) ?? 0, requests },
    groups: structuredClone(transaction.all('groups')),
    models: structuredClone(transaction.all('models')),
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
});

/**
 * Checks a snapshot.
 * @returns a copy, with the references that its models really hold.
 * @throws {TypeError} if it is foreign, newer or invalid
 */
export function readSnapshot(given: unknown): Snapshot {
  const { format, version } = isObject(given) ? (given as Partial<Snapshot>) : {};
  if (format !== 'cloudapi-emulator') {
    throw new TypeError(
      `${WHO}: it must be what emulator.snapshot() returned, parsed from JSON. This has no format "cloudapi-emulator".`,
    );
  }
  if (version !== 1) {
    throw new TypeError(
      `${WHO}: its version is ${String(version)}, but this release of cloudapi-emulator reads version 1.`,
    );
  }
  const { ids, groups, models } = check(snapshotSchema, given, WHO);
  return {
    format,
    version,
    ids,
    groups,
    models: models.map((model, index) => ({
      ...model,
      references: referencesIn(model.schema, `models[${index}].schema`),
    })),
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
export function restoreSnapshot(transaction: Transaction, { ids, groups, models }: Snapshot): void {
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
  transaction.note('ids', [], ids.resources);
  transaction.note('begun', [], true);
}

/** @throws {TypeError} */
function contradiction(words: string): never {
  throw new TypeError(`${WHO}: it contradicts itself: ${words}`);
}
