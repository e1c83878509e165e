import { el } from './dom.ts';

/** A button that deletes everything the emulator keeps, after it has asked. @param erase does it. */
export function createDeleteState(erase: () => Promise<void>): HTMLElement {
  const problem = el('p', { class: 'field-error', role: 'alert', hidden: true });
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'delete-title' },
    el('h2', { id: 'delete-title' }, 'Delete all state?'),
    el(
      'p',
      {},
      'The groups and models of every region are deleted from this browser, and the page starts again.',
    ),
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
              location.reload();
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
  const button = el('button', { type: 'button', click: () => dialog.showModal() }, 'Delete all state…');
  return el('div', {}, button, dialog);
}

/** Deletes a database. Rejects where another page keeps it open. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error ?? new Error('The database stays.')));
    request.addEventListener('blocked', () => reject(new Error('Another tab keeps the database open.')));
  });
}
