import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { StorageError } from './storage-error.ts';
import { realTimers } from '../within.ts';
import type { Changes, StoredRecord } from './tables.ts';

/** One write, as the log keeps it. */
export interface Revision {
  readonly revision: number;
  readonly changes: Changes;
}

/** The object stores. `records` holds all records as of some revision in the log, or of the one before the first. */
export interface Schema extends DBSchema {
  records: { key: string; value: StoredRecord };
  log: { key: number; value: Revision };
}

export type Database = IDBPDatabase<Schema>;

/** What the owner of a connection is told. */
export interface ConnectionEvents {
  /** Opening takes long: somebody is in the way, or the browser is slow; nothing tells which. May be called more than once. */
  onWaiting(): void;
  /** The connection must be closed, or has been: another tab deletes or upgrades the database, or the browser took it. */
  onLost(): void;
}

/** 1 knew no APIs; what it kept is read as it is. */
const VERSION = 2;

/** After how many milliseconds without an answer somebody is told that opening has to wait. */
const WAITING_NOTICE = 1000;

// Not as methods: a browser's know no other owner than the window.
const { setTimeout: startTimer, clearTimeout: stopTimer } = realTimers;

/**
 * Opens the database, and creates it if there is none. Waits as long as another tab deletes or upgrades it.
 * @throws {StorageError} `newer`
 */
export async function openDatabase(name: string, events: ConnectionEvents): Promise<Database> {
  // A deletion that waits for other tabs gives no event here.
  const notice = startTimer(events.onWaiting, WAITING_NOTICE);
  try {
    return await openDB<Schema>(name, VERSION, {
      upgrade(database, oldVersion) {
        if (oldVersion > 0) return;
        database.createObjectStore('records', { keyPath: 'id' });
        database.createObjectStore('log', { keyPath: 'revision' });
      },
      blocked: events.onWaiting,
      blocking: events.onLost,
      terminated: events.onLost,
    });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'VersionError') throw error;
    throw new StorageError(
      'newer',
      `The IndexedDB database "${name}" was made by a newer version of cloudapi-emulator. Update cloudapi-emulator, use another \`name\`, or delete the database.`,
      { cause: error },
    );
  } finally {
    stopTimer(notice);
  }
}

/** Whether the browser has refused a write because there is no space left. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
