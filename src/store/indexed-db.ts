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
  const store = new IndexedDb(name);
  return {
    kind: 'indexeddb',
    persistent: true,
    get problem() {
      return store.problem;
    },
    open: () => store.open(),
    transaction: (mode, work) => store.transaction(mode, work),
    erase: () => store.erase(),
    close: () => store.close(),
  };
}

/** The store's state: its connection, its queue, and what is wrong with it. */
class IndexedDb {
  readonly #name: string;
  readonly #problem = createStorageProblem();
  readonly #events: ConnectionEvents;
  #opening: Promise<Session> | undefined;
  /** Ends with the transaction that came last. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(name: string) {
    this.#name = name;
    this.#events = {
      onWaiting: () =>
        this.#problem.report(
          `Calls wait for the IndexedDB database "${name}" to open: the browser is slow, or another tab deletes or upgrades it, or keeps it from that. They go on by themselves. Close other tabs of this site if it takes long.`,
        ),
      onLost: () => this.#disconnect(),
    };
  }

  get problem(): string | undefined {
    return this.#problem.message;
  }

  async open(): Promise<void> {
    await this.#connect();
  }

  transaction<Result>(mode: 'read' | 'write', work: (transaction: Transaction) => Result): Promise<Result> {
    return this.#enqueue(() => this.#run(mode, work));
  }

  erase(): Promise<void> {
    return this.#enqueue(async () => {
      this.#disconnect();
      await emptyDatabase(this.#name, this.#events);
      this.#problem.resolve();
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    this.#disconnect();
  }

  #enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(task);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #connect(): Promise<Session> {
    return (this.#opening ??= this.#open());
  }

  async #open(): Promise<Session> {
    try {
      const session = await openSession(this.#name, this.#events);
      this.#problem.resolve();
      return session;
    } catch (error) {
      this.#opening = undefined;
      this.#report(error);
      throw error;
    }
  }

  #disconnect(): void {
    this.#opening?.then(endSession, () => undefined);
    this.#opening = undefined;
  }

  #report(error: unknown): void {
    if (error instanceof StorageError) this.#problem.report(error.message);
  }

  /** Runs the work again and again, until what it read was current when what it wrote was kept. */
  async #run<Result>(mode: 'read' | 'write', work: (transaction: Transaction) => Result): Promise<Result> {
    let lostConnections = 0;
    /** The revision at which everything was read anew, if that did not help. */
    let reopenedAt: number | 'empty' | undefined;
    for (;;) {
      const session = await this.#connect();
      const attempted = attempt(session.tables, mode, work);
      let settled: Freshness | 'kept';
      try {
        settled = await this.#settle(session, attempted);
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
      if (reopenedAt === at) throw refusedError(this.#name);
      reopenedAt = at;
      this.#disconnect();
    }
  }

  /** Keeps what an attempt wrote, or takes it back and catches up. */
  async #settle(session: Session, { changes, undo }: Attempt<unknown>): Promise<Freshness | 'kept'> {
    const hasWritten = changes.size > 0;
    if (hasWritten && (await this.#keep(session, changes))) return 'kept';
    undo();
    const freshness = await catchUp(session);
    // If nothing was written, it is enough that the data read was current.
    return freshness === 'current' && !hasWritten ? 'kept' : freshness;
  }

  /** Keeps what a transaction wrote, and tells whether the disk is full. */
  async #keep(session: Session, changes: Changes): Promise<boolean> {
    try {
      const isKept = await this.#write(session, changes);
      if (session.deferred.size > 0) this.#problem.report(fullError(this.#name).message);
      else if (isKept) this.#problem.resolve();
      return isKept;
    } catch (error) {
      this.#report(error);
      throw error;
    }
  }

  /** @returns false if the page's picture of the database is no longer true */
  async #write(session: Session, changes: Changes): Promise<boolean> {
    try {
      if (!(await append(session, changes))) return false;
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      return await keepOnFullDisk(session, changes, fullError(this.#name, error));
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
