import { deleteDB } from 'idb';
import { checkpoint, KEPT_REVISIONS } from './checkpoint.ts';
import { isQuotaError, openDatabase } from './database.ts';
import type { ConnectionEvents } from './database.ts';
import { keepOnFullDisk } from './full-disk.ts';
import { append, catchUp, endSession, openSession } from './session.ts';
import type { Freshness, Session } from './session.ts';
import { StorageError } from './storage-error.ts';
import { createStorageProblem } from './storage-problem.ts';
import type { Store, Transaction } from './store.ts';
import type { Changes, Tables } from './tables.ts';

/** How often one call opens the database again after its connection was lost. */
const MAX_LOST_CONNECTIONS = 10;

/** The store with what only `openStore` needs. */
export interface IndexedDbStore extends Store {
  /** Opens the database, as the first transaction does otherwise. */
  open(): Promise<void>;
  erase(): Promise<void>;
}

/**
 * Makes a store in an IndexedDB database, opened on first use. Each page keeps all rows in memory, and a
 * transaction runs there. What it wrote becomes the next revision in the database's log, in one write that gives up
 * if another page has written since. Then the page catches up and runs the work again. So a call waits for IndexedDB
 * once, and its checks and its writes still hold together over all tabs.
 *
 * What the user can do something about is a StorageError; other errors of the database reach the caller of
 * `transaction` as they are.
 * @param name of the database: two names on one origin stay apart.
 */
export function createIndexedDbStore(name: string): IndexedDbStore {
  const problem = createStorageProblem();
  let opening: Promise<Session> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const close = (): void => {
    opening?.then(endSession, () => undefined);
    opening = undefined;
  };
  const events: ConnectionEvents = {
    onWaiting: () =>
      problem.report(
        `Calls wait for the IndexedDB database "${name}": another tab deletes or upgrades it, or keeps it from that. They go on when it is done. Close other tabs of this site if it takes long.`,
      ),
    onLost: close,
  };

  const report = (error: unknown): void => {
    if (error instanceof StorageError) problem.report(error.message);
  };

  async function open(): Promise<Session> {
    try {
      const session = await openSession(name, events);
      problem.resolve();
      return session;
    } catch (error) {
      opening = undefined;
      report(error);
      throw error;
    }
  }
  const connect = (): Promise<Session> => (opening ??= open());

  /** Keeps what a transaction wrote, and tells whether the disk is full. */
  async function keep(session: Session, changes: Changes): Promise<boolean> {
    try {
      const isKept = await write(session, changes);
      if (session.deferred.size > 0) problem.report(fullError(name).message);
      else if (isKept) problem.resolve();
      return isKept;
    } catch (error) {
      report(error);
      throw error;
    }
  }

  /** @returns false if the page's picture of the database is no longer true */
  async function write(session: Session, changes: Changes): Promise<boolean> {
    try {
      if (!(await append(session, changes))) return false;
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      return await keepOnFullDisk(session, changes, fullError(name, error));
    }
    if (session.logLength >= 2 * KEPT_REVISIONS) {
      // If it fails the log only grows, and the next checkpoint does what this one did not.
      await checkpoint(session.database).then(
        (length) => void (session.logLength = length),
        () => undefined,
      );
    }
    return true;
  }

  /** Keeps what an attempt wrote, or takes it back and catches up. */
  async function settle(session: Session, { changes, undo }: Attempt<unknown>): Promise<Freshness | 'kept'> {
    const hasWritten = changes.size > 0;
    if (hasWritten && (await keep(session, changes))) return 'kept';
    undo();
    const freshness = await catchUp(session);
    // If nothing was written, it is enough that the data read was current.
    return freshness === 'current' && !hasWritten ? 'kept' : freshness;
  }

  /** Runs the work again and again, until what it read was current when what it wrote was kept. */
  async function run<Result>(
    mode: 'read' | 'write',
    work: (transaction: Transaction) => Result,
  ): Promise<Result> {
    let lostConnections = 0;
    /** The revision at which everything was read anew, if that did not help. */
    let reopenedAt: number | 'empty' | undefined;
    for (;;) {
      const session = await connect();
      const attempted = attempt(session.tables, mode, work);
      let settled: Freshness | 'kept';
      try {
        settled = await settle(session, attempted);
      } catch (error) {
        attempted.undo();
        // If another page has had the connection closed meanwhile, a new one serves as well.
        if (session.isOpen || lostConnections === MAX_LOST_CONNECTIONS) throw error;
        lostConnections += 1;
        continue;
      }
      if (settled === 'kept') return attempted.outcome();
      if (settled === 'caughtUp') continue;
      // The write was refused although nobody else has written, or the log has lost what this page knows.
      const at = session.revision ?? 'empty';
      if (reopenedAt === at) throw refusedError(name);
      reopenedAt = at;
      close();
    }
  }

  async function erase(): Promise<void> {
    close();
    await emptyDatabase(name, events);
    problem.resolve();
  }

  function enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = queue.then(task);
    queue = result.catch(() => undefined);
    return result;
  }

  return {
    kind: 'indexeddb',
    persistent: true,
    get problem() {
      return problem.message;
    },
    open: async () => void (await connect()),
    transaction: (mode, work) => enqueue(() => run(mode, work)),
    erase: () => enqueue(erase),
    async close() {
      await queue;
      close();
    },
  };
}

/** What running the work on the tables came to: a result or an error, not yet kept. */
interface Attempt<Result> {
  /** @throws what the work has thrown */
  outcome(): Result;
  readonly changes: Changes;
  undo(): void;
}

function attempt<Result>(
  tables: Tables,
  mode: 'read' | 'write',
  work: (transaction: Transaction) => Result,
): Attempt<Result> {
  const { transaction, changes, undo } = tables.begin();
  try {
    const result = work(transaction);
    if (mode === 'read' && changes.size > 0) throw new Error('A "read" has written.');
    return { outcome: () => result, changes, undo };
  } catch (error) {
    undo();
    const outcome = (): never => {
      throw error;
    };
    return { outcome, changes, undo };
  }
}

async function emptyDatabase(name: string, events: ConnectionEvents): Promise<void> {
  const database = await openDatabase(name, events);
  try {
    const transaction = database.transaction(['records', 'log'], 'readwrite');
    await Promise.all([
      transaction.objectStore('records').clear(),
      transaction.objectStore('log').clear(),
      transaction.done,
    ]);
    database.close();
  } catch {
    // Too damaged even for that.
    database.close();
    await deleteDB(name, { blocked: events.onWaiting });
  }
}

function fullError(name: string, cause?: unknown): StorageError {
  return new StorageError(
    'full',
    `The browser has no space left for the IndexedDB database "${name}". What was kept is safe and can be read. Delete groups or models, call emulator.reset(), or free space in the browser or on the disk.`,
    { cause },
  );
}

function refusedError(name: string): StorageError {
  return new StorageError(
    'refused',
    `The IndexedDB database "${name}" refuses to be written, and gives no reason. Reload the page. If that does not help, delete the database.`,
  );
}
