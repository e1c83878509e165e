import { el } from './dom.ts';

/** A button that deletes everything the emulator keeps, after it has asked. */
export function createDeleteState(erase: () => Promise<void>): HTMLElement {
  const problem = el('p', { class: 'field-error', role: 'alert', hidden: true });
  const done = el('p', { class: 'visually-hidden', role: 'status' });
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'delete-title' },
    el('h2', { id: 'delete-title' }, 'Delete all state?'),
    el('p', {}, 'The groups and models of every region are deleted from this browser, in all its tabs.'),
    problem,
    el(
      'div',
      { class: 'form-foot' },
      el(
        'button',
        {
          type: 'button',
          class: 'danger',
          click: async () => {
            try {
              await erase();
              dialog.close();
              done.textContent = 'All state is deleted.';
            } catch (error) {
              problem.textContent = `Nothing was deleted. ${String(error)}`;
              problem.hidden = false;
            }
          },
        },
        'Delete all state',
      ),
      el('button', { type: 'button', autofocus: true, click: () => dialog.close() }, 'Cancel'),
    ),
  );
  const open = (): void => {
    problem.hidden = true;
    done.textContent = '';
    dialog.showModal();
  };
  return el('div', {}, el('button', { type: 'button', click: open }, 'Delete all state…'), dialog, done);
}
