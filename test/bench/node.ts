import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeRows } from './node-rows.ts';
import { isChosen } from './row.ts';
import type { Result } from './row.ts';

/**
 * Measures the rows asked for once, each in a Node process of its own: how code is compiled and memory laid out is chance,
 * and depends on what has run before.
 */
export async function measureInNode(words: readonly string[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const row of nodeRows()) if (isChosen(row, words)) results.push(...(await measureAlone(row.name)));
  return results;
}

function measureAlone(name: string): Promise<readonly Result[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('node-pass.ts', import.meta.url)), [name]);
    child.on('message', (results) => resolve(results as readonly Result[]));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The process that measured "${name}" ended with ${code}.`)));
  });
}
