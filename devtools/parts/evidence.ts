import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Grade } from '../../src/index.ts';
import type { Session } from '../session.ts';

/** How well a fact is known, and where from. */
export function evidence(session: Session, grade: Grade, source: string | undefined): TemplateResult {
  return html`<p class="hint">
    <span class="chip ${grade === 'inferred' ? 'warn' : ''}">${session.t(`grade_${grade}`)}</span>
    ${session.t(`gradeHint_${grade}`)}
    ${
      source === undefined || source === '-'
        ? nothing
        : html`<span class="break">${session.t('source')} ${source}.</span>`
    }
  </p>`;
}
