import { el } from './dom.ts';

/** Buttons for the pages of a list. */
export interface Pager {
  readonly element: HTMLElement;
  show(page: number, pages: number): void;
}

/** @param label what is paged. @param onPage told of the page wanted, from 1. */
export function createPager(label: string, onPage: (page: number) => void): Pager {
  let current = 1;
  let last = 1;
  const step = (by: number): void => {
    if (current + by >= 1 && current + by <= last) onPage(current + by);
  };
  const place = el('span', {});
  // Not `disabled`, which would take the focus away from a button that has just been pressed.
  const newer = el('button', { type: 'button', class: 'small', click: () => step(-1) }, 'Newer');
  const older = el('button', { type: 'button', class: 'small', click: () => step(1) }, 'Older');
  const element = el('nav', { class: 'pager', 'aria-label': label, hidden: true }, newer, place, older);
  return {
    element,
    show(page, pages) {
      current = page;
      last = pages;
      element.hidden = pages <= 1;
      place.textContent = `${page} of ${pages}`;
      newer.setAttribute('aria-disabled', String(page <= 1));
      older.setAttribute('aria-disabled', String(page >= pages));
    },
  };
}
