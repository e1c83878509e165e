/**
 * Builds dist/devtools: one file with Lit in it, and the editor's, which it loads when one is opened. Of what tsc has put
 * there, the declarations of the public entry stay.
 */
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { aliases } from './aliases.ts';

const OUT = 'dist/devtools';
const DECLARATIONS = new Set(['index.d.ts', 'types.d.ts']);

for (const entry of readdirSync(OUT)) {
  if (!DECLARATIONS.has(entry)) rmSync(`${OUT}/${entry}`, { recursive: true });
}

// Whatever the environment says, such as a test run's, Lit's own checks are for its developers.
process.env['NODE_ENV'] = 'production';

await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { ...aliases } },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: 'es2023',
    lib: {
      entry: fileURLToPath(new URL('../devtools/index.ts', import.meta.url)),
      formats: ['es'],
      fileName: 'index',
    },
    rolldownOptions: { output: { minify: true, chunkFileNames: '[name].js' } },
  },
});
