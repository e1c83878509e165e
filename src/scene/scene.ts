import type { Clock } from '../controls/clock.ts';
import type { LimitsControl } from '../controls/limits.ts';
import type { WatchedStore } from '../controls/watch.ts';
import type { Ids } from '../ids/ids.ts';
import type { Rules } from '../resources/rules.ts';
import type { Scope } from '../resources/scope.ts';
import { StorageError } from '../store/storage-error.ts';
import type { Store, Transaction } from '../store/store.ts';
import { readFixture, seedFixture } from './fixture.ts';
import type { Fixture, SeededGroup } from './fixture.ts';
import { readSnapshot, restoreSnapshot, takeSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** What a scene is set up with. */
export interface SceneParts {
  readonly store: Pick<WatchedStore, 'transaction' | 'erase'>;
  /** The `fixture` option. */
  readonly fixture: Fixture | undefined;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly limits: LimitsControl;
  readonly ids: Ids;
  /** Where a fixture's groups belong, unless they name another account or region. */
  readonly scope: Scope;
}

/** State in and out as a whole. */
export interface Scene {
  /** A transaction on the state, with the `fixture` option in it. */
  readonly transaction: Store['transaction'];
  seed(fixture: Fixture): Promise<readonly SeededGroup[]>;
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
}

/** Keeps the scene of one emulator. */
export function createScene(parts: SceneParts): Scene {
  const { store, fixture, ids } = parts;
  let begun: Promise<void> | undefined;

  const begin = (): Promise<void> =>
    (begun ??= bringIn(parts).catch((error: unknown) => {
      begun = undefined;
      throw error;
    }));

  const transaction: Store['transaction'] = async (mode, work) => {
    if (fixture !== undefined) await begin();
    return await store.transaction(mode, work);
  };

  return {
    transaction,
    async seed(more) {
      const work = prepare(parts, more);
      return structuredClone(await transaction('write', work));
    },
    async reset() {
      await replaceAll(parts, prepare(parts, fixture));
      ids.requests = 0;
    },
    snapshot: () => transaction('read', (open) => takeSnapshot(open, ids.requests)),
    async restore(given) {
      const snapshot = readSnapshot(given);
      await store.transaction('write', (open) => restoreSnapshot(open, snapshot));
      ids.requests = snapshot.ids.requests;
    },
  };
}

/** Work that brings a fixture in. */
type Seeding = (transaction: Transaction) => readonly SeededGroup[];

/** Checks a fixture, and gives the work that brings it in. */
function prepare(
  { clock, ids, limits, rules, scope }: SceneParts,
  fixture: Fixture = { groups: [] },
): Seeding {
  const groups = readFixture(fixture);
  const now = clock.now();
  return (transaction) =>
    seedFixture(groups, { transaction, now, ids, limits: limits.current(), rules, scope });
}

/** Brings in the fixture once, unless another emulator has brought it into this state. */
async function bringIn(parts: SceneParts): Promise<void> {
  const seed = prepare(parts, parts.fixture);
  await parts.store.transaction('write', (transaction) => {
    if (transaction.recall('begun', []) === true) return;
    seed(transaction);
    transaction.note('begun', [], true);
  });
}

/** Empties the state and brings a fixture in, at once. */
async function replaceAll({ store }: SceneParts, seed: Seeding): Promise<void> {
  const replace = (): Promise<void> =>
    store.transaction('write', (transaction) => {
      transaction.clear();
      seed(transaction);
      transaction.note('begun', [], true);
    });
  await replace().catch(async (error: unknown) => {
    // A full or damaged store works again once it is empty. Any other failure leaves the state as it is.
    const isMended = error instanceof StorageError && ['full', 'damaged'].includes(error.reason);
    if (!isMended || store.erase === undefined) throw error;
    await store.erase();
    await replace();
  });
}
