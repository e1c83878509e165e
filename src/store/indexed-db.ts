import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Store, Transaction } from './store.ts';
import { createTables } from './tables.ts';
import type { Changes, StoredRecord, Tables } from './tables.ts';

interface Schema extends DBSchema {
  records: { key: string; value: StoredRecord };
  /** Which records each revision changed; only the latest revisions are kept. */
  log: { key: number; value: { readonly revision: number; readonly ids: readonly string[] } };
}

/** The database with this page's picture of it. */
interface Session {
  readonly database: IDBPDatabase<Schema>;
  readonly tables: Tables;
  /** Up to which revision the tables are true. */
  revision: number;
  isOpen: boolean;
}

const VERSION = 1;

/** How many revisions the log keeps at least. A page that is further behind reads everything anew. */
const KEPT_REVISIONS = 64;

/**
 * Makes a store in an IndexedDB database, opened on first use. Each page keeps all rows in memory, and a
 * transaction runs there. What it wrote becomes the next revision of the database: one write that the database
 * refuses where another page has made that revision already. Then the page catches up and runs the work again.
 * So a call waits for IndexedDB once, and its checks and its writes still hold together over all tabs.
 *
 * Errors of the database reach the caller of `transaction` as they are.
 * @param name of the database: two names on one origin stay apart.
 */
export function createIndexedDbStore(name: string): Store & { open(): Promise<void> } {
  let opening: Promise<Session> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const connect = (): Promise<Session> => {
    opening ??= openSession(name, close).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  function close(): void {
    opening?.then(end, () => undefined);
    opening = undefined;
  }

  async function run<Result>(
    mode: 'read' | 'write',
    work: (transaction: Transaction) => Result,
  ): Promise<Result> {
    for (;;) {
      const session = await connect();
      const { transaction, changes, undo } = session.tables.begin();
      let outcome: () => Result;
      try {
        const result = work(transaction);
        outcome = () => result;
        if (mode === 'read' && changes.size > 0) throw new Error('A transaction of mode "read" has written.');
      } catch (error) {
        undo();
        outcome = () => {
          throw error;
        };
      }
      let isTrue: boolean;
      try {
        // Where nothing was written, all that is left to know is that what was read is not of yesterday.
        isTrue = changes.size === 0 ? (await catchUp(session)) === 'no news' : await commit(session, changes);
        if (!isTrue) {
          undo();
          if ((await catchUp(session)) === 'too much news') close();
        }
      } catch (error) {
        undo();
        // Where another page has had the connection closed meanwhile, a new one serves as well.
        if (session.isOpen) throw error;
        continue;
      }
      if (isTrue) return outcome();
    }
  }

  return {
    kind: 'indexeddb',
    persistent: true,
    open: async () => void (await connect()),
    transaction(mode, work) {
      const next = last.then(() => run(mode, work));
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      await last;
      close();
    },
  };
}

function end(session: Session): void {
  session.isOpen = false;
  session.database.close();
}

async function openSession(name: string, close: () => void): Promise<Session> {
  const database = await openDB<Schema>(name, VERSION, {
    upgrade(created) {
      created.createObjectStore('records', { keyPath: 'id' });
      created.createObjectStore('log', { keyPath: 'revision' });
    },
    // Another page wants to delete or to upgrade the database, or it was taken away: open again on the next call.
    blocking: close,
    terminated: close,
  });
  const tables = createTables();
  const transaction = database.transaction(['records', 'log']);
  const [records, newest] = await Promise.all([
    transaction.objectStore('records').getAll(),
    transaction.objectStore('log').openKeyCursor(null, 'prev'),
  ]);
  tables.apply(new Map(records.map((record) => [record.id, record])));
  return { database, tables, revision: newest?.key ?? 0, isOpen: true };
}

/** Brings the tables up to the database's last revision, unless the log begins too late for that. */
async function catchUp(session: Session): Promise<'no news' | 'news' | 'too much news'> {
  const transaction = session.database.transaction(['records', 'log']);
  const entries = await transaction.objectStore('log').getAll(IDBKeyRange.lowerBound(session.revision, true));
  const [first] = entries;
  if (first === undefined) return 'no news';
  if (first.revision !== session.revision + 1) return 'too much news';
  const ids = [...new Set(entries.flatMap((entry) => entry.ids))];
  const records = await Promise.all(ids.map((id) => transaction.objectStore('records').get(id)));
  session.tables.apply(new Map(ids.map((id, index) => [id, records[index]])));
  session.revision += entries.length;
  return 'news';
}

/** Keeps changes as the next revision. @returns false where another page has made that revision before. */
async function commit(session: Session, changes: Changes): Promise<boolean> {
  const revision = session.revision + 1;
  const transaction = session.database.transaction(['records', 'log'], 'readwrite', {
    durability: 'relaxed',
  });
  const log = transaction.objectStore('log');
  const records = transaction.objectStore('records');
  let taken = false;
  // None is waited for by itself: one that fails ends the transaction, and `done` says why.
  const requests: Promise<unknown>[] = [
    log.add({ revision, ids: [...changes.keys()] }).catch((error: DOMException) => {
      taken = error.name === 'ConstraintError';
    }),
  ];
  for (const [id, record] of changes) {
    requests.push(record === undefined ? records.delete(id) : records.put(record));
  }
  if (revision % KEPT_REVISIONS === 0) {
    requests.push(log.delete(IDBKeyRange.upperBound(revision - KEPT_REVISIONS)));
  }
  for (const request of requests) request.catch(() => undefined);
  transaction.commit();
  try {
    await transaction.done;
  } catch (error) {
    if (taken) return false;
    throw error;
  }
  session.revision = revision;
  return true;
}
