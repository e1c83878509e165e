import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (page: string): string => readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');

/** The keys in a cell, such as `ERR-EN template; META24`; no code of an error, such as I400MH. */
const keysIn = (cell: string): string[] =>
  (cell.match(/[A-Z][A-Z\d]+(?:-[A-Z\d]+)*(?:#\d+)?/g) ?? []).filter((word) => !/^[A-Z]\d{3}/.test(word));

/** What stands in the columns of this name, in all tables of a page. */
function column(page: string, name: string): string[] {
  const cells: string[] = [];
  let at = -1;
  for (const line of read(page).split('\n')) {
    const row = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''));
    if (!line.startsWith('|')) at = -1;
    else if (at === -1) at = row.indexOf(name);
    else if (!line.startsWith('| ---')) cells.push(row[at] ?? '');
  }
  return cells;
}

test('docs/evidence.md explains each source that docs/coverage.md names', () => {
  const sources = column('coverage.md', 'source').flatMap(keysIn);
  expect(new Set(sources).size).toBeGreaterThan(15);
  const explained = new Set(column('evidence.md', 'key').flatMap(keysIn));
  expect([...new Set(sources)].filter((key) => !explained.has(key))).toEqual([]);
});

test('docs/evidence.md has one row for each source', () => {
  const keys = column('evidence.md', 'key').flatMap(keysIn);
  expect(keys).toEqual([...new Set(keys)]);
});
