import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** What is beside a list, where there is room, until one of it is chosen. */
export function hollow(words: string): TemplateResult {
  return html`<div class="detail hollow">
    <div class="empty"><p>${words}</p></div>
  </div>`;
}
