import { completed } from './indexed-db.ts';
import type { Revision } from './indexed-db.ts';

/** Brings the log into the records, and drops the revisions that no page will ask for: those up to `last`. */
export async function checkpoint(database: IDBDatabase, last: number): Promise<void> {
  const transaction = database.transaction(['log', 'records'], 'readwrite');
  const done = completed(transaction);
  const log = transaction.objectStore('log');
  const records = transaction.objectStore('records');
  log.getAll().addEventListener('success', ({ target }) => {
    const revisions = (target as IDBRequest<Revision[]>).result;
    for (const [id, record] of new Map(revisions.flatMap(({ changes }) => [...changes]))) {
      if (record === undefined) records.delete(id);
      else records.put(record);
    }
    log.delete(IDBKeyRange.upperBound(last));
  });
  await done;
}
