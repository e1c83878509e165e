import type { Store, Transaction } from './store.ts';
import { createTables } from './tables.ts';
import type { Changes, StoredRecord, Tables } from './tables.ts';

/** What the object store `log` holds: the newest revisions, each as it was written. */
export interface Revision {
  readonly revision: number;
  readonly changes: Changes;
}

/** The database with this page's picture of it. */
interface Session {
  readonly database: IDBDatabase;
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
        if (mode === 'read' && changes.size > 0) throw new Error('A "read" has written.');
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
  const database = await openDatabase(name);
  // Another page wants to delete or to upgrade the database, or it was taken away: open again on the next call.
  database.addEventListener('versionchange', close);
  database.addEventListener('close', close);
  const session: Session = { database, tables: createTables(), revision: 0, isOpen: true };
  try {
    const transaction = database.transaction(['records', 'log']);
    const [records, log] = await Promise.all([
      resultOf<StoredRecord[]>(transaction.objectStore('records').getAll()),
      resultOf<Revision[]>(transaction.objectStore('log').getAll()),
    ]);
    session.tables.apply(new Map(records.map((record) => [record.id, record])));
    advance(session, log);
    return session;
  } catch (error) {
    end(session);
    throw error;
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, VERSION);
  opening.addEventListener('upgradeneeded', () => {
    // The object store `records` holds all records as they were at some revision in the log, or at the one before it.
    opening.result.createObjectStore('records', { keyPath: 'id' });
    const log = opening.result.createObjectStore('log', { keyPath: 'revision' });
    // The revision before the first, so that the first too has one that it follows on.
    log.add({ revision: 0, changes: new Map() } satisfies Revision);
  });
  opening.addEventListener('blocked', () =>
    console.warn(
      `[cloudapi-emulator] Calls wait until other tabs let go of the IndexedDB database "${name}". Close them.`,
    ),
  );
  return resultOf(opening);
}

/** Waits for a request; what it gives is known by the object store that was asked. */
function resultOf<Result>(request: IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as Result));
    request.addEventListener('error', () => reject(request.error ?? aborted()));
  });
}

/** Waits until what a transaction wrote is kept. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? aborted()));
  });
}

function aborted(): DOMException {
  return new DOMException('The transaction was aborted.', 'AbortError');
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
  const log = session.database.transaction('log').objectStore('log');
  const news = await resultOf<Revision[]>(log.getAll(IDBKeyRange.lowerBound(session.revision, true)));
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
  if (revision % CHECKPOINT === 0) {
    await import('../later.ts')
      .then(({ checkpoint }) => checkpoint(session.database, revision - CHECKPOINT))
      .catch(() => undefined);
  }
  return true;
}

/** The one write that a call waits for. */
async function append(session: Session, revision: Revision): Promise<boolean> {
  const transaction = session.database.transaction('log', 'readwrite', { durability: 'relaxed' });
  const log = transaction.objectStore('log');
  // Where a checkpoint has dropped the revision that this one follows on, its own number may be free again.
  const before = log.getKey(revision.revision - 1);
  let isStale = false;
  before.addEventListener('success', () => {
    isStale = before.result === undefined;
    if (isStale) transaction.abort();
  });
  // Else the database would ask first whether there is more to come. Not before the success: Firefox completes a
  // transaction whose add fails after commit(), as if all were written, and WebKit aborts it without an error.
  log.add(revision).addEventListener('success', () => transaction.commit());
  try {
    await completed(transaction);
    return true;
  } catch (error) {
    if (isStale || (error as DOMException).name === 'ConstraintError') return false;
    throw error;
  }
}
