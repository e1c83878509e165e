import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** How much of a limit is used. Its figures stand beside it, so it says nothing itself. */
export function meter(used: number, limit: number): TemplateResult {
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  return html`<div class="meter ${share >= 1 ? 'full' : ''}" aria-hidden="true">
    <div .style=${`width:${share * 100}%`}></div>
  </div>`;
}
