/** Bundles `cloudapi-emulator/browser` into one file, as a page's build does, for the budget of package.json. */
import { build } from 'esbuild';

await build({
  entryPoints: ['dist/handlers/browser.js'],
  bundle: true,
  format: 'esm',
  minify: true,
  // The devtools are loaded only if they are asked for, and have a budget of their own.
  external: ['msw', 'msw/*', '../devtools/index.js'],
  outfile: 'node_modules/.cache/size/browser.js',
});
