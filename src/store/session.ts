import { openDatabase } from './database.ts';
import type { ConnectionEvents, Database, Revision } from './database.ts';
import { StorageError } from './storage-error.ts';
import { readRecords, readRevision } from './stored-record.ts';
import { createTables } from './tables.ts';
import type { Changes, Tables } from './tables.ts';

/** A connection to the database, and what this page knows of it. */
export interface Session {
  readonly database: Database;
  readonly tables: Tables;
  /** The revision that the tables are at; `undefined` for a log that is empty. */
  revision: number | undefined;
  /** How many revisions the log has, as far as this page knows. */
  logLength: number;
  /** What the tables have and the log had no space for: written with the next revision. */
  deferred: Changes;
  /** Whether nobody has closed the connection. */
  isOpen: boolean;
}

/** How the tables compare with the database, after a look at the log. */
export type Freshness = 'current' | 'caughtUp' | 'tooFarBehind';

/**
 * Opens the database and reads everything.
 * @throws {StorageError} `damaged`, `newer`
 */
export async function openSession(name: string, events: ConnectionEvents): Promise<Session> {
  const database = await openDatabase(name, events);
  const tables = createTables();
  const session: Session = {
    database,
    tables,
    revision: undefined,
    logLength: 0,
    deferred: new Map(),
    isOpen: true,
  };
  try {
    const transaction = database.transaction(['records', 'log']);
    // Its failure is that of the requests.
    transaction.done.catch(() => undefined);
    try {
      const [records, log] = await Promise.all([
        transaction.objectStore('records').getAll(),
        transaction.objectStore('log').getAll(),
      ]);
      advance(session, readRecords(records), log);
    } catch (error) {
      // Aborted by the browser, which says nothing about the data.
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw damaged(name, error);
    }
    return session;
  } catch (error) {
    endSession(session);
    throw error;
  }
}

export function endSession(session: Session): void {
  session.isOpen = false;
  session.database.close();
}

/** Brings the tables up to the newest revision, unless the log no longer has the revision that they are at. */
export async function catchUp(session: Session): Promise<Freshness> {
  const transaction = session.database.transaction('log');
  transaction.done.catch(() => undefined);
  const keys = await transaction.store.getAllKeys(since(session.revision));
  if (isHead(keys, session.revision)) return 'current';
  if (keys[0] !== session.revision) return 'tooFarBehind';
  const news = await transaction.store.getAll(IDBKeyRange.lowerBound(session.revision, true));
  try {
    advance(session, new Map(), news);
  } catch {
    // Reading everything anew tells whether the database is damaged or only this page's picture of it.
    return 'tooFarBehind';
  }
  return 'caughtUp';
}

/**
 * Writes a revision: the one write that a call waits for.
 * @returns false if nothing was written because another page has written since
 */
export async function append(session: Session, changes: Changes): Promise<boolean> {
  const revision: Revision = {
    revision: nextRevision(session.revision),
    changes: session.deferred.size === 0 ? changes : new Map([...session.deferred, ...changes]),
  };
  const transaction = session.database.transaction('log', 'readwrite', { durability: 'relaxed' });
  const { store, done } = transaction;
  let isStale = false;
  const checked = store.getAllKeys(since(session.revision)).then((keys): void => {
    isStale = !isHead(keys, session.revision);
    if (isStale) transaction.abort();
    return undefined;
  });
  // Each failure is looked at below, where it matters.
  for (const promise of [checked, done]) promise.catch(() => undefined);
  let refusal: unknown;
  const adding = store.add(revision).catch((error: unknown) => {
    refusal = error;
    throw error;
  });
  try {
    // Committed here, the database does not first ask whether there is more to come. Before the success of `add`, Firefox
    // would complete the transaction even if `add` fails, and WebKit would tell no reason.
    await Promise.all([checked, adding.then(() => transaction.commit()), done]);
  } catch (error) {
    const cause = [transaction.error, refusal, error].find(isCause);
    if (isStale || cause === undefined) return false;
    if (cause instanceof Error && cause.name === 'ConstraintError') return false;
    throw cause;
  }
  session.revision = revision.revision;
  session.logLength += 1;
  session.deferred = new Map();
  return true;
}

/** The keys from a revision on. */
export function since(revision: number | undefined): IDBKeyRange | undefined {
  return revision === undefined ? undefined : IDBKeyRange.lowerBound(revision);
}

/** Whether the keys from a revision on show that it is still the newest one; `undefined` is that of an empty log. */
export function isHead(keys: readonly number[], revision: number | undefined): boolean {
  return keys.length <= 1 && keys[0] === revision;
}

/** What went wrong, as opposed to what only follows from it: all requests of an aborted transaction fail. */
function isCause(error: unknown): boolean {
  return error instanceof Error || error instanceof DOMException ? error.name !== 'AbortError' : false;
}

/**
 * Rises by a random step, so that no number comes twice, also if the newest revision or the whole log was deleted.
 * Otherwise a page that knows the deleted one would take the new one for it.
 */
function nextRevision(revision: number | undefined): number {
  // 24 bits leave room for a billion revisions below 2 ** 53. The array has one element.
  return (revision ?? 0) + 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! >>> 8);
}

/** Takes over records, and revisions that follow on them. */
function advance(session: Session, records: Changes, log: readonly unknown[]): void {
  const revisions = log.map(readRevision);
  // The records may already hold what the log repeats. In between, two rows might seem to have one name.
  const changes = new Map([records, ...revisions.map((each) => each.changes)].flatMap((each) => [...each]));
  session.tables.apply(changes);
  session.revision = revisions.at(-1)?.revision ?? session.revision;
  session.logLength += revisions.length;
  // What another page has written since counts.
  session.deferred = new Map([...session.deferred].filter(([id]) => !changes.has(id)));
}

function damaged(name: string, cause: unknown): StorageError {
  const found = cause instanceof Error ? cause.message : String(cause);
  return new StorageError(
    'damaged',
    `The IndexedDB database "${name}" is damaged (${found}). Calls fail, and nothing in it is deleted, until you call emulator.reset(), which empties it.`,
    { cause },
  );
}
