import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfigFileAndWriteSchema } from '@lit/localize-tools/lib/config.js';
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'languages-'));
const config = readConfigFileAndWriteSchema(join(root, 'lit-localize.json'));
if (config.output.mode !== 'runtime') throw new Error('The panel switches its language while it runs.');
// One for both tests: it reads all sources of the panel, which takes seconds.
const localizer = new RuntimeLitLocalizer({ ...config, output: { ...config.output, outputDir: folder } });

afterAll(() => rm(folder, { recursive: true }));

test('every message of the panel has its Chinese one, with the same values, and no other is there', () => {
  const { messages, errors } = localizer.extractSourceMessages();
  expect(errors).toEqual([]);
  expect(messages.length).toBeGreaterThan(200);
  const english = new Map(messages.map(({ name, contents }) => [name, contents]));
  const chinese = Array.from(localizer.readTranslationsSync().translations.values()).flat();
  expect(
    [...english].filter(([name]) => !chinese.some((one) => one.name === name)),
    'not translated: npm run generate, then fill in devtools/locales/zh.xlf',
  ).toEqual([]);
  expect(
    chinese.filter(({ name }) => !english.has(name)),
    'used nowhere: npm run generate',
  ).toEqual([]);
  expect(chinese.filter(({ contents }) => contents.join('').trim() === '')).toEqual([]);
  expect(localizer.validateTranslations().errors).toEqual([]);
});

test('the built messages are those of the translation file', async () => {
  await localizer.build();
  const built = await readFile(join(folder, 'zh.ts'), 'utf8');
  expect(await readFile(join(root, 'devtools/locales/zh.ts'), 'utf8')).toBe(built);
});
