import { jsonParseLinter } from '@codemirror/lang-json';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { findPointer, findSyntaxError } from '../devtools/editor/json-pointer.ts';

const parseLinter = jsonParseLinter();

/** Finds what is wrong with a schema, each at its place. The check is loaded when it is first needed. */
export async function lintSchema(view: EditorView): Promise<readonly Diagnostic[]> {
  const { checkModelSchema } = await import('cloudapi-emulator/schema');
  const { state } = view;
  const { issues } = checkModelSchema(state.doc.toString());
  return issues
    .flatMap((issue): readonly Diagnostic[] => {
      if (issue.kind !== 'syntax') {
        const { from, to } = findPointer(state, issue.pointer);
        const place = issue.pointer === '' ? 'The schema' : issue.pointer;
        return [{ from, to, severity: 'error', source: issue.kind, message: `${place} ${issue.message}` }];
      }
      // Where the browser's message names no position, the linter gives 0, and the syntax tree knows better.
      return parseLinter(view).map(({ from, to, message }) => {
        const known = from === 0 ? (findSyntaxError(state) ?? { from, to }) : { from, to };
        const place = widen(known, state.doc.length);
        return { from: place.from, to: place.to, severity: 'error', source: 'syntax', message };
      });
    })
    .toSorted((a, b) => a.from - b.from);
}

/** A place of no length cannot be marked: it takes in the next character, or at the end the one before. */
function widen(
  { from, to }: { readonly from: number; readonly to: number },
  length: number,
): {
  readonly from: number;
  readonly to: number;
} {
  if (to > from) return { from, to };
  return from < length ? { from, to: from + 1 } : { from: Math.max(0, from - 1), to: from };
}
