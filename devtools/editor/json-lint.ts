import { jsonParseLinter } from '@codemirror/lang-json';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { checkModelSchema } from 'cloudapi-emulator/schema';
import { findPointer, findSyntaxError } from './json-pointer.ts';

/** What was refused, and where in the JSON. */
export interface Refused {
  /** A JSON Pointer. */
  readonly pointer: string;
  readonly message: string;
}

const parseLinter = jsonParseLinter();

/** Finds where a text is no JSON. An empty one is left out. */
function lintSyntax(view: EditorView): readonly Diagnostic[] {
  const { state } = view;
  if (state.doc.toString().trim() === '') return [];
  // Where the browser's message names no position, the linter gives 0, and the syntax tree knows better.
  return parseLinter(view).map(({ from, to, message }) => {
    const known = from === 0 ? (findSyntaxError(state) ?? { from, to }) : { from, to };
    return { ...widen(known, state.doc.length), severity: 'error', source: 'syntax', message };
  });
}

/** Finds what is wrong with JSON: its syntax, or else what the service refused. */
export function lintJson(view: EditorView, refused: Refused | undefined): readonly Diagnostic[] {
  const broken = lintSyntax(view);
  if (broken.length > 0 || refused === undefined) return broken;
  const { from, to } = findPointer(view.state, refused.pointer);
  return [{ ...widen({ from, to }, view.state.doc.length), severity: 'error', message: refused.message }];
}

/** Finds what is wrong with a JSON Schema, each at its place. */
export function lintSchema(view: EditorView): readonly Diagnostic[] {
  const { state } = view;
  const { issues } = checkModelSchema(state.doc.toString());
  return issues
    .flatMap((issue): readonly Diagnostic[] => {
      if (issue.kind === 'syntax') return lintSyntax(view);
      const { from, to } = findPointer(state, issue.pointer);
      const place = issue.pointer === '' ? 'The schema' : issue.pointer;
      return [{ from, to, severity: 'error', source: issue.kind, message: `${place} ${issue.message}` }];
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
