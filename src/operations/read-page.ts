import type { Key, ListOptions, Rows, TableName, Transaction } from '../store/store.ts';

/** Which page of a partition to read. */
export interface PageRequest<Row> {
  /** From 1. */
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly direction?: ListOptions['direction'];
  /** Left out if every row matches: then no other row than the page's is read. */
  readonly matches?: ((row: Row) => boolean) | undefined;
  /** If only the row with this key can match: no other is read then. */
  readonly only?: Key | undefined;
}

/** Reads one page, and how many rows match in all. A page past the end is empty. */
export function readPage<Name extends TableName>(
  transaction: Transaction,
  table: Name,
  partition: Key,
  { pageNumber, pageSize, direction, matches, only }: PageRequest<Rows[Name]>,
): { readonly rows: readonly Rows[Name][]; readonly total: number } {
  const offset = (pageNumber - 1) * pageSize;
  if (matches === undefined) {
    return {
      rows: transaction.list(table, partition, { direction, offset, limit: pageSize }),
      total: transaction.count(table, partition),
    };
  }
  const row = only && transaction.get(table, only);
  const candidates =
    only === undefined ? transaction.list(table, partition, { direction }) : row ? [row] : [];
  const matching = candidates.filter(matches);
  return { rows: matching.slice(offset, offset + pageSize), total: matching.length };
}
