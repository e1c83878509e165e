import { el } from './dom.ts';

/** Deletes all state. @param onWait told where another tab has to let go of the database first. */
export type Erase = (onWait: () => void) => Promise<void>;

/** A button that deletes everything the emulator keeps, after it has asked. */
export function createDeleteState(erase: Erase): HTMLElement {
  const problem = el('p', { class: 'field-error', role: 'alert', hidden: true });
  const say = (words: string): void => {
    problem.textContent = words;
    problem.hidden = false;
  };
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
              await erase(() => say('Another tab keeps the database open. Close it to go on.'));
              location.reload();
            } catch (error) {
              say(`Nothing was deleted. ${String(error)}`);
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

/** Deletes a database, where there are any. @param onBlocked told that another tab keeps it open; it is waited for. */
export async function deleteDatabase(name: string, onBlocked: () => void): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  const request = indexedDB.deleteDatabase(name);
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error ?? new Error('The database stays.')));
    request.addEventListener('blocked', onBlocked);
  });
}
