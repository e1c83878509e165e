/** Bundles `cloudapi-emulator/browser` into one file, as a page's build does, for the budget of package.json. */
import { build } from 'esbuild';

await build({
  entryPoints: ['dist/handlers/browser.js'],
  bundle: true,
  format: 'esm',
  minify: true,
  external: ['msw', 'msw/*'],
  outfile: 'node_modules/.cache/size/browser.js',
});
