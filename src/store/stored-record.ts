import * as v from 'valibot';
import type { Deployment } from '../resources/api.ts';
import type { ApiDefinition } from '../resources/api-definition.ts';
import { STAGES } from '../resources/stage.ts';
import { isObject } from '../validate.ts';
import type { Revision } from './database.ts';
import type { Notes, Rows, TableName } from './store.ts';
import { recordId } from './tables.ts';
import type { Changes, StoredRecord } from './tables.ts';

const tags = v.array(v.object({ Key: v.string(), Value: v.string() }));
const scope = { account: v.string(), region: v.string() };
const times = { createdTime: v.number(), modifiedTime: v.number() };

const anyObject = v.custom<object>(isObject);
const definitionParts = v.object({
  apiName: v.string(),
  requestConfig: anyObject,
  serviceConfig: anyObject,
  requestParameters: v.array(v.unknown()),
});
const definition = v.custom<ApiDefinition>(
  (value) => v.is(definitionParts, value),
  'Invalid definition of an API',
);

const deployment: v.GenericSchema<unknown, Deployment> = v.object({
  definition,
  effectiveVersion: v.string(),
  description: v.string(),
  deployedTime: v.number(),
});

/** Only what the tables and the operations rely on: the rows were checked by the rules when they were made. */
const rows: { readonly [Name in TableName]: v.GenericSchema<unknown, Rows[Name]> } = {
  groups: v.object({
    ...scope,
    ...times,
    groupId: v.string(),
    groupName: v.string(),
    description: v.string(),
    basePath: v.string(),
    instanceId: v.string(),
    tags,
    configs: v.record(v.string(), v.string()),
  }),
  apis: v.object({
    ...scope,
    ...times,
    apiId: v.string(),
    groupId: v.string(),
    apiName: v.string(),
    definition,
    deployments: v.object(v.entriesFromList(STAGES, v.exactOptional(deployment))),
    tags,
  }),
  models: v.object({
    ...scope,
    ...times,
    modelId: v.string(),
    groupId: v.string(),
    modelName: v.string(),
    schema: v.string(),
    references: v.array(v.string()),
    description: v.string(),
    tags,
  }),
  nonces: v.object({ accessKeyId: v.string(), nonce: v.string(), arrived: v.number() }),
};

const window = v.object({ start: v.number(), calls: v.number() });

const notes: { readonly [Kind in keyof Notes]: v.GenericSchema<unknown, Notes[Kind]> } = {
  throttle: v.object({ ...window.entries, others: v.optional(v.array(window)) }),
  subDomain: v.object({ day: v.number(), calls: v.number() }),
  ids: v.number(),
  begun: v.literal(true),
};

const record = v.object({
  id: v.string(),
  // The object has the names of the tables, and no others.
  table: v.picklist([...(Object.keys(rows) as TableName[]), 'notes']),
  value: v.unknown(),
  sequence: v.number(),
});
const revision = v.object({
  revision: v.number(),
  changes: v.map(v.string(), v.unknown()),
});

/** Says what is wrong with something that was read from the database. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** @throws {UnreadableError} */
function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  place: string,
): asserts value is v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(({ key }) => `.${String(key)}`).join('');
  throw new UnreadableError(`${place}${path}: ${issue.message}`);
}

/** The kind of a note, from its id: `notes ["throttle","1","CreateApiGroup"]`. */
function noteKind(id: string): keyof Notes | undefined {
  // The object has the kinds of notes, and no others.
  return (Object.keys(notes) as (keyof Notes)[]).find((kind) => id.startsWith(`notes ["${kind}"`));
}

/** @returns `undefined` for a note that another version wrote and that can be spared. */
function readRecord(value: unknown, place: string): StoredRecord | undefined {
  check(record, value, place);
  const { id, table } = value;
  if (table === 'notes') {
    const kind = noteKind(id);
    // What was called in the last second, in the form of another version, is soon forgotten anyway.
    if (kind === 'throttle' && !v.is(notes.throttle, value.value)) return undefined;
    if (kind !== undefined) check(notes[kind], value.value, `${place}.value`);
  } else {
    const row = value.value;
    check<v.GenericSchema<unknown, Rows[TableName]>>(rows[table], row, `${place}.value`);
    if (id !== recordId(table, row)) throw new UnreadableError(`${place}: the id is not that of the value.`);
  }
  return value;
}

/**
 * Checks what the object store `records` holds.
 * @throws {UnreadableError}
 */
export function readRecords(values: readonly unknown[]): Changes {
  const records = new Map<string, StoredRecord>();
  for (const [index, value] of values.entries()) {
    const read = readRecord(value, `records[${index}]`);
    if (read !== undefined) records.set(read.id, read);
  }
  return records;
}

/**
 * Checks a revision that the log holds.
 * @throws {UnreadableError}
 */
export function readRevision(value: unknown): Revision {
  check(revision, value, 'log');
  const place = `log[${value.revision}]`;
  const changes = new Map<string, StoredRecord | undefined>();
  for (const [id, change] of value.changes) {
    const where = `${place}.changes[${JSON.stringify(id)}]`;
    const read = change === undefined ? undefined : readRecord(change, where);
    if (read !== undefined && read.id !== id)
      throw new UnreadableError(`${where}: the record has another id.`);
    changes.set(id, read);
  }
  return { revision: value.revision, changes };
}
