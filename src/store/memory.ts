import type { Store } from './store.ts';
import { createTables } from './tables.ts';

/** Makes a store that lives as long as the page or the process. */
export function createMemoryStore(): Store {
  const tables = createTables();
  return {
    kind: 'memory',
    persistent: false,
    async transaction(_mode, work) {
      const { transaction, undo } = tables.begin();
      try {
        return work(transaction);
      } catch (error) {
        undo();
        throw error;
      }
    },
    close: async () => undefined,
  };
}
