import { createIndexedDbStore } from './indexed-db.ts';
import { createMemoryStore } from './memory.ts';
import type { Store } from './store.ts';

/** What the `storage` option takes. */
export type StorageOption = 'indexeddb' | 'memory' | Store;

/**
 * Chooses the store: IndexedDB where it exists, else memory. Where IndexedDB cannot be opened (private mode,
 * blocked, no space), it says so once and goes on in memory.
 * @param option the `storage` option; left out, the best there is.
 * @param name of the database.
 */
export function openStore(option: StorageOption | undefined, name: string): Store {
  if (typeof option === 'object') return option;
  if (option === 'memory' || (option === undefined && !hasIndexedDb())) return createMemoryStore();
  return withFallback(createIndexedDbStore(name), name);
}

function withFallback(database: ReturnType<typeof createIndexedDbStore>, name: string): Store {
  let store: Store = database;
  let opening: Promise<void> | undefined;
  // Only the first opening falls back: later there may be state in the database, and a failure must be known.
  const opened = (): Promise<void> =>
    (opening ??= database.open().catch((error: unknown) => {
      // Before the warning, because a test set-up may let the console throw.
      store = createMemoryStore();
      console.warn(
        `[cloudapi-emulator] The IndexedDB database "${name}" cannot be opened. The state is in memory, and gone with the page: emulator.storage.persistent is false.`,
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
    async transaction(mode, work) {
      // Its own failure is only that of the warning.
      await opened().catch(() => undefined);
      return await store.transaction(mode, work);
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
