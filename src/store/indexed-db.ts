import { openDB, unwrap } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Store, Transaction } from './store.ts';
import { createTables } from './tables.ts';
import type { Changes, StoredRecord, Tables } from './tables.ts';

interface Revision {
  readonly revision: number;
  readonly changes: Changes;
}

interface Schema extends DBSchema {
  /** The newest revisions, each as it was written. */
  log: { key: number; value: Revision };
  /** All records as they were at some revision in the log, or at the one before it. */
  records: { key: string; value: StoredRecord };
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

/** After how many revisions the log is brought into the records. It keeps as many; a page further behind reads all anew. */
const CHECKPOINT = 64;

/**
 * Makes a store in an IndexedDB database, opened on first use. Each page keeps all rows in memory, and a
 * transaction runs there. What it wrote becomes the next revision in the database's log: one write that the
 * database refuses where another page has made that revision already. Then the page catches up and runs the work
 * again. So a call waits for IndexedDB once, and its checks and its writes still hold together over all tabs.
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
      // The revision before the first, so that the first too has one that it follows on.
      void created.createObjectStore('log', { keyPath: 'revision' }).add({ revision: 0, changes: new Map() });
    },
    blocked: () =>
      console.warn(
        `[cloudapi-emulator] Calls wait, because another page does not let go of the IndexedDB database "${name}". Close its tabs.`,
      ),
    // Another page wants to delete or to upgrade the database, or it was taken away: open again on the next call.
    blocking: close,
    terminated: close,
  });
  const session: Session = { database, tables: createTables(), revision: 0, isOpen: true };
  try {
    const transaction = database.transaction(['records', 'log']);
    const [records, log] = await Promise.all([
      transaction.objectStore('records').getAll(),
      transaction.objectStore('log').getAll(),
      transaction.done,
    ]);
    session.tables.apply(new Map(records.map((record) => [record.id, record])));
    advance(session, log);
    return session;
  } catch (error) {
    end(session);
    throw error;
  }
}

/** Takes over revisions that follow on the session's. */
function advance(session: Session, revisions: readonly Revision[]): void {
  for (const { revision, changes } of revisions) {
    session.tables.apply(changes);
    session.revision = revision;
  }
}

/** Brings the tables up to the database's last revision, unless the log begins too late for that. */
async function catchUp(session: Session): Promise<'no news' | 'news' | 'too much news'> {
  const transaction = session.database.transaction('log');
  // Nothing is written, so its end need not be waited for; where it fails, so does the reading.
  transaction.done.catch(() => undefined);
  const news = await transaction.store.getAll(IDBKeyRange.lowerBound(session.revision, true));
  const [first] = news;
  if (first === undefined) return 'no news';
  if (first.revision !== session.revision + 1) return 'too much news';
  advance(session, news);
  return 'news';
}

/** Keeps changes as the next revision. @returns false where another page has made that revision before. */
async function commit(session: Session, changes: Changes): Promise<boolean> {
  const revision = session.revision + 1;
  const isKept = await append(session, { revision, changes });
  if (!isKept) return false;
  session.revision = revision;
  // Where it fails the log only grows, and the next checkpoint does what this one did not.
  if (revision % CHECKPOINT === 0) await checkpoint(session, revision).catch(() => undefined);
  return true;
}

/** The one write that a call waits for. Without idb, whose promises for every request cost as much again. */
function append(session: Session, revision: Revision): Promise<boolean> {
  const transaction = unwrap(session.database).transaction('log', 'readwrite', { durability: 'relaxed' });
  const log = transaction.objectStore('log');
  // Where a checkpoint has dropped the revision that this one follows on, its own number may be free again.
  const before = log.getKey(revision.revision - 1);
  let isStale = false;
  before.addEventListener('success', () => {
    isStale = before.result === undefined;
    if (isStale) transaction.abort();
  });
  log.add(revision);
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve(true));
    transaction.addEventListener('abort', () => {
      const { error } = transaction;
      if (isStale || error?.name === 'ConstraintError') resolve(false);
      else reject(error ?? new DOMException('The transaction was aborted.', 'AbortError'));
    });
  });
}

/** Brings the log into the records, and drops the revisions that no page will ask for. */
async function checkpoint(session: Session, revision: number): Promise<void> {
  const transaction = session.database.transaction(['log', 'records'], 'readwrite');
  // Awaited below; where it fails before that, it is not to be an unhandled rejection.
  transaction.done.catch(() => undefined);
  const log = transaction.objectStore('log');
  const records = transaction.objectStore('records');
  const latest = new Map((await log.getAll()).flatMap(({ changes }) => Array.from(changes)));
  await Promise.all([
    ...[...latest].map(([id, record]) => (record === undefined ? records.delete(id) : records.put(record))),
    log.delete(IDBKeyRange.upperBound(revision - CHECKPOINT)),
    transaction.done,
  ]);
}
