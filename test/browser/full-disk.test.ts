import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, server } from 'vitest/browser';
import { createIndexedDbStore } from '../../src/store/indexed-db.ts';
import { groupIds, insert, remove, reset } from '../storage-attacks.ts';

/** Bytes that the browser allows this origin. */
const QUOTA = 4_000_000;

function setQuota(quotaSize?: number): Promise<unknown> {
  return cdp().send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
}

/** Text that cannot be compressed. */
function noise(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join('');
}

// Chrome's own protocol sets the quota.
describe.runIf(server.browser === 'chromium')('a quota that is used up', () => {
  let name = '';
  let store = createIndexedDbStore(name);
  beforeEach(async () => {
    name = `full-${crypto.randomUUID()}`;
    store = createIndexedDbStore(name);
    vi.spyOn(console, 'warn').mockReturnValue();
    const { usage = 0 } = await navigator.storage.estimate();
    await setQuota(usage + QUOTA);
  });
  afterEach(async () => {
    await setQuota();
    await store.close();
    await deleteDB(name);
    vi.restoreAllMocks();
  });

  /** Inserts groups of 400 kB, and then smaller ones, until the browser refuses even those. */
  async function fill(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const size of [400_000, 50_000, 5_000]) {
      for (;;) {
        const id = `g${ids.length}`;
        const failure = await insert(store, id, noise(size)).catch((error: unknown) => error);
        if (failure === undefined) ids.push(id);
        else {
          expect(failure).toMatchObject({ name: 'StorageError', reason: 'full' });
          break;
        }
      }
    }
    return ids.toSorted();
  }

  test('loses nothing, and lets every group be removed, the newest first', async () => {
    const ids = await fill();
    const reloaded = createIndexedDbStore(name);
    expect(await groupIds(reloaded)).toEqual(ids);
    let left = ids.length;
    for (const id of [...ids].toSorted((a, b) => Number(b.slice(1)) - Number(a.slice(1)))) {
      await remove(store, id);
      left -= 1;
      expect(await groupIds(store)).toHaveLength(left);
    }
    await insert(store, 'after', noise(200_000));
    expect(store.problem).toBeUndefined();
    for (const each of [store, reloaded]) expect(await groupIds(each)).toEqual(['after']);
    await reloaded.close();
  });

  test('leaves a removed group removed, whatever happens to the page then', async () => {
    const ids = await fill();
    const [first, ...others] = ids;
    await remove(store, first ?? '');
    const reloaded = createIndexedDbStore(name);
    expect(await groupIds(reloaded)).toEqual(others);
    await reloaded.close();
  });

  test('gets back to work with a reset', async () => {
    await fill();
    await reset(store, 'fixture');
    await insert(store, 'after', noise(200_000));
    expect(await groupIds(store)).toEqual(['after', 'fixture']);
    expect(store.problem).toBeUndefined();
  });
});
