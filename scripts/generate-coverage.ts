/** Writes docs/coverage.md from the operations, the error catalogue and the facts beside them. */
import { writeFileSync } from 'node:fs';
import { catalogue, findErrorRow } from '../src/errors.ts';
import { actions, loadOperation } from '../src/operations/index.ts';
import type { Action } from '../src/operations/index.ts';
import { knownActions } from '../src/operations/known-actions.ts';
import { facts } from './coverage/facts.ts';
import type { Fact, OperationFacts } from './coverage/facts.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function evidence(fact: Fact, own: string): [grade: string, source: string, note: string] {
  return typeof fact === 'string' ? [fact, own, ''] : [fact.grade, fact.source, fact.note ?? ''];
}

function errorRow(code: string): string[] {
  const row = findErrorRow(code);
  if (row === undefined) throw new Error(`The facts name the error ${code}, which is not in the catalogue.`);
  return [`\`${code}\``, String(row.status), row.message, row.grade, row.source];
}

async function section(action: Action): Promise<string> {
  const { access, resource, source, parameters } = await loadOperation(action);
  // Here the facts of all actions are of one shape.
  const {
    parameters: known,
    response,
    ignored = {},
    absent = {},
    rules,
    errors,
  } = facts[action] as OperationFacts<Action> as unknown as {
    readonly [Part in 'parameters' | 'response']: Readonly<Record<string, Fact>>;
  } & Pick<OperationFacts<Action>, 'ignored' | 'absent' | 'rules' | 'errors'>;
  const parameterRows = Object.entries(known).map(([name, fact]) => {
    const declared = (parameters as Readonly<Record<string, { readonly type: string }>>)[name];
    return [`\`${name}\``, declared?.type === 'optional' ? '' : 'yes', ...evidence(fact, source)];
  });
  return [
    `## ${action}`,
    `RAM: \`apigateway:${action}\`, access level ${access}, on \`acs:apigateway:{region}:{account}:${resource}\`. Document: ${source}.`,
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
        ...Object.entries(response).map(([name, fact]) => [`\`${name}\``, ...evidence(fact, source)]),
        ...Object.entries(absent).map(([name, why]) => [`\`${name}\``, '', '', `left out: ${why}`]),
      ],
    ),
    table(
      ['rule', 'grade', 'source', 'note'],
      rules.map(([rule, fact]) => [rule, ...evidence(fact, source)]),
    ),
    errors.length === 0
      ? 'It refuses nothing of its own.'
      : table(['error', 'HTTP', 'message', 'grade', 'source'], errors.map(errorRow)),
  ].join('\n\n');
}

const others = [...knownActions].filter((action) => !actions.includes(action as Action));
const sections: string[] = [];
for (const action of actions) sections.push(await section(action));

writeFileSync(
  new URL('../docs/coverage.md', import.meta.url),
  `# Coverage

Written by \`npm run generate\` from the tables that the emulator runs on; do not edit. What the grades and the sources mean
is in [evidence.md](evidence.md).

${actions.length} of ${knownActions.size} actions are served.

${sections.join('\n\n')}

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
