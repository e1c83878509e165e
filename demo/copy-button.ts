import { el } from './dom.ts';

/** A button that copies a text. @param what is copied, for those who do not see where it stands. */
export function copyButton(what: string, text: string): HTMLButtonElement {
  const word = el('span', { 'aria-live': 'polite' }, 'Copy');
  return el(
    'button',
    {
      type: 'button',
      class: 'small quiet',
      click: async () => {
        try {
          await navigator.clipboard.writeText(text);
          word.textContent = 'Copied';
        } catch {
          word.textContent = 'Not allowed';
        }
        setTimeout(() => (word.textContent = 'Copy'), 2000);
      },
    },
    word,
    el('span', { class: 'visually-hidden' }, ` ${what}`),
  );
}
