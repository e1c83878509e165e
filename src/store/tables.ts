import type { Key, ListOptions, Notes, Rows, TableName, Transaction } from './store.ts';

/** How a table is kept. */
interface Shape<Row> {
  /** The fields that identify a row. */
  readonly key: readonly (keyof Row & string)[];
  /** The fields whose rows are counted and listed together. */
  readonly partition: readonly (keyof Row & string)[];
  /** What one row at most is called. Two names of a row differ in their length, so that none is another row's. */
  readonly names: (row: Row) => readonly Key[];
  /** The field, in milliseconds, by which a partition is listed; equal ones in the order they were inserted. */
  readonly order: keyof Row & string;
}

const shapes: { readonly [Name in TableName]: Shape<Rows[Name]> } = {
  groups: {
    key: ['groupId'],
    partition: ['account', 'region'],
    names: ({ account, region, groupName }) => [[account, region, groupName]],
    order: 'modifiedTime',
  },
  apis: {
    key: ['apiId'],
    partition: ['groupId'],
    names: ({ groupId, apiName, definition: { requestConfig } }) => [
      [groupId, apiName],
      [groupId, requestConfig.RequestHttpMethod, requestConfig.RequestPath],
    ],
    order: 'createdTime',
  },
  models: {
    key: ['modelId'],
    partition: ['groupId'],
    names: ({ groupId, modelName }) => [[groupId, modelName]],
    order: 'createdTime',
  },
  nonces: { key: ['accessKeyId', 'nonce'], partition: [], names: () => [], order: 'arrived' },
};

// The object has the names of the tables, and no others.
const tableNames = Object.keys(shapes) as TableName[];

/** A row or a note as it is kept outside of the tables. */
export interface StoredRecord {
  /** The table and the key, as text. */
  readonly id: string;
  readonly table: TableName | 'notes';
  readonly value: unknown;
  /** Rises with each insert, so that rows of one moment stay in order; 0 for a note. */
  readonly sequence: number;
}

/** What one transaction did: for each id the record as it is now, `undefined` for one that is gone. */
export type Changes = ReadonlyMap<string, StoredRecord | undefined>;

/** A row beside the texts that it is found by. */
interface Entry<Row> {
  readonly row: Row;
  readonly key: string;
  readonly names: readonly string[];
  readonly partition: string;
  readonly sequence: number;
}

/** One table: its rows by key, by names, and by partition in order. */
class Table<Row extends Rows[TableName]> {
  readonly #shape: Shape<Row>;
  readonly #byKey = new Map<string, Entry<Row>>();
  readonly #byName = new Map<string, Entry<Row>>();
  readonly #partitions = new Map<string, Entry<Row>[]>();
  /** The rows of whole partitions, as long as they do not change: what is worked out of one can be kept beside it. */
  readonly #lists = new Map<string, readonly Row[]>();
  #sequence = 0;

  constructor(shape: Shape<Row>) {
    this.#shape = shape;
  }

  get(key: Key): Row | undefined {
    return this.#byKey.get(JSON.stringify(key))?.row;
  }

  find(name: Key): Row | undefined {
    return this.#byName.get(JSON.stringify(name))?.row;
  }

  count(partition: Key): number {
    return this.#partitions.get(JSON.stringify(partition))?.length ?? 0;
  }

  list(
    partition: Key,
    { direction = 'descending', offset = 0, limit = Infinity }: ListOptions,
  ): readonly Row[] {
    const name = JSON.stringify(partition);
    const entries = this.#partitions.get(name);
    if (entries === undefined) return [];
    if (direction === 'ascending' && offset === 0 && limit === Infinity) {
      const rows = this.#lists.get(name) ?? entries.map((entry) => entry.row);
      this.#lists.set(name, rows);
      return rows;
    }
    const page =
      direction === 'ascending'
        ? entries.slice(offset, offset + limit)
        : entries
            .slice(Math.max(0, entries.length - offset - limit), Math.max(0, entries.length - offset))
            .toReversed();
    return page.map((entry) => entry.row);
  }

