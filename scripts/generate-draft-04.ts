/**
 * Writes src/schema/draft-04.generated.ts: ajv's check of one schema node against the JSON Schema draft 4
 * meta-schema, compiled beforehand because ajv compiles with `new Function`, which a page's
 * Content-Security-Policy may forbid.
 *
 * "One node": references of the meta-schema to itself become "is an object", and `uniqueItems` is left out.
 * src/schema/check.ts walks over the nodes and compares items itself, so that neither depth nor length can
 * exhaust the stack or take quadratic time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv04Module from 'ajv-draft-04';
import standaloneModule from 'ajv/dist/standalone/index.js';

const Ajv04 = Ajv04Module.default;
const standaloneCode = standaloneModule.default;
const require = createRequire(import.meta.url);

function shallow(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shallow);
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node);
  if (entries.some(([key, value]) => key === '$ref' && value === '#')) return { type: 'object' };
  return Object.fromEntries(
    entries
      .filter(([key, value]) => !(key === 'uniqueItems' && value === true) && !isAnnotation(key, value))
      .map(([key, value]) => [key, shallow(value)]),
  );
}

/** Keywords that say nothing about whether a value is valid. "default" is also a property, which may hold anything. */
function isAnnotation(key: string, value: unknown): boolean {
  return key === 'default' || (typeof value === 'string' && ['description', 'format'].includes(key));
}

const metaSchema = JSON.parse(
  readFileSync(require.resolve('ajv-draft-04/dist/refs/json-schema-draft-04.json'), 'utf8'),
) as Record<string, unknown>;
const { id: _id, $schema: _schema, ...node } = shallow(metaSchema) as Record<string, unknown>;

const ajv = new Ajv04({
  strict: false,
  validateFormats: false,
  allErrors: true,
  code: { source: true, esm: true },
});
const code = standaloneCode(ajv, ajv.compile(node));
if (/require\(|import /.test(code))
  throw new Error('The compiled check needs something at run time; it must stand alone.');

const [, name] = /export default (\w+);/.exec(code) ?? [];
if (name === undefined) throw new Error('ajv writes its standalone code in another form now.');
const body = code
  .replace('"use strict";', '')
  .replace(/export const validate = \w+;/, '')
  .replace(/export default \w+;/, '')
  // Nobody reads where in the meta-schema a rule stands, and of what it says only the values to choose from.
  .replaceAll(/schemaPath:"[^"]*",/g, '')
  .replaceAll(/params:\{(?!allowedValues)[^}]*\},?/g, '')
  .replaceAll(/(key\d+)\.replace\([^)]*\)\.replace\([^)]*\)/g, 'escapeName($1)')
  .replaceAll(
    /if\(vErrors === null\)\{vErrors = \[(\w+)\];\}\s*else \{vErrors\.push\(\1\);\}/g,
    '(vErrors ??= []).push($1);',
  );

writeFileSync(
  new URL('../src/schema/draft-04.generated.ts', import.meta.url),
  `// @ts-nocheck
// Written by \`npm run generate\` from ajv-draft-04; do not edit.

/** What one node of a schema breaks. */
export interface NodeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params?: { readonly allowedValues?: readonly string[] };
}

/** Whether a value is a schema node by draft 4, without its inner nodes; \`errors\` says why not. */
export interface NodeCheck {
  (node: unknown): boolean;
  errors?: readonly NodeError[] | null;
}

let lastName, lastEscaped;
/** Escapes a name for a JSON Pointer: once, also if each of a million items under it is wrong, and only its end. */
function escapeName(name) {
  if (name !== lastName) {
    lastName = name;
    lastEscaped = name.slice(-1000).replaceAll('~', '~0').replaceAll('/', '~1');
  }
  return lastEscaped;
}

${body}
export const checkNode: NodeCheck = ${name};
`,
);
