import { Annotation, StateField, Transaction } from '@codemirror/state';
import type { ChangeSet, Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { EditorView } from '@codemirror/view';

interface History {
  readonly done: readonly ChangeSet[];
  readonly undone: readonly ChangeSet[];
  readonly time: number;
}

/** Changes within this time, in milliseconds, are undone together. */
const TOGETHER = 500;

const step = Annotation.define<'undo' | 'redo'>();

const history = StateField.define<History>({
  create: () => ({ done: [], undone: [], time: 0 }),
  update(value, transaction) {
    if (!transaction.docChanged) return value;
    const inverse = transaction.changes.invert(transaction.startState.doc);
    const { done, undone } = value;
    const kind = transaction.annotation(step);
    if (kind === 'undo') return { done: done.slice(0, -1), undone: [...undone, inverse], time: 0 };
    if (kind === 'redo') return { done: [...done, inverse], undone: undone.slice(0, -1), time: 0 };
    const time = transaction.annotation(Transaction.time) ?? 0;
    const last = done.at(-1);
    return last !== undefined && time - value.time < TOGETHER
      ? { done: [...done.slice(0, -1), inverse.compose(last)], undone: [], time }
      : { done: [...done, inverse], undone: [], time };
  },
});

function go(kind: 'undo' | 'redo') {
  return (view: EditorView): boolean => {
    const { done, undone } = view.state.field(history);
    const changes = (kind === 'undo' ? done : undone).at(-1);
    if (changes === undefined) return false;
    view.dispatch({ changes, annotations: step.of(kind), scrollIntoView: true });
    return true;
  };
}

/** Undo and redo. */
export const editorHistory: Extension = [
  history,
  keymap.of([
    { key: 'Mod-z', run: go('undo'), preventDefault: true },
    { key: 'Mod-Shift-z', run: go('redo'), preventDefault: true },
    { key: 'Mod-y', run: go('redo'), preventDefault: true },
  ]),
];
