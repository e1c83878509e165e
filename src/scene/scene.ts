import type { WatchedStore } from '../changes.ts';
import type { Ids } from '../ids/ids.ts';
import { createSeededIds } from '../ids/seeded-ids.ts';
import type { Settings } from '../options.ts';
import { prepareFixture } from './fixture.ts';
import type { Fixture, FixtureContext, SeededGroup } from './fixture.ts';
import { prepareSnapshot, takeSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** What a scene is set with. */
export interface SceneTools {
  readonly transaction: WatchedStore['transaction'];
  settings(): Settings;
  /** The account that a fixture's groups belong to, where they name none. */
  readonly account: string;
  /** Random ids; left out where they are to be reproducible. */
  readonly ids: Ids | undefined;
  /**
   * Milliseconds by the clock option.
   * @throws {TypeError} where it gives none
   */
  now(): number;
}

/** State in, back to the fixture, out, and back in; loaded by the first use. */
export interface Scene {
  readonly ids: Ids;
  /** Brings in the `fixture` option, unless the state has begun already. */
  begin(): Promise<void>;
  seed(fixture: Fixture): Promise<readonly SeededGroup[]>;
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
}

export function createScene({ transaction, settings, account, ids: random, now }: SceneTools): Scene {
  const ids = random ?? createSeededIds(settings().seed ?? '');
  const context = (): FixtureContext => ({
    settings: settings(),
    ids,
    now: now(),
    account,
  });
  const fixture = (): Fixture => settings().fixture ?? { groups: [] };
  const continueIds = (requests: number): void => {
    if (ids.requests !== undefined) ids.requests = requests;
  };
  return {
    ids,
    async begin() {
      const work = await prepareFixture(fixture(), context());
      await transaction('write', (open) => {
        if (open.recall('begun', []) === true) return;
        work(open);
        open.note('begun', [], true);
      });
    },
    async seed(more) {
      const work = await prepareFixture(more, context());
      return structuredClone(await transaction('write', work));
    },
    async reset() {
      const work = await prepareFixture(fixture(), context());
      await transaction('write', (open) => {
        open.clear();
        work(open);
        open.note('begun', [], true);
      });
      continueIds(0);
    },
    snapshot: () => transaction('read', (open) => takeSnapshot(open, ids.requests ?? 0)),
    async restore(snapshot) {
      const { work, requests } = await prepareSnapshot(snapshot);
      await transaction('write', work);
      continueIds(requests);
    },
  };
}
