import type { Grade, JournalEntry } from 'cloudapi-emulator';
import { el, uniqueId } from './dom.ts';
import type { Child } from './dom.ts';

/** How well it is known that the service answers so. */
const GRADES: Readonly<Record<Grade, string>> = {
  documented: 'Alibaba Cloud’s own documents say so.',
  observed: 'seen in recorded answers, or in clients that work against the service.',
  inferred: 'concluded, because nothing public says it.',
  emulator: 'the service never says this.',
};

/** What the emulator says of an answer beside it; `undefined` where it has nothing to say. */
export function createNote({ detail, grade, injected, unread }: JournalEntry): HTMLElement | undefined {
  const lines: (readonly [string, readonly Child[]])[] = [];
  if (detail !== undefined) lines.push(['Why', [detail]]);
  if (grade !== undefined) lines.push(['Grade', [el('strong', {}, grade), `: ${GRADES[grade]}`]]);
  // A fault answers before the operation has read anything.
  if (unread.length > 0 && !injected) {
    lines.push(['Unread', [el('code', {}, unread.join(', ')), ': the operation has no such parameter.']]);
  }
  if (lines.length === 0) return undefined;
  const title = uniqueId('note');
  return el(
    'section',
    { class: 'note', 'aria-labelledby': title },
    el('h3', { id: title }, 'The emulator’s own words, not on the wire'),
    el('dl', {}, ...lines.map(([name, words]) => el('div', {}, el('dt', {}, name), el('dd', {}, ...words)))),
  );
}
