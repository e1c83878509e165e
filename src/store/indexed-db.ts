import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { keyOf, shapes } from './store.ts';
import type { Key, Notes, Rows, Store, TableName, TableShape, Transaction } from './store.ts';

/** A row beside the keys of its indexes. */
interface Entry<Row> {
  readonly row: Row;
  readonly key: Key;
  readonly name: Key;
  readonly partition: Key;
  readonly sequence: number;
  /** The partition, then the order and the sequence: oldest first. */
  readonly oldest: Key;
  /** The same with both negated, because IndexedDB reads many rows at once only forwards. */
  readonly newest: Key;
}

/** How many rows a partition holds, because IndexedDB's own count walks over all of them. */
interface Partition {
  readonly count: number;
  readonly sequence: number;
}

interface TableSchema<Row> {
  key: Key & IDBValidKey;
  value: Entry<Row>;
  indexes: { name: Key & IDBValidKey; oldest: Key & IDBValidKey; newest: Key & IDBValidKey };
}

interface Schema extends DBSchema {
  groups: TableSchema<Rows['groups']>;
  models: TableSchema<Rows['models']>;
  /** Keys begin with the kind of note. */
  notes: { key: Key & IDBValidKey; value: Partition | Notes[keyof Notes] };
}

const VERSION = 1;
const TABLES = ['groups', 'models'] as const satisfies readonly TableName[];
const STORES = [...TABLES, 'notes'] as const;

type Open = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

/** IndexedDB takes arrays as keys, but its types do not take readonly ones. */
const toKey = (key: Key): Key & IDBValidKey => key as Key & IDBValidKey;

/** All keys that begin with these parts and go on with a number. */
function beginningWith(parts: Key, from?: Key): IDBKeyRange {
  return IDBKeyRange.bound(toKey(from ?? [...parts, -Infinity]), toKey([...parts, Infinity, Infinity]));
}

function entryOf<Row>(shape: TableShape<Row>, row: Row, sequence: number): Entry<Row> {
  const partition = keyOf(row, shape.partition);
  const order = row[shape.order] as number;
  return {
    row,
    key: keyOf(row, shape.key),
    name: keyOf(row, shape.name),
    partition,
    sequence,
    oldest: [...partition, order, sequence],
    newest: [...partition, -order, -sequence],
  };
}

/** One table's types stand for both, because idb cannot follow a generic table name through its own. */
function shapeOf(table: TableName): TableShape<Rows['groups']> {
  return shapes[table] as unknown as TableShape<Rows['groups']>;
}

function rowOf<Name extends TableName>(entry: Entry<Rows['groups']> | undefined): Rows[Name] | undefined {
  return entry?.row as Rows[Name] | undefined;
}

function createTransaction(open: Open): Transaction {
  const store = <Name extends TableName>(table: Name) =>
    // As in shapeOf.
    open.objectStore(table as 'groups') as unknown as ReturnType<typeof open.objectStore<'groups'>>;
  const notes = open.objectStore('notes');
  const partitionOf = async (table: TableName, partition: Key): Promise<Partition> =>
    // Under this kind there are partitions only.
    ((await notes.get(toKey(['partition', table, ...partition]))) as Partition | undefined) ?? {
      count: 0,
      sequence: 0,
    };
  const putPartition = (table: TableName, partition: Key, value: Partition): Promise<unknown> =>
    notes.put(value, toKey(['partition', table, ...partition]));

  return {
    async get(table, key) {
      return rowOf(await store(table).get(toKey(key)));
    },
    async find(table, name) {
      return rowOf(await store(table).index('name').get(toKey(name)));
    },
    async list(table, partition, { direction = 'descending', offset = 0, limit } = {}) {
      const index = store(table).index(direction === 'ascending' ? 'oldest' : 'newest');
      let from: Key | undefined;
      if (offset > 0) {
        const cursor = await index.openKeyCursor(beginningWith(partition));
        from = (await cursor?.advance(offset))?.key;
        if (from === undefined) return [];
      }
      const entries = await index.getAll(beginningWith(partition, from), limit);
      // The rows are of the table that was asked.
      return entries.map((entry) => entry.row) as never;
    },
    async count(table, partition) {
      return (await partitionOf(table, partition)).count;
    },
    async insert(table, row) {
      const shape = shapeOf(table);
      const key = keyOf(row as Rows['groups'], shape.partition);
      const { count, sequence } = await partitionOf(table, key);
      await Promise.all([
        store(table).add(entryOf(shape, row as Rows['groups'], sequence + 1)),
        putPartition(table, key, { count: count + 1, sequence: sequence + 1 }),
      ]);
    },
    async update(table, row) {
      const shape = shapeOf(table);
      const old = await store(table).get(toKey(keyOf(row as Rows['groups'], shape.key)));
      if (old === undefined) throw new Error(`No row of ${table} has the key of ${JSON.stringify(row)}.`);
      await store(table).put(entryOf(shape, row as Rows['groups'], old.sequence));
    },
    async remove(table, key) {
      const old = await store(table).get(toKey(key));
      if (old === undefined) return;
      const { count, sequence } = await partitionOf(table, old.partition);
      await Promise.all([
        store(table).delete(toKey(key)),
        putPartition(table, old.partition, { count: count - 1, sequence }),
      ]);
    },
    async recall(kind, key) {
      // Under this kind there are its notes only.
      return (await notes.get(toKey([kind, ...key]))) as never;
    },
    async note(kind, key, value) {
      await notes.put(value, toKey([kind, ...key]));
    },
  };
}

/**
 * Makes a store in an IndexedDB database, opened on first use.
 * Errors of the database reach the caller of `transaction` as they are.
 * @param name of the database: two names on one origin stay apart.
 */
export function createIndexedDbStore(name: string): Store & { open(): Promise<void> } {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  const close = async (): Promise<void> => {
    const database = opening;
    opening = undefined;
    (await database?.catch(() => undefined))?.close();
  };

  const connect = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade(database) {
        for (const table of TABLES) {
          const store = database.createObjectStore(table, { keyPath: 'key' });
          store.createIndex('name', 'name', { unique: true });
          store.createIndex('oldest', 'oldest');
          store.createIndex('newest', 'newest');
        }
        database.createObjectStore('notes');
      },
      // Another tab wants to delete or to upgrade the database: let it, and open again on the next call.
      blocking: () => void close(),
      terminated: () => {
        opening = undefined;
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    kind: 'indexeddb',
    persistent: true,
    open: async () => void (await connect()),
    async transaction(mode, work) {
      const idbMode = mode === 'write' ? 'readwrite' : 'readonly';
      let transaction;
      try {
        transaction = (await connect()).transaction(STORES, idbMode);
      } catch (error) {
        // The connection was closed for another tab between the two calls: open it anew, once.
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
        await close();
        transaction = (await connect()).transaction(STORES, idbMode);
      }
      // The promise is awaited below; until then a failure of the transaction must not go unhandled.
      transaction.done.catch(() => undefined);
      try {
        // A reading transaction has no writing methods in idb's types; the contract's modes say the same.
        const result = await work(createTransaction(transaction as unknown as Open));
        await transaction.done;
        return result;
      } catch (error) {
        try {
          transaction.abort();
        } catch {
          // It has ended already, through the very error that is on its way.
        }
        throw error;
      }
    },
    close,
  };
}
