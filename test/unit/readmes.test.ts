import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setupEmulator } from 'cloudapi-emulator/node';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
/** The pages that there are in English and in Chinese. */
const pairs = [
  ['README.md', 'README.zh-CN.md'],
  ['docs/options.md', 'docs/options.zh-CN.md'],
] as const;
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Block {
  readonly language: string;
  readonly code: string;
}

function blocksOf(page: string): Block[] {
  return Array.from(read(page).matchAll(/^```(\w*)\n([^]*?)^```$/gm), ([, language = '', code = '']) => ({
    language,
    code,
  }));
}

/** Comments may be in the page's own language. */
function withoutComments({ language, code }: Block): Block {
  return { language, code: code.replaceAll(/ *(?:\/\/|#) .*$/gm, '') };
}

const proseOf = (page: string): string => read(page).replaceAll(/^```[^]*?^```$/gm, '');

/** The depth of each heading, in order: the titles themselves are translated. */
const outlineOf = (page: string): string[] => proseOf(page).match(/^#+/gm) ?? [];

/** What each section has: code, tables with so many rows, links. */
function sectionsOf(page: string): object[] {
  return proseOf(page)
    .split(/^## /m)
    .map((text) => ({
      rows: text.match(/^\|/gm)?.length ?? 0,
      // A page may link to its counterpart, and to others in its own language, and show pictures in it.
      links: Array.from(text.matchAll(/\]\(([^)#]*)[^)]*\)/g), ([, target = '']) =>
        target.replace('.zh-CN.', '.'),
      ).toSorted(),
    }));
}

/** The first column of the tables of options. */
function optionsOf(page: string): string[] {
  return Array.from(read(page).matchAll(/^\| `(\w+)`/gm), ([, name = '']) => name);
}

/** Words of the refusal that are no options. */
const FILLERS = new Set(['also', 'and', 'browser', 'in', 'take', 'takes', 'the']);

function refusalOfUnknownOption(): string {
  try {
    Reflect.apply(setupEmulator, undefined, [{ unknown: 1 }]);
  } catch (error) {
    return String(error);
  }
  throw new Error('An unknown option was taken.');
}

describe.each(pairs)('%s and %s', (english, chinese) => {
  test('have the same sections in the same order', () => {
    expect(outlineOf(english).length).toBeGreaterThan(3);
    expect(outlineOf(chinese)).toEqual(outlineOf(english));
    expect(sectionsOf(chinese)).toEqual(sectionsOf(english));
  });

  test('show the same code', () => {
    expect(blocksOf(chinese).map(withoutComments)).toEqual(blocksOf(english).map(withoutComments));
  });

  test('link to each other', () => {
    expect(read(english)).toContain(`](${basename(chinese)})`);
    expect(read(chinese)).toContain(`](${basename(english)})`);
  });
});

describe.each(pairs.flat())('%s', (page) => {
  test('links to files and headings that exist', () => {
    const links = Array.from(proseOf(page).matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g));
    expect(links.length).toBeGreaterThan(3);
    for (const [, path = '', heading] of links) {
      if (path.startsWith('https:')) continue;
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(new URL(target, root)), target).toBe(true);
      if (heading !== undefined) expect(anchorsOf(target)).toContain(heading);
    }
  });
});

describe.each(pairs[1])('%s', (page) => {
  test('lists every option, and no other', () => {
    const [, valid = ''] = refusalOfUnknownOption().split('Valid options: ');
    const names = (valid.match(/\b\w+\b(?!\()/g) ?? []).filter((word) => !FILLERS.has(word));
    expect(names.length).toBeGreaterThan(10);
    expect(optionsOf(page).toSorted()).toEqual([...new Set(names)].toSorted());
  });
});

test('the code of the README type-checks', () => {
  // Inside the repository, where the names of the package and of its dependencies resolve.
  const folder = new URL('node_modules/.cache/readme/', root);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  blocksOf('README.md')
    .filter(({ language }) => language === 'ts')
    .forEach(({ code }, index) =>
      writeFileSync(new URL(`block-${index}.ts`, folder), `${code}\nexport {};\n`),
    );
  writeFileSync(new URL('emulator.ts', folder), 'export declare function startEmulator(): Promise<void>;\n');
  writeFileSync(
    new URL('tsconfig.json', folder),
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: {
        // As most applications have it.
        module: 'preserve',
        moduleResolution: 'bundler',
        noUnusedLocals: false,
        noPropertyAccessFromIndexSignature: false,
      },
      include: ['*.ts', '../../../test/readme/reader.d.ts'],
      exclude: [],
    }),
  );
  let report = '';
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder.pathname], { cwd: root });
  } catch (error) {
    report = String((error as { readonly stdout?: unknown }).stdout ?? error);
  }
  expect(report).toBe('');
});

/** As GitHub and npm make them of the headings. */
function anchorsOf(page: string): string[] {
  return Array.from(proseOf(page).matchAll(/^#+ (.*)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
