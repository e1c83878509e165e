import { msg } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icon.ts';

/** The head of what is shown beside a list, or in its place if there is no room beside it. */
export function detailHead(title: string, close: () => void, back: () => void = close): TemplateResult {
  return html`<div class="bar">
    <button class="tool back" type="button" aria-label=${msg('Back to the list')} @click=${back}>
      ${icon('back')}
    </button>
    <h2 class="grow clip">${title}</h2>
    <button class="tool" type="button" aria-label=${msg('Close')} title=${msg('Close')} @click=${close}>
      ${icon('close')}
    </button>
  </div>`;
}
