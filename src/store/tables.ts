import type { Key, ListOptions, Notes, Rows, TableName, Transaction } from './store.ts';

/** How a table is kept. */
interface Shape<Row> {
  /** The fields that identify a row. */
  readonly key: readonly (keyof Row & string)[];
  /** The fields whose rows are counted and listed together. */
  readonly partition: readonly (keyof Row & string)[];
  /** The fields that hold one row at most together. */
  readonly name: readonly (keyof Row & string)[];
  /** The field, in milliseconds, by which a partition is listed; equal ones in the order they were inserted. */
  readonly order: keyof Row & string;
}

const nonceKey = ['accessKeyId', 'nonce'] as const;

const shapes: { readonly [Name in TableName]: Shape<Rows[Name]> } = {
  groups: {
    key: ['groupId'],
    partition: ['account', 'region'],
    name: ['account', 'region', 'groupName'],
    order: 'modifiedTime',
  },
  models: { key: ['modelId'], partition: ['groupId'], name: ['groupId', 'modelName'], order: 'createdTime' },
  nonces: { key: nonceKey, partition: [], name: nonceKey, order: 'arrived' },
};

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
  readonly name: string;
  readonly partition: string;
  readonly sequence: number;
}

/** One table: its rows by key, by name, and by partition in order. */
class Table<Row extends Rows[TableName]> {
  readonly #shape: Shape<Row>;
  readonly #byKey = new Map<string, Entry<Row>>();
  readonly #byName = new Map<string, Entry<Row>>();
  readonly #partitions = new Map<string, Entry<Row>[]>();
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

  list(partition: Key, { direction = 'descending', offset = 0, limit = Infinity }: ListOptions): Row[] {
    const entries = this.#partitions.get(JSON.stringify(partition)) ?? [];
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
    const { key, name, partition } = this.#shape;
    const text = (fields: readonly (keyof Row & string)[]): string =>
      JSON.stringify(fields.map((field) => row[field]));
    const keyText = text(key);
    return {
      row,
      key: keyText,
      name: name === key ? keyText : text(name),
      partition: text(partition),
      sequence,
    };
  }

  entryAt(key: string): Entry<Row> | undefined {
    return this.#byKey.get(key);
  }

  /** Throws where another row has the entry's name. */
  requireFreeName(entry: Entry<Row>): void {
    const holder = this.#byName.get(entry.name);
    if (holder !== undefined && holder.key !== entry.key) throw new Error(`Taken: ${entry.name}`);
  }

  put(entry: Entry<Row>): void {
    this.#sequence = Math.max(this.#sequence, entry.sequence);
    this.#byKey.set(entry.key, entry);
    this.#byName.set(entry.name, entry);
    const entries = this.#partitions.get(entry.partition);
    if (entries === undefined) this.#partitions.set(entry.partition, [entry]);
    else entries.splice(this.#position(entries, entry), 0, entry);
  }

  drop(entry: Entry<Row>): void {
    this.#byKey.delete(entry.key);
    this.#byName.delete(entry.name);
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

export function createTables(): Tables {
  const tables: { readonly [Name in TableName]: Table<Rows[Name]> } = {
    groups: new Table(shapes.groups),
    models: new Table(shapes.models),
    nonces: new Table(shapes.nonces),
  };
  const notes = new Map<string, Notes[keyof Notes]>();
  // Where the table's name is not known beforehand, one table's types stand for all.
  const at = (name: TableName): Table<Rows[TableName]> => tables[name] as Table<Rows[TableName]>;

  function begin(): OpenTransaction {
    const undo: (() => void)[] = [];
    const changes = new Map<string, StoredRecord | undefined>();
    const record = (table: TableName, key: string, entry: Entry<Rows[TableName]> | undefined): void => {
      const id = idOf(table, key);
      changes.set(id, entry && { id, table, value: entry.row, sequence: entry.sequence });
    };
    const replace = (
      name: TableName,
      old: Entry<Rows[TableName]> | undefined,
      next: Entry<Rows[TableName]> | undefined,
    ): void => {
      const table = at(name);
      if (old !== undefined) table.drop(old);
      if (next !== undefined) table.put(next);
      undo.push(() => {
        if (next !== undefined) table.drop(next);
        if (old !== undefined) table.put(old);
      });
      record(name, (next ?? old)?.key ?? '', next);
    };

    const renote = (id: string, value: Notes[keyof Notes] | undefined): void => {
      const old = notes.get(id);
      const put = (what: typeof value): void =>
        void (what === undefined ? notes.delete(id) : notes.set(id, what));
      put(value);
      undo.push(() => put(old));
      changes.set(id, value === undefined ? undefined : { id, table: 'notes', value, sequence: 0 });
    };

    const transaction: Transaction = {
      get: (name, key) => tables[name].get(key),
      find: (name, key) => tables[name].find(key),
      list: (name, partition, options = {}) => tables[name].list(partition, options),
      all: (name) => tables[name].all().map(({ row }) => row),
      count: (name, partition) => tables[name].count(partition),
      insert(name, row) {
        const entry = at(name).entry(row);
        if (at(name).entryAt(entry.key) !== undefined) throw new Error(`Taken: ${entry.key}`);
        at(name).requireFreeName(entry);
        replace(name, undefined, entry);
      },
      update(name, row) {
        const entry = at(name).entry(row);
        const old = at(name).entryAt(entry.key);
        if (old === undefined) throw new Error(`No row: ${entry.key}`);
        at(name).requireFreeName(entry);
        replace(name, old, { ...entry, sequence: old.sequence });
      },
      remove(name, key) {
        const old = at(name).entryAt(JSON.stringify(key));
        if (old !== undefined) replace(name, old, undefined);
      },
      // Under one kind there are its notes only.
      recall: (kind, key) => notes.get(idOf('notes', JSON.stringify([kind, ...key]))) as never,
      note: (kind, key, value) => renote(idOf('notes', JSON.stringify([kind, ...key])), value),
      clear() {
        for (const name of Object.keys(tables) as TableName[]) {
          // From the end, where a list is cut quickly.
          for (const entry of at(name).all().toReversed()) replace(name, entry, undefined);
        }
        for (const id of notes.keys()) renote(id, undefined);
      },
    };
    return {
      transaction,
      changes,
      undo: () => {
        for (const step of undo.splice(0).toReversed()) step();
        changes.clear();
      },
    };
  }

  function apply(changes: Changes): void {
    // All old rows go before the first new one comes, because names may have changed hands.
    for (const id of changes.keys()) {
      const [name, key] = tableAndKey(id);
      if (name === 'notes') notes.delete(id);
      else {
        const old = at(name).entryAt(key);
        if (old !== undefined) at(name).drop(old);
      }
    }
    for (const [id, change] of changes) {
      if (change === undefined) continue;
      // What comes from elsewhere was checked when it was read.
      if (change.table === 'notes') notes.set(id, change.value as Notes[keyof Notes]);
      else {
        const entry = at(change.table).entry(change.value as Rows[TableName], change.sequence);
        at(change.table).requireFreeName(entry);
        at(change.table).put(entry);
      }
    }
  }

  return { begin, apply };
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
  return [id.slice(0, space) as StoredRecord['table'], id.slice(space + 1)];
}
