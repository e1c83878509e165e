import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Grade } from '../../src/index.ts';

const gradeWords = (): Readonly<Record<Grade, readonly [word: string, hint: string]>> => ({
  documented: [msg('documented'), msg("Its code and wording stand in Alibaba Cloud's documents.")],
  observed: [
    msg('observed'),
    msg('Its code or wording was seen in recorded answers, or in clients that work against the service.'),
  ],
  inferred: [
    msg('inferred'),
    msg('Its code or wording is concluded from the documents; the service may word it differently.'),
  ],
  emulator: [msg('emulator'), msg('Only the emulator has this error.')],
});

/** What the most frequent keys of docs/evidence.md stand for. */
const sourceWords = (): Readonly<Record<string, string>> => ({
  'ERR-EN': msg("Alibaba Cloud's table of error codes for management and control API operations"),
  'ERR-VPC': msg("Alibaba Cloud's table of error codes for API Gateway instances"),
  META24: msg('the official OpenAPI metadata of CloudAPI, 2024'),
  SI: 'github.com/geek-fun/serverlessinsight',
  TF: 'github.com/aliyun/terraform-provider-alicloud',
});

/** How well the code and the wording of an error are known, and where from. */
export function errorEvidence(grade: Grade, source: string | undefined): TemplateResult {
  const [word, hint] = gradeWords()[grade];
  return html`<p class="hint">
      ${msg('How well the error is known:')}
      <span class="chip ${grade === 'inferred' ? 'warn' : ''}">${word}</span>
      ${hint}
    </p>
    ${source === undefined || source === '-' ? nothing : html`<p class="hint">${sourceOf(source)}</p>`}`;
}

/** @param source keys of docs/evidence.md with words between them: `ERR-EN template; SI` */
function sourceOf(source: string): string {
  const names = Object.entries(sourceWords())
    .filter(([key]) => source.split(/[ ,;]+/).includes(key))
    .map(([key, name]) => (source === key ? name : `${key}: ${name}`))
    .join('; ');
  return names === ''
    ? msg(str`Source: ${source}. More on it is in docs/evidence.md of the package.`)
    : msg(str`Source: ${source} (${names}). More on it is in docs/evidence.md of the package.`);
}
