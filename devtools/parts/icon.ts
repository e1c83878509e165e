import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

/** Paths on a grid of 16 by 16, drawn as lines. */
const paths = {
  right: 'M2 3h12v10H2z M10 3v10',
  bottom: 'M2 3h12v10H2z M2 9.5h12',
  floating: 'M2 3h12v10H2z M7 7h5v4H7z',
  move: 'M8 2v12 M2 8h12 M6 4l2-2 2 2 M6 12l2 2 2-2 M4 6L2 8l2 2 M12 6l2 2-2 2',
  close: 'M4 4l8 8 M12 4l-8 8',
  pause: 'M5.5 3.5v9 M10.5 3.5v9',
  play: 'M5 3.5l7 4.5-7 4.5z',
  clear: 'M3 4.5h10 M6.5 4V2.5h3V4 M4.5 4.5l.6 9h5.8l.6-9',
  copy: 'M6 6h7.5v7.5H6z M10 6V2.5H2.5V10H6',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  more: 'M5.5 3.5L10 8l-4.5 4.5',
  open: 'M3.5 5.5L8 10l4.5-4.5',
  plus: 'M8 3v10 M3 8h10',
  edit: 'M3 13l.6-3L11 2.6l2.4 2.4L6 12.4z',
  check: 'M3 8.5l3.2 3L13 4.5',
  again: 'M12.8 6A5 5 0 1 0 13 9.5 M13 3v3.3H9.7',
  api: 'M2.5 8h8.5 M8 4.5L11.5 8 8 11.5 M13.5 3v10',
  group: 'M2 4.5h4.5l1.5 2h6V13H2z',
  model: 'M6 3C3.5 3 5 7.5 2.8 8 5 8.5 3.5 13 6 13 M10 3c2.5 0 1 4.5 3.2 5C11 8.5 12.5 13 10 13',
  settings: 'M2.5 5h6 M12 5h1.5 M2.5 11h1.5 M7.5 11h6 M8.5 3.2v3.6h3.2V3.2z M4.3 9.2v3.6h3.2V9.2z',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside a text or in a labelled button; it says nothing itself. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${paths[name]} />`}
  </svg>`;
}
