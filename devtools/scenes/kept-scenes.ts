import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Snapshot } from '../../src/index.ts';

/** A state that was saved under a name. */
export interface KeptScene {
  readonly name: string;
  /** Milliseconds since 1970, by the machine's clock. */
  readonly saved: number;
  /** Whether the panel saved it itself, before it replaced the state. */
  readonly isAutomatic: boolean;
  readonly snapshot: Snapshot;
}

interface Scenes extends DBSchema {
  scenes: { key: string; value: KeptScene };
}

/** Scenes that the panel saves itself, at most; the oldest go. */
const MAX_AUTOMATIC = 5;

/** The saved scenes of this origin, in a database of their own. */
export class KeptScenes {
  #database: Promise<IDBPDatabase<Scenes>> | undefined;

  #open(): Promise<IDBPDatabase<Scenes>> {
    this.#database ??= openDB<Scenes>('cloudapi-emulator-devtools', 1, {
      upgrade: (database) => void database.createObjectStore('scenes', { keyPath: 'name' }),
      // Another tab's newer release must be able to upgrade it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return this.#database;
  }

  /** The newest first. */
  async list(): Promise<readonly KeptScene[]> {
    const scenes = await (await this.#open()).getAll('scenes');
    return scenes.toSorted((a, b) => b.saved - a.saved);
  }

  async save(scene: KeptScene): Promise<void> {
    const database = await this.#open();
    await database.put('scenes', scene);
    const automatic = (await this.list()).filter(({ isAutomatic }) => isAutomatic);
    for (const { name } of automatic.slice(MAX_AUTOMATIC)) await database.delete('scenes', name);
  }

  async remove(name: string): Promise<void> {
    await (await this.#open()).delete('scenes', name);
  }

  async close(): Promise<void> {
    (await this.#database)?.close();
    this.#database = undefined;
  }
}
