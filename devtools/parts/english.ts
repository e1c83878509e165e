import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { getLocale } from '../locales/locale.ts';

/** Says in another language that the emulator's own words, which follow, are in English. */
export function englishFollows(): TemplateResult | typeof nothing {
  return getLocale() === 'en'
    ? nothing
    : html`<p class="hint">${msg('The emulator explains in English:')}</p>`;
}
