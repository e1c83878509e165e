/**
 * Builds dist/cjs: what Jest loads, which cannot require ES modules (docs/decisions/0004-jest.md). Everything that is an
 * ES module only is bundled, msw included; the parts are bundled once each, so that there is one CloudApiError.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';

const OUT = 'dist/cjs';

/** The package's entries that a part holds, by the name of their files. */
const core = {
  index: './dist/src/index.js',
  client: './dist/src/client.js',
  schema: './dist/src/schema/index.js',
};

/** Leaves the core to its own file. */
const coreIsApart: Plugin = {
  name: 'core-is-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/src\/index\.js$/ }, () => ({ path: './index.js', external: true }));
  },
};

const common: BuildOptions = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
};

const results = await Promise.all([
  build({
    ...common,
    stdin: {
      contents: Object.entries(core)
        .map(([name, file]) => `export * as ${name} from '${file}';`)
        .join('\n'),
      resolveDir: '.',
    },
    outfile: join(OUT, 'core.js'),
  }),
  // Its handlers go into a server of the user's own, so msw is the user's own too.
  build({
    ...common,
    entryPoints: ['dist/handlers/index.js'],
    outfile: join(OUT, 'handlers.js'),
    external: ['msw'],
    plugins: [coreIsApart],
  }),
  // msw 2, because msw 3 does not run on Node 20.
  build({
    ...common,
    entryPoints: ['dist/handlers/node.js'],
    outfile: join(OUT, 'node.js'),
    alias: { msw: 'msw2' },
    plugins: [coreIsApart],
  }),
  build({
    ...common,
    entryPoints: ['dist/handlers/browser-in-node.js'],
    outfile: join(OUT, 'browser-in-node.js'),
  }),
]);

for (const name of Object.keys(core))
  writeFileSync(join(OUT, `${name}.js`), `module.exports = require('./core.js').${name};\n`);
writeFileSync(join(OUT, 'package.json'), '{ "type": "commonjs" }\n');

for (const file of globSync('{src,handlers,devtools}/**/*.d.ts', { cwd: 'dist' })) {
  mkdirSync(join(OUT, dirname(file)), { recursive: true });
  copyFileSync(join('dist', file), join(OUT, file));
}

/** The packages whose code is in the bundles, by the paths of their folders. */
const packages = new Set(
  results.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
    ),
  ),
);
const licenses = [...packages].toSorted().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${name} ${version} (${license})${text}`;
});
writeFileSync(
  join(OUT, 'THIRD-PARTY-LICENSES.txt'),
  `The bundles in this folder contain code of these packages.\n\n${licenses.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`,
);
