import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { KnownCaller, Verdict } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { icon } from '../parts/icon.ts';
import '../parts/operation-form.ts';
import { styles } from '../styles.ts';

const callerStyles = css`
  details > summary {
    cursor: pointer;
    font-weight: 600;
  }
  details[open] > summary {
    margin-bottom: 8px;
  }
`;

const VERDICTS: Readonly<Record<Verdict, string>> = { Allow: 'ok', ExplicitDeny: 'bad', ImplicitDeny: 'bad' };

/** Who may call, and what: with a call to try, and a question that makes no call. */
export class CallersTab extends Panel {
  static override styles = [styles, callerStyles];
  #caller = '';
  #action = 'DescribeApiGroups';
  #resource: string | undefined;

  protected override render(): TemplateResult {
    const callers = this.session.emulator.callers.list();
    const caller = callers.find(({ accessKeyId }) => accessKeyId === this.#caller) ?? callers[0];
    return html`<div class="scroll">
      <div class="stack">
        <section class="section">
          <h2>${this.t('whoMayCall')}</h2>
          <ul class="list">
            ${callers.map((one) => this.#row(one))}
          </ul>
        </section>
        ${caller === undefined ? nothing : this.#ask(caller, callers)}
      </div>
    </div>`;
  }

  #row({ accessKeyId, name, accountId, status, policies }: KnownCaller): TemplateResult {
    return html`<li>
      <div class="grow section">
        <div class="chips">
          <strong class="break">${name ?? accessKeyId}</strong>
          ${status === 'Inactive' ? html`<span class="chip bad">${this.t('inactive')}</span>` : nothing}
          ${policies === undefined ? html`<span class="chip ok">${this.t('mayAll')}</span>` : nothing}
          ${policies?.length === 0 ? html`<span class="chip bad">${this.t('mayNothing')}</span>` : nothing}
        </div>
        <span class="hint">${accessKeyId} · ${this.t('account')} ${accountId}</span>
        ${
          policies === undefined || policies.length === 0
            ? nothing
            : html`<details>
                <summary>${this.t('policies')}</summary>
                <pre tabindex="0" aria-label=${this.t('policies')}>
${JSON.stringify(policies, undefined, 2)}</pre>
              </details>`
        }
      </div>
    </li>`;
  }

  #ask(caller: KnownCaller, callers: readonly KnownCaller[]): TemplateResult {
    const { service, emulator } = this.session;
    const description = service.actions.find(({ action }) => action === this.#action);
    const last = (description?.resource ?? '*').replaceAll(/\{\w+\}/g, '*');
    const resource = this.#resource ?? `acs:apigateway:${service.region}:${caller.accountId}:${last}`;
    const verdict = emulator.callers.judge(caller.accessKeyId, this.#action, resource);
    return html`<section class="section">
        <h2>${this.t('wouldBeAllowed')}</h2>
        <div class="fields">
          <label class="field"
            >${this.t('asCaller')}
            <select
              @change=${(event: Event) =>
                this.change(() => {
                  this.#caller = (event.target as HTMLSelectElement).value;
                  this.#resource = undefined;
                })}
            >
              ${callers.map(
                ({ accessKeyId, name }) =>
                  html`<option value=${accessKeyId} ?selected=${accessKeyId === caller.accessKeyId}>
                    ${name ?? accessKeyId}
                  </option>`,
              )}
            </select>
          </label>
          <label class="field"
            >${this.t('action')}
            <select
              @change=${(event: Event) =>
                this.change(() => {
                  this.#action = (event.target as HTMLSelectElement).value;
                  this.#resource = undefined;
                })}
            >
              ${service.actions.map(
                ({ action }) => html`<option ?selected=${action === this.#action}>${action}</option>`,
              )}
            </select>
          </label>
        </div>
        <label class="field"
          >${this.t('resource')}
          <input
            class="mono"
            spellcheck="false"
            .value=${resource}
            @input=${(event: Event) =>
              this.change(() => (this.#resource = (event.target as HTMLInputElement).value))}
          />
        </label>
        <p role="status" class="chips">
          <span class="chip ${VERDICTS[verdict]}">
            ${icon(verdict === 'Allow' ? 'check' : 'close')} ${this.t(`verdict_${verdict}`)}
          </span>
          <span class="hint"
            >${this.t(caller.policies === undefined ? 'noPolicies' : `verdictHint_${verdict}`)}</span
          >
        </p>
      </section>
      <section class="section">
        <h2>${this.t('tryCall')}</h2>
        <p class="hint">${this.t('tryHint', this.#action, caller.name ?? caller.accessKeyId)}</p>
        <cloudapi-devtools-form
          .session=${this.session}
          .action=${this.#action}
          .accessKeyId=${caller.accessKeyId}
        ></cloudapi-devtools-form>
      </section>`;
  }
}

define('cloudapi-devtools-callers', CallersTab);
