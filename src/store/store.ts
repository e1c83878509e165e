import type { Api } from '../resources/api.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { Model } from '../resources/model.ts';

/** How often an account called an action since the window opened. */
export interface ThrottleWindow {
  /** When the window opened, in milliseconds by the clock option. */
  readonly start: number;
  readonly calls: number;
}

/** How often a SubDomain was called on the day of its last call. */
export interface DayOfCalls {
  /** Days since 1970, in UTC+8. */
  readonly day: number;
  readonly calls: number;
}

/** A nonce that a signed call has used. */
export interface UsedNonce {
  readonly accessKeyId: string;
  readonly nonce: string;
  /** When the call came, in milliseconds by the clock option. */
  readonly arrived: number;
}

/** What each table holds. */
export interface Rows {
  readonly groups: ApiGroup;
  readonly apis: Api;
  readonly models: Model;
  readonly nonces: UsedNonce;
}

/** What is remembered between calls, beside the resources. */
export interface Notes {
  /** By account and action: the window that had a call last, and some of the others. */
  readonly throttle: ThrottleWindow & { readonly others?: readonly ThrottleWindow[] | undefined };
  /** By GroupId. */
  readonly subDomain: DayOfCalls;
  /** How many reproducible ids the state has given. */
  readonly ids: number;
  /** That the state has had its first rows, or is to have none. */
  readonly begun: true;
}

export type TableName = keyof Rows;

/** The values of some fields of a row, in the order in which the table's shape names them. */
export type Key = readonly (string | number)[];

/** Which part of a partition to list. */
export interface ListOptions {
  /** `descending` if left out. */
  readonly direction?: 'ascending' | 'descending' | undefined;
  /** Rows to pass over; 0 if left out. */
  readonly offset?: number | undefined;
  /** Rows to give, at most; all if left out. */
  readonly limit?: number | undefined;
}

/** One view of the state: nobody else reads or writes while it is open. A plain object, whose members need no `this`. */
export interface Transaction {
  /** The row with this key. */
  get<Name extends TableName>(table: Name, key: Key): Rows[Name] | undefined;
  /**
   * The row with this name: account, region and GroupName of a group; GroupId and ModelName of a model; GroupId and ApiName,
   * or GroupId, RequestHttpMethod and RequestPath of the edited definition, of an API.
   */
  find<Name extends TableName>(table: Name, name: Key): Rows[Name] | undefined;
  /**
   * Rows of one partition, in order. Takes time by the rows given, not by those that exist. A whole partition, ascending, may
   * be the same list again as long as no row of it has changed.
   */
  list<Name extends TableName>(table: Name, partition: Key, options?: ListOptions): readonly Rows[Name][];
  /** All rows of a table, in the order in which they were inserted, which no update changes. */
  all<Name extends TableName>(table: Name): readonly Rows[Name][];
  /** How many rows a partition holds, without reading them. */
  count(table: TableName, partition: Key): number;
  /** Adds a row. Throws if its key or a name of it is taken. */
  insert<Name extends TableName>(table: Name, row: Rows[Name]): void;
  /** Puts a row in the place of the one with the same key. Throws if there is none or a name of it is taken. */
  update<Name extends TableName>(table: Name, row: Rows[Name]): void;
  /** Removes the row with this key, if there is one. */
  remove(table: TableName, key: Key): void;
  /** What was noted last under this key. */
  recall<Kind extends keyof Notes>(kind: Kind, key: Key): Notes[Kind] | undefined;
  /** Notes a value, in the place of an older one. */
  note<Kind extends keyof Notes>(kind: Kind, key: Key, value: Notes[Kind]): void;
  /** Removes all rows and all notes. */
  clear(): void;
}

/** Where the state lives. All implementations pass one suite: test/store-contract.ts. */
export interface Store {
  readonly kind: string;
  /** Whether the state outlives the page or the process. */
  readonly persistent: boolean;
  /** What keeps the store from working, and what to do about it, in words for the user; `undefined` while all is well. */
  readonly problem?: string | undefined;
  /**
   * Runs `work` alone: what it read is still true when its writes are kept, in this page and in every other tab.
   * What it wrote is undone if it throws. It may be run more than once, so it must do nothing but read, write
   * and reckon.
   * @throws {StorageError} if the store is full, damaged, or of a newer version
   */
  transaction<Result>(mode: 'read' | 'write', work: (transaction: Transaction) => Result): Promise<Result>;
  /** Deletes everything, also if the store is full or damaged, so that it works again. */
  erase?(): Promise<void>;
  /** Closes the storage. A later transaction reopens it. */
  close(): Promise<void>;
}
