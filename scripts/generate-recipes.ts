/**
 * Fills the code blocks of docs/recipes/*.md from the files that the tests run. The comment before a block names its
 * file: `<!-- test/recipes/vite-dev/main.ts -->`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../docs/recipes/', import.meta.url);
const BLOCK = /(?:^<!-- (?<path>\S+) -->\n+)?^```(?<language>\w*)\n[^]*?^```$/gm;
/** Other languages are for commands, which no file has. */
const FROM_FILES = new Set(['ts', 'tsx', 'html', 'vue', 'svelte']);

/** @throws {Error} where a block of code has no file, or none that can stand in a block */
function fill(page: string, text: string): string {
  return text.replaceAll(BLOCK, (block, ...rest) => {
    const { path, language } = rest.at(-1) as { readonly path?: string; readonly language: string };
    if (path === undefined) {
      if (FROM_FILES.has(language))
        throw new Error(`${page}: a block of ${language} names no file:\n${block}`);
      return block;
    }
    const code = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8').trimEnd();
    if (code.includes('```')) throw new Error(`${page}: ${path} would end its block.`);
    // Not every page that shows Markdown knows mts.
    const shown = path.slice(path.lastIndexOf('.') + 1).replace('mts', 'ts');
    return `<!-- ${path} -->\n\n\`\`\`${shown}\n${code}\n\`\`\``;
  });
}

for (const page of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
  const file = new URL(page, folder);
  const text = readFileSync(file, 'utf8');
  const filled = fill(page, text);
  if (filled !== text) writeFileSync(file, filled);
}
