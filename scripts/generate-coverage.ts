/** Writes docs/coverage.md from the table of operations and the error catalogue. */
import { writeFileSync } from 'node:fs';
import type * as v from 'valibot';
import { catalogue, findErrorRow } from '../src/errors.ts';
import { evidenceOf } from '../src/operations/evidence.ts';
import type { Evidence } from '../src/operations/evidence.ts';
import { knownActions } from '../src/operations/known-actions.ts';
import type { Operation } from '../src/operations/operation.ts';
import { operations } from '../src/operations/table.ts';

type Cells = readonly string[];

const cell = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: Cells): string => `| ${cells.map(cell).join(' | ')} |`;

function table(head: Cells, rows: readonly Cells[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function evidenceCells({ grade, source, note = '' }: Evidence, own: string): Cells {
  return [grade, source ?? own, note];
}

function errorRow(code: string): Cells {
  const row = findErrorRow(code);
  if (row === undefined)
    throw new Error(`An operation names the error ${code}, which is not in the catalogue.`);
  return [`\`${code}\``, String(row.status), row.message, row.grade, row.source];
}

/** The parts of a declaration that has others in it. */
interface Nested {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
}

/** An answer's elements by their paths, such as `Regions.Region[].RegionId`. */
function* elements(schema: v.GenericSchema, path: string): Generator<readonly [string, Evidence]> {
  const evidence = evidenceOf(schema);
  if (evidence !== undefined) {
    yield [path, evidence];
    return;
  }
  const { entries, item, wrapped } = schema as Nested;
  if (item !== undefined) yield* elements(item, `${path}[]`);
  else if (wrapped !== undefined) yield* elements(wrapped, path);
  else if (entries === undefined) throw new Error(`${path} is declared without evidence.`);
  else for (const [name, inner] of Object.entries(entries)) yield* elements(inner, `${path}.${name}`);
}

const requestId: readonly [string, Evidence] = [
  'RequestId',
  {
    grade: 'documented',
    source: 'SEED-G',
    note: 'upper-case UUID; third group begins with 5 (observed)',
  },
];

function section([action, operation]: readonly [string, Operation]): string {
  const {
    access,
    resource,
    source,
    parameters,
    answer,
    ignored = {},
    absent = {},
    behavior,
    errors,
  } = operation;
  const parameterRows = Object.entries(parameters).map(([name, schema]) => {
    const evidence = evidenceOf(schema as v.GenericSchema);
    if (evidence === undefined) throw new Error(`${action}: ${name} is declared without evidence.`);
    return [`\`${name}\``, schema.type === 'optional' ? '' : 'yes', ...evidenceCells(evidence, source)];
  });
  const elementRows = [
    requestId,
    ...Object.entries(answer).flatMap(([name, schema]) => [...elements(schema as v.GenericSchema, name)]),
  ].map(([path, evidence]) => [`\`${path}\``, ...evidenceCells(evidence, source)]);
  return [
    `## ${action}`,
    `RAM: \`apigateway:${action}\`, access level ${access ?? 'not documented'}, on \`acs:apigateway:{region}:{account}:${resource}\`. Document: ${source}.`,
    table(
      ['parameter', 'required', 'grade', 'source', 'note'],
      [
        ...parameterRows,
        ...Object.entries(ignored).map(([name, why]) => [
          `\`${name}\``,
          '',
          '',
          '',
          `accepted, and does nothing: ${why}`,
        ]),
      ],
    ),
    table(
      ['element of the answer', 'grade', 'source', 'note'],
      [
        ...elementRows,
        ...Object.entries(absent).map(([name, why]) => [`\`${name}\``, '', '', `left out: ${why}`]),
      ],
    ),
    table(
      ['rule', 'grade', 'source', 'note'],
      behavior.map(([rule, evidence]) => [rule, ...evidenceCells(evidence, source)]),
    ),
    errors.length === 0
      ? 'It refuses nothing of its own.'
      : table(['error', 'HTTP', 'message', 'grade', 'source'], errors.map(errorRow)),
  ].join('\n\n');
}

const others = [...knownActions].filter((action) => !operations.has(action));

writeFileSync(
  new URL('../docs/coverage.md', import.meta.url),
  `# Coverage

Written by \`npm run generate\` from the tables that the emulator runs on; do not edit. What the grades and the sources mean
is in [evidence.md](evidence.md).

${operations.size} of ${knownActions.size} actions are served.

${[...operations].map(section).join('\n\n')}

## All errors

${table(['error', 'HTTP', 'message', 'grade', 'source'], Object.keys(catalogue).map(errorRow))}

The codes \`Missing<Parameter>\`, \`Invalid<Parameter>\` and \`InvalidFormat<Parameter>\` stand above with each operation.

## Actions that are not served

Each is answered with HTTP 501 and \`Emulator.NotServed\`.

${table(
  ['action', 'answer'],
  others.map((action) => [action, '501 `Emulator.NotServed`']),
)}
`,
);
