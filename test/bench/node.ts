import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Result } from './row.ts';

/** Measures once in a Node process of its own, because how the code is compiled and its memory laid out is chance. */
export function measureInNode(words: readonly string[]): Promise<readonly Result[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('node-pass.ts', import.meta.url)), words);
    child.on('message', (results) => resolve(results as readonly Result[]));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The pass in Node ended with ${code}.`)));
  });
}