  all(): Entry<Row>[] {
    return [...this.#byKey.values()].toSorted((a, b) => a.sequence - b.sequence);
  }

  /** The entry that a row would get: the next one, or one in the place of the row with the same key. */
  entry(row: Row, sequence: number = this.#sequence + 1): Entry<Row> {
    const { key, names, partition } = this.#shape;
    const text = (fields: readonly (keyof Row & string)[]): string =>
      JSON.stringify(fields.map((field) => row[field]));
    return {
      row,
      key: text(key),
      names: names(row).map((name) => JSON.stringify(name)),
      partition: text(partition),
      sequence,
    };
  }

  entryAt(key: string): Entry<Row> | undefined {
    return this.#byKey.get(key);
  }

  /** Throws if another row has one of the entry's names. */
  requireFreeNames(entry: Entry<Row>): void {
    for (const name of entry.names) {
      const holder = this.#byName.get(name);
      if (holder !== undefined && holder.key !== entry.key) throw new Error(`Taken: ${name}`);
    }
  }

  put(entry: Entry<Row>): void {
    this.#sequence = Math.max(this.#sequence, entry.sequence);
    this.#byKey.set(entry.key, entry);
    for (const name of entry.names) this.#byName.set(name, entry);
    this.#lists.delete(entry.partition);
    const entries = this.#partitions.get(entry.partition);
    if (entries === undefined) this.#partitions.set(entry.partition, [entry]);
    else entries.splice(this.#position(entries, entry), 0, entry);
  }

  drop(entry: Entry<Row>): void {
    this.#byKey.delete(entry.key);
    for (const name of entry.names) this.#byName.delete(name);
    this.#lists.delete(entry.partition);
    const entries = this.#partitions.get(entry.partition) ?? [];
    entries.splice(this.#position(entries, entry), 1);
    if (entries.length === 0) this.#partitions.delete(entry.partition);
  }

  /** Where an entry stands, or would stand, in its partition. */
  #position(entries: readonly Entry<Row>[], entry: Entry<Row>): number {
    let low = 0;
    let high = entries.length;
    // Most are the newest.
    const last = entries.at(-1);
    if (last !== undefined && this.#isBefore(last, entry)) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The index is below the length.
      if (this.#isBefore(entries[middle]!, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(a: Entry<Row>, b: Entry<Row>): boolean {
    // The fields that tables are ordered by are times.
    const difference = (a.row[this.#shape.order] as number) - (b.row[this.#shape.order] as number);
    return difference === 0 ? a.sequence < b.sequence : difference < 0;
  }
}

/** A transaction on the tables, with what is needed to keep it elsewhere or to take it back. */
interface OpenTransaction {
  readonly transaction: Transaction;
  readonly changes: Changes;
  /** Takes everything back, so that there are no changes. */
  undo(): void;
}

/** The whole state, in memory. */
export interface Tables {
  begin(): OpenTransaction;
  /** Takes over changes that were made elsewhere. Throws if two rows would have one name; the tables are of no use then. */
  apply(changes: Changes): void;
}

/** The tables and the notes themselves. */
class Contents {
  readonly tables: { readonly [Name in TableName]: Table<Rows[Name]> } = {
    groups: new Table(shapes.groups),
    apis: new Table(shapes.apis),
    models: new Table(shapes.models),
    nonces: new Table(shapes.nonces),
  };
  readonly notes = new Map<string, Notes[keyof Notes]>();

  /** A table whose name is not known beforehand: there one table's types stand for all. */
  at(name: TableName): Table<Rows[TableName]> {
    // Rows of one table never reach another: the name decides.
    return this.tables[name] as Table<Rows[TableName]>;
  }

  apply(changes: Changes): void {
    // All old rows go before the first new one comes, because names may have changed hands.
    for (const id of changes.keys()) {
      const [name, key] = tableAndKey(id);
      if (name === 'notes') {
        this.notes.delete(id);
        continue;
      }
      const old = this.at(name).entryAt(key);
      if (old !== undefined) this.at(name).drop(old);
    }
    for (const [id, change] of changes) {
      if (change === undefined) continue;
      // What comes from elsewhere was checked when it was read.
      if (change.table === 'notes') this.notes.set(id, change.value as Notes[keyof Notes]);
      else {
        // So were rows.
        const entry = this.at(change.table).entry(change.value as Rows[TableName], change.sequence);
        this.at(change.table).requireFreeNames(entry);
        this.at(change.table).put(entry);
      }
    }
  }
}

type AnyEntry = Entry<Rows[TableName]>;

/** Writes that can be taken back. */
class Writes {
  readonly changes = new Map<string, StoredRecord | undefined>();
  readonly #contents: Contents;
  readonly #undo: (() => void)[] = [];

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  /** Puts an entry in the place of another; either may be missing. */
  replace(name: TableName, old: AnyEntry | undefined, next: AnyEntry | undefined): void {
    const table = this.#contents.at(name);
    if (old !== undefined) table.drop(old);
    if (next !== undefined) table.put(next);
    this.#undo.push(() => {
      if (next !== undefined) table.drop(next);
      if (old !== undefined) table.put(old);
    });
    const id = idOf(name, (next ?? old)?.key ?? '');
    this.changes.set(id, next && { id, table: name, value: next.row, sequence: next.sequence });
  }

  note(id: string, value: Notes[keyof Notes] | undefined): void {
    const { notes } = this.#contents;
    const old = notes.get(id);
    const put = (what: typeof value): void =>
      void (what === undefined ? notes.delete(id) : notes.set(id, what));
    put(value);
    this.#undo.push(() => put(old));
    this.changes.set(id, value === undefined ? undefined : { id, table: 'notes', value, sequence: 0 });
  }

  undo(): void {
    for (const step of this.#undo.splice(0).toReversed()) step();
    this.changes.clear();
  }
}

export function createTables(): Tables {
  const contents = new Contents();
  return {
    begin() {
      const writes = new Writes(contents);
      return {
        transaction: transactionOn(contents, writes),
        changes: writes.changes,
        undo: () => writes.undo(),
      };
    },
    apply: (changes) => contents.apply(changes),
  };
}

function transactionOn(contents: Contents, writes: Writes): Transaction {
  const { tables, notes } = contents;
  return {
    get: (name, key) => tables[name].get(key),
    find: (name, key) => tables[name].find(key),
    list: (name, partition, options = {}) => tables[name].list(partition, options),
    all: (name) => tables[name].all().map(({ row }) => row),
    count: (name, partition) => tables[name].count(partition),
    insert(name, row) {
      const table = contents.at(name);
      const entry = table.entry(row);
      if (table.entryAt(entry.key) !== undefined) throw new Error(`Taken: ${entry.key}`);
      table.requireFreeNames(entry);
      writes.replace(name, undefined, entry);
    },
    update(name, row) {
      const table = contents.at(name);
      const entry = table.entry(row);
      const old = table.entryAt(entry.key);
      if (old === undefined) throw new Error(`No row: ${entry.key}`);
      table.requireFreeNames(entry);
      writes.replace(name, old, { ...entry, sequence: old.sequence });
    },
    remove(name, key) {
      const old = contents.at(name).entryAt(JSON.stringify(key));
      if (old !== undefined) writes.replace(name, old, undefined);
    },
    // Under one kind there are its notes only.
    recall: (kind, key) => notes.get(idOf('notes', JSON.stringify([kind, ...key]))) as never,
    note: (kind, key, value) => writes.note(idOf('notes', JSON.stringify([kind, ...key])), value),
    clear() {
      for (const name of tableNames) {
        // From the end, where a list is cut quickly.
        for (const entry of contents.at(name).all().toReversed()) writes.replace(name, entry, undefined);
      }
      for (const id of notes.keys()) writes.note(id, undefined);
    },
  };
}

function idOf(table: StoredRecord['table'], key: string): string {
  return `${table} ${key}`;
}

/** The id of the record that keeps a row. */
export function recordId<Name extends TableName>(table: Name, row: Rows[Name]): string {
  return idOf(table, JSON.stringify(shapes[table].key.map((field) => row[field])));
}

function tableAndKey(id: string): [StoredRecord['table'], string] {
  const space = id.indexOf(' ');
  // `idOf` has written it.
  return [id.slice(0, space) as StoredRecord['table'], id.slice(space + 1)];
}
