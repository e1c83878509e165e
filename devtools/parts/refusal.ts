import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Grade } from '../../src/index.ts';
import { englishFollows } from './english.ts';
import { errorEvidence } from './evidence.ts';

/** What a call was refused with. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly grade?: Grade | undefined;
  readonly source?: string | undefined;
}

/** What `emulator.call` threw, by its members, because the page may have another copy of the class. */
export function toRefusal(error: unknown): Refusal {
  const { code, message } = error as Partial<Refusal>;
  return code === undefined
    ? { code: msg('The call failed'), message: message ?? String(error) }
    : (error as Refusal);
}

/** Why a call was refused, and how well the error is known. */
export function refusalCard(refusal: Refusal | undefined): TemplateResult | typeof nothing {
  if (refusal === undefined) return nothing;
  const { code, message, detail, grade, source } = refusal;
  return html`<div class="card bad" role="alert">
    <strong class="mono break">${code}</strong>
    ${englishFollows()}
    <p class="break" lang="en">${detail ?? message}</p>
    ${grade === undefined ? nothing : errorEvidence(grade, source)}
  </div>`;
}
