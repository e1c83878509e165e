import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rooms } from '../../scripts/rooms.ts';

/** A room's list as docs/architecture.md has it: `errors` are both files of errors. */
function inWords(mayKnow: readonly string[]): string {
  const others = mayKnow.filter((room) => !['errors.ts', 'cloud-api-error.ts'].includes(room));
  const words = others.map((room) => (room.endsWith('.ts') ? `\`${room}\`` : room));
  return [...(mayKnow.includes('errors.ts') ? ['errors'] : []), ...words].join(', ');
}

test('docs/architecture.md names the rooms that each may know as the linter holds them', async () => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `src\/([\w.-]+?)\/?` \|.*\| (.*) \|$/gm)].map(
    ([, room = '', mayKnow = '']) => [room, mayKnow] as const,
  );
  const held = rows.filter(([room]) => Object.hasOwn(rooms, room));
  expect(held.length).toBeGreaterThan(10);
  expect(Object.fromEntries(held)).toEqual(
    Object.fromEntries(held.map(([room]) => [room, inWords(rooms[room] ?? [])])),
  );
});
