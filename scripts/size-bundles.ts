/**
 * Bundles the package as a page's build does, and puts aside what the budgets of package.json measure:
 * `first-answer` holds all that is loaded before the first answer to CreateApiGroup, `schema` what the first
 * CreateModel loads on top of its own operation.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const OUT = 'node_modules/.cache/size';
rmSync(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['dist/handlers/browser.js'],
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  external: ['msw', 'msw/*'],
  outdir: join(OUT, 'all'),
  metafile: true,
});

/** The bundle's files that an entry needs at once, itself included. */
function closure(source: string): Set<string> {
  const entry = Object.keys(metafile.outputs).find((file) => metafile.outputs[file]?.entryPoint === source);
  if (entry === undefined)
    throw new Error(`The bundle has no entry for ${source}; is it still loaded by import()?`);
  const files = new Set([entry]);
  for (const file of files) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in metafile.outputs) files.add(path);
    }
  }
  return files;
}

function putAside(name: string, files: Set<string>): void {
  mkdirSync(join(OUT, name));
  for (const file of files) copyFileSync(file, join(OUT, name, basename(file)));
}

const firstAnswer = closure('dist/handlers/browser.js');
putAside('first-answer', firstAnswer);
putAside(
  'schema',
  new Set([...closure('dist/src/schema/check.js')].filter((file) => !firstAnswer.has(file))),
);
