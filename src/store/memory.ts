import { keyOf, shapes } from './store.ts';
import type { Key, ListOptions, Notes, Rows, Store, TableName, TableShape, Transaction } from './store.ts';

interface Entry<Row> {
  readonly row: Row;
  /** Rises with each insert, so that rows of one moment stay in order. */
  readonly sequence: number;
}

/** One table: its rows by key, by name, and by partition in order. */
class Table<Row extends Rows[TableName]> {
  readonly #shape: TableShape<Row>;
  readonly #byKey = new Map<string, Entry<Row>>();
  readonly #byName = new Map<string, Entry<Row>>();
  readonly #partitions = new Map<string, Entry<Row>[]>();
  #sequence = 0;

  constructor(shape: TableShape<Row>) {
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

  /** @returns what undoes the insert. */
  insert(row: Row): () => void {
    const key = this.#text(row, this.#shape.key);
    const name = this.#text(row, this.#shape.name);
    if (this.#byKey.has(key)) throw new Error(`The key ${key} is taken.`);
    if (this.#byName.has(name)) throw new Error(`The name ${name} is taken.`);
    this.#sequence += 1;
    this.#put({ row, sequence: this.#sequence });
    return () => void this.remove(keyOf(row, this.#shape.key));
  }

  /** @returns what undoes the update. */
  update(row: Row): () => void {
    const key = this.#text(row, this.#shape.key);
    const old = this.#byKey.get(key);
    if (old === undefined) throw new Error(`No row has the key ${key}.`);
    const named = this.#byName.get(this.#text(row, this.#shape.name));
    if (named !== undefined && named !== old) throw new Error(`The name of ${key} is taken.`);
    const entry = { row, sequence: old.sequence };
    this.#drop(old);
    this.#put(entry);
    return () => {
      this.#drop(entry);
      this.#put(old);
    };
  }

  /** @returns what undoes the removal. */
  remove(key: Key): () => void {
    const entry = this.#byKey.get(JSON.stringify(key));
    if (entry === undefined) return () => undefined;
    this.#drop(entry);
    return () => this.#put(entry);
  }

  #put(entry: Entry<Row>): void {
    this.#byKey.set(this.#text(entry.row, this.#shape.key), entry);
    this.#byName.set(this.#text(entry.row, this.#shape.name), entry);
    const partition = this.#text(entry.row, this.#shape.partition);
    const entries = this.#partitions.get(partition);
    if (entries === undefined) this.#partitions.set(partition, [entry]);
    else entries.splice(this.#position(entries, entry), 0, entry);
  }

  #drop(entry: Entry<Row>): void {
    this.#byKey.delete(this.#text(entry.row, this.#shape.key));
    this.#byName.delete(this.#text(entry.row, this.#shape.name));
    const partition = this.#text(entry.row, this.#shape.partition);
    const entries = this.#partitions.get(partition) ?? [];
    entries.splice(this.#position(entries, entry), 1);
    if (entries.length === 0) this.#partitions.delete(partition);
  }

  /** Where an entry stands, or would stand, in its partition. Newest entries are most often last. */
  #position(entries: readonly Entry<Row>[], entry: Entry<Row>): number {
    let low = 0;
    let high = entries.length;
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

  #text(row: Row, fields: readonly (keyof Row & string)[]): string {
    return JSON.stringify(keyOf(row, fields));
  }
}

/** Makes a store that lives as long as the page or the process. */
export function createMemoryStore(): Store {
  const tables: { readonly [Name in TableName]: Table<Rows[Name]> } = {
    groups: new Table(shapes.groups),
    models: new Table(shapes.models),
  };
  const table = <Name extends TableName>(name: Name): Table<Rows[Name]> => tables[name];
  const notes = new Map<string, Notes[keyof Notes] | undefined>();
  // Transactions run one after the other, as IndexedDB's writes do.
  let last: Promise<unknown> = Promise.resolve();

  return {
    kind: 'memory',
    persistent: false,
    transaction(_mode, work) {
      const undo: (() => void)[] = [];
      const transaction: Transaction = {
        get: async (name, key) => table(name).get(key),
        find: async (name, key) => table(name).find(key),
        list: async (name, partition, options = {}) => table(name).list(partition, options),
        count: async (name, partition) => table(name).count(partition),
        insert: async (name, row) => void undo.push(table(name).insert(row)),
        update: async (name, row) => void undo.push(table(name).update(row)),
        remove: async (name, key) => void undo.push(table(name).remove(key)),
        recall: async (kind, key) => notes.get(JSON.stringify([kind, ...key])),
        note: async (kind, key, value) => {
          const text = JSON.stringify([kind, ...key]);
          const old = notes.get(text);
          undo.push(() => void notes.set(text, old));
          notes.set(text, value);
        },
      };
      const run = last.then(async () => {
        try {
          return await work(transaction);
        } catch (error) {
          while (undo.length > 0) undo.pop()?.();
          throw error;
        }
      });
      last = run.catch(() => undefined);
      return run;
    },
    close: async () => undefined,
  };
}
