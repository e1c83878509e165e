import type { Clock } from '../controls/clock.ts';
import type { LimitsControl } from '../controls/limits.ts';
import type { WatchedStore } from '../controls/watch.ts';
import type { Ids } from '../ids/ids.ts';
import type { Settings } from '../options.ts';
import { StorageError } from '../store/storage-error.ts';
import type { Store, Transaction } from '../store/store.ts';
import { readFixture, seedFixture } from './fixture.ts';
import type { Fixture, SeededGroup } from './fixture.ts';
import { readSnapshot, restoreSnapshot, takeSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** What a scene is set up with. */
export interface SceneParts {
  readonly state: Pick<WatchedStore, 'transaction' | 'erase'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly limits: LimitsControl;
  readonly ids: Ids;
  /** The account that a fixture's groups belong to, unless they name another. */
  readonly account: string;
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

export function createScene({ state, settings, clock, limits, ids, account }: SceneParts): Scene {
  let begun: Promise<void> | undefined;

  /** Checks a fixture, and gives the work that brings it in. */
  function prepare(fixture: Fixture = { groups: [] }): (transaction: Transaction) => readonly SeededGroup[] {
    const groups = readFixture(fixture);
    const now = clock.now();
    return (transaction) =>
      seedFixture(groups, {
        transaction,
        now,
        ids,
        limits: limits.current(),
        rules: settings.rules,
        scope: { account, region: settings.region },
      });
  }

  /** Brings in the fixture once, unless another emulator has brought it into this state. */
  async function bringIn(): Promise<void> {
    const work = prepare(settings.fixture);
    await state.transaction('write', (transaction) => {
      if (transaction.recall('begun', []) === true) return;
      work(transaction);
      transaction.note('begun', [], true);
    });
  }

  const begin = (): Promise<void> =>
    (begun ??= bringIn().catch((error: unknown) => {
      begun = undefined;
      throw error;
    }));

  const transaction: Store['transaction'] = async (mode, work) => {
    if (settings.fixture !== undefined) await begin();
    return await state.transaction(mode, work);
  };

  return {
    transaction,
    async seed(fixture) {
      const work = prepare(fixture);
      return structuredClone(await transaction('write', work));
    },
    async reset() {
      const work = prepare(settings.fixture);
      const replace = (): Promise<void> =>
        state.transaction('write', (open) => {
          open.clear();
          work(open);
          open.note('begun', [], true);
        });
      await replace().catch(async (error: unknown) => {
        // A full or damaged store works again once it is empty. Any other failure leaves the state as it is.
        const isMended = error instanceof StorageError && ['full', 'damaged'].includes(error.reason);
        if (!isMended || state.erase === undefined) throw error;
        await state.erase();
        await replace();
      });
      ids.requests = 0;
    },
    snapshot: () => transaction('read', (open) => takeSnapshot(open, ids.requests)),
    async restore(given) {
      const snapshot = readSnapshot(given);
      await state.transaction('write', (open) => restoreSnapshot(open, snapshot));
      ids.requests = snapshot.ids.requests;
    },
  };
}
