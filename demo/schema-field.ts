import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { el, uniqueId } from './dom.ts';
import { createFieldFrame } from './field.ts';
import type { Field } from './field.ts';
import { lintSchema } from './schema-lint.ts';

export interface SchemaField extends Field {
  set(schema: string): void;
}

const LINT_DELAY = 250;

/** The parameter Schema: an editor that marks what draft 4 refuses, with a list of it below. */
export function createSchemaField(initial: string): SchemaField {
  const labelId = uniqueId('label');
  const label = el('span', { class: 'label', id: labelId, click: () => view.focus() });
  const frame = createFieldFrame('Schema', {
    required: true,
    label,
    hint: 'JSON Schema of draft 4, type object. Tab leaves the editor.',
  });
  const issues = el('ul', { class: 'issues', 'aria-label': 'What is wrong with the schema' });
  const summary = el('p', { class: 'hint', role: 'status' });

  /** Lists what the editor marks, for those who do not see the marks; each leads to its place. */
  function list(diagnostics: readonly Diagnostic[]): void {
    summary.textContent =
      diagnostics.length === 0
        ? 'Acceptable as a model.'
        : `${diagnostics.length} ${diagnostics.length === 1 ? 'place' : 'places'} the service would refuse.`;
    summary.classList.toggle('bad', diagnostics.length > 0);
    issues.replaceChildren(
      ...diagnostics.map(({ from, to, message }) =>
        el(
          'li',
          {},
          el(
            'button',
            {
              type: 'button',
              click: () => {
                const end = view.state.doc.length;
                view.dispatch({
                  selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
                  scrollIntoView: true,
                });
                view.focus();
              },
            },
            el('span', { class: 'line' }, `Line ${view.state.doc.lineAt(from).number}`),
            ' ',
            message,
          ),
        ),
      ),
    );
  }

  const view: EditorView = new EditorView({
    state: EditorState.create({
      doc: initial,
      extensions: [
        lineNumbers(),
        bracketMatching(),
        history(),
        json(),
        syntaxHighlighting(classHighlighter),
        linter(
          async (editor) => {
            const diagnostics = await lintSchema(editor);
            list(diagnostics);
            return diagnostics;
          },
          { delay: LINT_DELAY },
        ),
        lintGutter(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-labelledby': labelId,
          'aria-describedby': `${frame.errorId} ${frame.hintId}`,
          'aria-required': 'true',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) frame.refuse(undefined);
        }),
        // Neither binds Tab, so that it moves on as everywhere else.
        keymap.of([...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  frame.content.append(view.dom, summary, issues);

  return {
    name: 'Schema',
    element: frame.element,
    read: () => (view.state.doc.length === 0 ? [] : [['Schema', view.state.doc.toString()]]),
    refuse: frame.refuse,
    set(schema) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: schema } });
    },
  };
}
