import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** Says that something was typed that is not sent yet. */
export function draftChip(isThere: boolean): TemplateResult | typeof nothing {
  return isThere ? html`<span class="chip warn small">${msg('Draft')}</span>` : nothing;
}
