import { createIndexedDbStore } from './indexed-db.ts';
import type { IndexedDbStore } from './indexed-db.ts';
import { createMemoryStore } from './memory.ts';
import { StorageError } from './storage-error.ts';
import { createStorageProblem } from './storage-problem.ts';
import type { Store } from './store.ts';

/** What the `storage` option takes. */
export type StorageOption = 'indexeddb' | 'memory' | Store;

/**
 * Chooses the store: IndexedDB if it exists, else memory. If IndexedDB cannot be opened (private mode, blocked, no
 * space), it says so once and goes on in memory. A database that is damaged or of a newer version is no such case: its
 * state exists, and calls fail until it can be used.
 * @param option the `storage` option; if left out, the best there is.
 * @param name of the database.
 */
export function openStore(option: StorageOption | undefined, name: string): Store {
  if (typeof option === 'object') return option;
  if (option === 'memory' || (option === undefined && !hasIndexedDb())) return createMemoryStore();
  return withFallback(createIndexedDbStore(name), name);
}

function withFallback(database: IndexedDbStore, name: string): Store {
  const problem = createStorageProblem();
  let store: Store = database;
  let opening: Promise<void> | undefined;
  // Only the first opening falls back: later there may be state in the database, and a failure must be known.
  const opened = (): Promise<void> =>
    (opening ??= database.open().catch((error: unknown) => {
      // Each transaction fails with it.
      if (error instanceof StorageError) return;
      store = createMemoryStore();
      problem.report(
        `The IndexedDB database "${name}" cannot be opened. The state is in memory, and gone with the page: emulator.storage.persistent is false.`,
        error,
      );
    }));
  return {
    get kind() {
      return store.kind;
    },
    get persistent() {
      return store.persistent;
    },
    get problem() {
      return problem.message ?? store.problem;
    },
    async transaction(mode, work) {
      await opened();
      return await store.transaction(mode, work);
    },
    async erase() {
      await opened();
      await store.erase?.();
    },
    close: () => store.close(),
  };
}

/** In a sandboxed frame even to ask for it throws. */
function hasIndexedDb(): boolean {
  try {
    return typeof indexedDB !== 'undefined';
  } catch {
    return false;
  }
}
