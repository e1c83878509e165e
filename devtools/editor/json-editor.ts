import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { EditorState, StateEffect } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { lintJson, lintSchema } from './json-lint.ts';
import type { Refused } from './json-lint.ts';

export type { Refused } from './json-lint.ts';

/** A place in the text that is wrong, and why. */
export interface Place {
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface EditorHandle {
  set(text: string): void;
  /** Marks what the service refused, until there is something else or nothing. */
  mark(refused: Refused | undefined): void;
  select(from: number, to: number): void;
  focus(): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly root: ShadowRoot;
  readonly text: string;
  readonly label: string;
  /** What the text is checked as. */
  readonly language: 'json' | 'schema';
  onChange(text: string): void;
  onPlaces(places: readonly Place[]): void;
}

/** How long the user pauses before the text is checked, in milliseconds. */
const LINT_DELAY = 250;

const theme = EditorView.theme({
  '&': { fontSize: '12px', color: 'var(--text)', backgroundColor: 'var(--bg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--text)', minHeight: '120px' },
  '.cm-gutter': { minHeight: '120px' },
  '.cm-scroller': { maxHeight: '320px', overflow: 'auto' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--muted)',
    borderRight: '1px solid var(--border)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--selected) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--border)',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

/** What every editor has. Tab moves on, as everywhere else. */
const appearance = [
  lineNumbers(),
  bracketMatching(),
  history(),
  json(),
  syntaxHighlighting(colours),
  lintGutter(),
  theme,
  EditorView.lineWrapping,
  keymap.of([...defaultKeymap, ...historyKeymap]),
];

const refusedElsewhere = StateEffect.define();

/** An editor for JSON in the panel's colours. */
export function createJsonEditor(options: EditorOptions): EditorHandle {
  const { parent, root, text, label, language, onChange, onPlaces } = options;
  let refused: Refused | undefined;
  const check = (view: EditorView): readonly Diagnostic[] => {
    const diagnostics = language === 'schema' ? lintSchema(view) : lintJson(view, refused);
    onPlaces(
      diagnostics.map(({ from, to, message }) => ({
        from,
        to,
        message,
        line: view.state.doc.lineAt(from).number,
      })),
    );
    return diagnostics;
  };
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        appearance,
        linter(check, {
          delay: LINT_DELAY,
          needsRefresh: ({ transactions }) =>
            transactions.some(({ effects }) => effects.some((effect) => effect.is(refusedElsewhere))),
        }),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    set(changed) {
      if (changed === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed } });
    },
    mark(given) {
      refused = given;
      view.dispatch({ effects: refusedElsewhere.of(null) });
    },
    select(from, to) {
      const end = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
        scrollIntoView: true,
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
