import type { Database } from './database.ts';

/** How many revisions the log keeps at least. A page further behind reads everything anew. */
export const KEPT_REVISIONS = 64;

/**
 * Brings the log into the records, and drops the oldest revisions, if the log is twice as long as it must be.
 * @returns how many revisions the log has then
 */
export async function checkpoint(database: Database): Promise<number> {
  const transaction = database.transaction(['log', 'records'], 'readwrite');
  transaction.done.catch(() => undefined);
  const log = transaction.objectStore('log');
  const records = transaction.objectStore('records');
  const revisions = await log.getAll();
  const newest = revisions.slice(-KEPT_REVISIONS);
  if (revisions.length < 2 * KEPT_REVISIONS) return revisions.length;
  const writes: Promise<unknown>[] = [];
  for (const [id, record] of new Map(revisions.flatMap(({ changes }) => [...changes]))) {
    writes.push(record === undefined ? records.delete(id) : records.put(record));
  }
  const first = newest[0]!.revision;
  writes.push(log.delete(IDBKeyRange.upperBound(first, true)), transaction.done);
  await Promise.all(writes);
  return newest.length;
}
