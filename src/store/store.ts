import type { ApiGroup } from '../resources/api-group.ts';
import type { Model } from '../resources/model.ts';

/** How often an account called an action since the window opened. */
export interface ThrottleWindow {
  /** When the window opened, in milliseconds by the clock option. */
  readonly start: number;
  readonly calls: number;
}

/** What each table holds. */
export interface Rows {
  readonly groups: ApiGroup;
  readonly models: Model;
}

/** What the gates remember between calls, beside the resources. */
export interface Notes {
  /** By account and action. */
  readonly throttle: ThrottleWindow;
}

export type TableName = keyof Rows;

/** A part of a key: fields compare as text or numbers, one after the other. */
export type Key = readonly (string | number)[];

/** How a table is kept; both stores read it from here. */
export interface TableShape<Row> {
  /** The fields that identify a row. */
  readonly key: readonly (keyof Row & string)[];
  /** The fields whose rows are counted and listed together. */
  readonly partition: readonly (keyof Row & string)[];
  /** The fields that hold one row at most together. */
  readonly name: readonly (keyof Row & string)[];
  /** The field, in milliseconds, by which a partition is listed; equal ones in the order they were inserted. */
  readonly order: keyof Row & string;
}

export const shapes: { readonly [Name in TableName]: TableShape<Rows[Name]> } = {
  groups: {
    key: ['groupId'],
    partition: ['account', 'region'],
    name: ['account', 'region', 'groupName'],
    order: 'modifiedTime',
  },
  models: { key: ['modelId'], partition: ['groupId'], name: ['groupId', 'modelName'], order: 'createdTime' },
};

/** Which part of a partition to list. */
export interface ListOptions {
  /** By the table's order; `descending` when left out. */
  readonly direction?: 'ascending' | 'descending';
  /** Rows to pass over; 0 when left out. */
  readonly offset?: number;
  /** Rows to give at the most; all when left out. */
  readonly limit?: number;
}

/**
 * One view of the state: what is read in it stays true until its writes are done.
 * Await nothing but its own methods while it is open, because an IndexedDB transaction ends by itself otherwise.
 */
export interface Transaction {
  /** The row with this key. */
  get<Name extends TableName>(table: Name, key: Key): Promise<Rows[Name] | undefined>;
  /** The row with this name: the table's `name` fields, in order. */
  find<Name extends TableName>(table: Name, name: Key): Promise<Rows[Name] | undefined>;
  /** Rows of one partition, in order. Takes time by the rows given, not by those that exist. */
  list<Name extends TableName>(
    table: Name,
    partition: Key,
    options?: ListOptions,
  ): Promise<readonly Rows[Name][]>;
  /** How many rows a partition holds, without reading them. */
  count(table: TableName, partition: Key): Promise<number>;
  /** Adds a row. Rejects where its key or its name is taken. */
  insert<Name extends TableName>(table: Name, row: Rows[Name]): Promise<void>;
  /** Puts a row in the place of the one with the same key. Rejects where there is none or its name is taken. */
  update<Name extends TableName>(table: Name, row: Rows[Name]): Promise<void>;
  /** Removes the row with this key, if there is one. */
  remove(table: TableName, key: Key): Promise<void>;
  /** What was noted last under this key. */
  recall<Kind extends keyof Notes>(kind: Kind, key: Key): Promise<Notes[Kind] | undefined>;
  /** Notes a value, in the place of an older one. */
  note<Kind extends keyof Notes>(kind: Kind, key: Key, value: Notes[Kind]): Promise<void>;
}

/** Where the state lives. All implementations pass one suite: test/store-contract.ts. */
export interface Store {
  readonly kind: string;
  /** Whether the state outlives the page or the process. */
  readonly persistent: boolean;
  /**
   * Runs `work` alone: no other write happens between its first read and its last write, in this page or
   * in another tab. What it wrote is kept when its promise is fulfilled and undone when it is rejected.
   */
  transaction<Result>(
    mode: 'read' | 'write',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result>;
  /** Closes what is open. A transaction after that opens it again. */
  close(): Promise<void>;
}

/** The values of some of a row's fields. */
export function keyOf<Row>(row: Row, fields: readonly (keyof Row & string)[]): (string | number)[] {
  return fields.map((field) => row[field] as string | number);
}
