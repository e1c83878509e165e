import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Grade } from '../../src/index.ts';

const gradeWords = (): Readonly<Record<Grade, readonly [word: string, hint: string]>> => ({
  documented: [msg('documented'), msg("Stands in Alibaba Cloud's documents.")],
  observed: [msg('observed'), msg('Seen in recorded answers of the service.')],
  inferred: [msg('inferred'), msg('Concluded: the real service may say it differently.')],
  emulator: [msg('emulator'), msg('Only the emulator says this.')],
});

/** How well a fact is known, and where from. */
export function evidence(grade: Grade, source: string | undefined): TemplateResult {
  const [word, hint] = gradeWords()[grade];
  return html`<p class="hint">
    <span class="chip ${grade === 'inferred' ? 'warn' : ''}">${word}</span>
    ${hint}
    ${
      source === undefined || source === '-'
        ? nothing
        : html`<span class="break"
            >${msg(str`Source: ${source}. What that is: docs/evidence.md in the package.`)}</span
          >`
    }
  </p>`;
}
