import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rooms } from '../../scripts/rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A room's list as docs/architecture.md has it: `errors` are both files of errors. */
function inWords(mayKnow: readonly string[]): string {
  const others = mayKnow.filter((room) => !['errors.ts', 'cloud-api-error.ts'].includes(room));
  const words = others.map((room) => (room.endsWith('.ts') ? `\`${room}\`` : room));
  return [...(mayKnow.includes('errors.ts') ? ['errors'] : []), ...words].join(', ');
}

test('docs/architecture.md names the rooms that each may know as the linter holds them', async () => {
  const page = await readFile(join(root, 'docs/architecture.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `src\/([\w.-]+?)\/?` \|.*\| (.*) \|$/gm)].map(
    ([, room = '', mayKnow = '']) => [room, mayKnow] as const,
  );
  const held = rows.filter(([room]) => Object.hasOwn(rooms, room));
  expect(held.length).toBeGreaterThan(10);
  expect(Object.fromEntries(held)).toEqual(
    Object.fromEntries(held.map(([room]) => [room, inWords(rooms[room] ?? [])])),
  );
});

test('each file and folder of src is a room, so that none escapes the linter', async () => {
  const all = await readdir(join(root, 'src'));
  // What makes the emulator of the rooms, and what is public of it.
  const top = new Set(['emulator.ts', 'index.ts']);
  expect(all.filter((name) => !top.has(name)).toSorted()).toEqual(Object.keys(rooms).toSorted());
});

/** A tree for files that only import, under the project's own configuration of the linter. */
let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'arrows-'));
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  await mkdir(join(tree, 'scripts'));
  for (const file of ['package.json', 'oxlint.config.ts', 'scripts/rooms.ts'])
    await copyFile(join(root, file), join(tree, file));
});
afterEach(() => rm(tree, { recursive: true }));

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

type Imports = Readonly<Record<string, readonly string[]>>;

/** Lints files that import these, and tells which imports are refused. */
async function refusedImports(files: Imports): Promise<Imports> {
  for (const [file, paths] of Object.entries(files)) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    const lines = paths.map((path, index) => `import type { Type${index} } from '${path}';`);
    await writeFile(join(tree, file), lines.join('\n'));
  }
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const options = ['-c', 'oxlint.config.ts', '--format=json', ...Object.keys(files)];
  // It ends with a failure, because it finds something.
  const output = await new Promise<string>((resolve) => {
    execFile(oxlint, options, { cwd: tree, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics }: Report = JSON.parse(output);
  const found = diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)');
  return Object.fromEntries(
    Object.entries(files).map(([file, paths]) => [
      file,
      paths.filter((_path, index) =>
        found.some(({ filename, labels }) => filename === file && labels[0]?.span.line === index + 1),
      ),
    ]),
  );
}

const fileIn = (room: string): string => (room.endsWith('.ts') ? room : `${room}/file.ts`);

test('the linter refuses a room every other room that it may not know', async () => {
  const all = [...Object.keys(rooms), 'emulator.ts'];
  const files: Record<string, readonly string[]> = {};
  const refused: Record<string, readonly string[]> = {};
  for (const [room, mayKnow] of Object.entries(rooms)) {
    const up = room.endsWith('.ts') ? './' : '../';
    const others = all.filter((other) => other !== room);
    files[`src/${fileIn(room)}`] = others.map((other) => up + fileIn(other));
    refused[`src/${fileIn(room)}`] = others
      .filter((other) => !mayKnow.includes(other))
      .map((other) => up + fileIn(other));
  }
  expect(await refusedImports(files)).toEqual(refused);
});

test('the linter keeps handlers, devtools and the demo to what is public', async () => {
  const wrong: Imports = {
    'src/store/file.ts': ['msw', 'msw/browser', 'vitest', '../../handlers/log.ts', '../../devtools/index.ts'],
    'handlers/file.ts': [
      '../src/service.ts',
      '../src/store/store.ts',
      '../devtools/session.ts',
      '../demo/a.ts',
    ],
    'devtools/file.ts': ['msw', '../src/service.ts', '../src/store/store.ts', '../handlers/log.ts'],
    'devtools/tabs/file.ts': ['../../src/service.ts', '../../src/store/store.ts', '../../demo/a.ts'],
    'demo/portal/file.ts': ['cloudapi-emulator', 'cloudapi-emulator/browser', 'msw', '../tour/tour.ts'],
  };
  const right: Imports = {
    'src/store/file.ts': ['idb', './store.ts', '../resources/model.ts'],
    'handlers/file.ts': ['msw', '../src/index.ts', '../devtools/index.ts', './log.ts'],
    'devtools/file.ts': ['lit', '../src/index.ts', './session.ts'],
    'devtools/tabs/file.ts': ['../../src/index.ts', '../session.ts'],
    'demo/portal/file.ts': ['react', './app.tsx'],
  };
  const both = Object.entries(wrong).map(([file, paths]) => [file, [...paths, ...(right[file] ?? [])]]);
  expect(await refusedImports(Object.fromEntries(both))).toEqual(wrong);
});
