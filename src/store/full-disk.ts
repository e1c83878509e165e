import { isQuotaError } from './database.ts';
import type { Revision } from './database.ts';
import { append, isHead, since } from './session.ts';
import type { Session } from './session.ts';
import type { Changes, StoredRecord } from './tables.ts';

/**
 * Keeps changes for which there is no space. A browser whose quota is used up refuses every transaction that writes
 * anything, however little, but none that only deletes (measured: Chromium 156). So first a transaction deletes what is
 * no longer needed, with what the changes remove, and then the changes are written.
 * @returns false if the changes are not kept because the page's picture of the database is no longer true
 * @throws {DOMException} `quotaError`, if there is still no space
 */
export async function keepOnFullDisk(
  session: Session,
  changes: Changes,
  quotaError: unknown,
): Promise<boolean> {
  const freed = await free(session, changes);
  if (freed === undefined) return false;
  if (freed.hasDeleted) {
    try {
      return await append(session, changes);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
    }
  }
  if (writesResource(changes) || (removesResource(changes) && !freed.isRemoved)) throw quotaError;
  // What was to be removed is gone, and bookkeeping may wait for its space: a full disk can be read and emptied.
  session.deferred = new Map([...session.deferred, ...changes]);
  return true;
}

/** What a transaction that only deletes has done. */
interface Freed {
  readonly hasDeleted: boolean;
  /** Whether all that the changes remove is gone. */
  readonly isRemoved: boolean;
}

/** @returns `undefined` if another page has written since, so that nothing was deleted */
async function free(session: Session, changes: Changes): Promise<Freed | undefined> {
  const transaction = session.database.transaction(['log', 'records'], 'readwrite');
  transaction.done.catch(() => undefined);
  const log = transaction.objectStore('log');
  const records = transaction.objectStore('records');
  if (!isHead(await log.getAllKeys(since(session.revision)), session.revision)) return undefined;
  const revisions = await log.getAll();
  const ids = new Set([...revisions.flatMap((revision) => [...revision.changes.keys()]), ...changes.keys()]);
  const stored = new Map(await Promise.all([...ids].map(async (id) => [id, await records.get(id)] as const)));
  const { unneeded, removed } = chooseUnneeded(revisions, stored, changes);
  const isRemoved = removed.length > 0;
  await Promise.all([
    ...[...unneeded].map((revision) => log.delete(revision.revision)),
    ...removed.map((id) => records.delete(id)),
    transaction.done,
  ]);
  const left = revisions.filter((revision) => !unneeded.has(revision));
  session.revision = left.at(-1)?.revision;
  session.logLength = left.length;
  return { hasDeleted: isRemoved || unneeded.size > 0, isRemoved };
}

/** Which revisions, and which records, can be deleted without a loss but of what the changes remove. */
function chooseUnneeded(
  revisions: readonly Revision[],
  stored: Changes,
  changes: Changes,
): { readonly unneeded: ReadonlySet<Revision>; readonly removed: readonly string[] } {
  const newest = new Map(
    revisions.flatMap((revision) => [...revision.changes.keys()].map((id) => [id, revision])),
  );
  const isSuperseded = (id: string, revision: Revision): boolean => newest.get(id) !== revision;

  // The newest revision stays, because other pages look for it.
  const older = revisions.slice(0, -1);
  // From the oldest on, what the records hold as well. Behind the first that they do not, an old value might come back.
  const end = older.findIndex(
    (revision) =>
      !every(
        revision,
        (id) => isSuperseded(id, revision) || isEqual(stored.get(id), revision.changes.get(id)),
      ),
  );
  const unneeded = new Set([
    ...older.slice(0, end === -1 ? undefined : end),
    ...older.filter((revision) => every(revision, (id) => isSuperseded(id, revision))),
  ]);

  // A replacement is not taken apart: without space for the new, the old has to stay.
  if (writesResource(changes)) return { unneeded, removed: [] };
  const removed = [...changes.keys()].filter((id) => changes.get(id) === undefined);
  const mentions = revisions.filter(
    (revision) => !unneeded.has(revision) && removed.some((id) => revision.changes.get(id) !== undefined),
  );
  const isWhole = mentions.every((revision) =>
    every(revision, (id) => isSuperseded(id, revision) || changes.has(id) || isPassing(id)),
  );
  if (!isWhole) return { unneeded, removed: [] };
  return { unneeded: new Set([...unneeded, ...mentions]), removed };
}

function every({ changes }: Revision, test: (id: string) => boolean): boolean {
  return [...changes.keys()].every(test);
}

function isEqual(a: StoredRecord | undefined, b: StoredRecord | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isResource(id: string): boolean {
  return !id.startsWith('notes ') && !id.startsWith('nonces ');
}

function writesResource(changes: Changes): boolean {
  return [...changes].some(([id, record]) => record !== undefined && isResource(id));
}

function removesResource(changes: Changes): boolean {
  return [...changes].some(([id, record]) => record === undefined && isResource(id));
}

/** Whether a record counts only for a moment: how often something was called, and which nonces were used. */
function isPassing(id: string): boolean {
  return id.startsWith('notes ["throttle"') || id.startsWith('nonces ');
}
