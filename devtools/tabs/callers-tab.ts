import { msg, str } from '@lit/localize';
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

const verdictWords = (): Readonly<Record<Verdict, readonly [word: string, hint: string]>> => ({
  Allow: [msg('Allowed'), msg('A statement allows it, and none denies it.')],
  ExplicitDeny: [msg('Denied'), msg('A statement denies it; that wins over any that allows it.')],
  ImplicitDeny: [msg('Not allowed'), msg('No statement allows it.')],
});

/** Who may call, and what: with a call to try, and a question that makes no call. */
export class CallersTab extends Panel {
  static override styles = [styles, callerStyles];
  #caller = '';
  #action = 'DescribeApiGroups';
  /** The resources that were typed, by caller and action. */
  readonly #resources = new Map<string, string>();

  protected override render(): TemplateResult {
    const callers = this.session.emulator.callers.list();
    if (callers.length === 0) {
      return html`<div class="empty">
        <strong>${msg('Anybody may call')}</strong>
        <p>
          ${msg('The emulator checks no signatures and no policies. With the option credentials it does, and you can try calls here as each caller.')}
        </p>
      </div>`;
    }
    const caller = callers.find(({ accessKeyId }) => accessKeyId === this.#caller) ?? callers[0];
    return html`<div class="scroll">
      <div class="stack">
        <section class="section">
          <h2>${msg('Who may call')}</h2>
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
          ${status === 'Inactive' ? html`<span class="chip bad">${msg('inactive')}</span>` : nothing}
          ${policies === undefined ? html`<span class="chip ok">${msg('may do everything')}</span>` : nothing}
          ${policies?.length === 0 ? html`<span class="chip bad">${msg('may do nothing')}</span>` : nothing}
        </div>
        <span class="hint">${accessKeyId} · ${msg('Account')} ${accountId}</span>
        ${
          policies === undefined || policies.length === 0
            ? nothing
            : html`<details>
                <summary>${msg('Policies')}</summary>
                <pre tabindex="0" aria-label=${msg('Policies')}>
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
    const question = `${caller.accessKeyId} ${this.#action}`;
    const resource =
      this.#resources.get(question) ?? `acs:apigateway:${service.region}:${caller.accountId}:${last}`;
    const verdict = emulator.callers.judge(caller.accessKeyId, this.#action, resource);
    return html`<section class="section">
        <h2>${msg('Would this be allowed?')}</h2>
        ${this.#choices(caller, callers)}
        <label class="field"
          >${msg('Resource')}
          <input
            class="mono"
            spellcheck="false"
            .value=${resource}
            @input=${(event: Event) =>
              this.change(() => this.#resources.set(question, (event.target as HTMLInputElement).value))}
          />
        </label>
        <p role="status" class="chips">
          <span class="chip ${VERDICTS[verdict]}">
            ${icon(verdict === 'Allow' ? 'check' : 'close')} ${verdictWords()[verdict][0]}
          </span>
          <span class="hint"
            >${
              caller.policies === undefined
                ? msg('This caller has no policies, and may do everything.')
                : verdictWords()[verdict][1]
            }</span
          >
        </p>
      </section>
      <section class="section">
        <h2>${msg('Try it')}</h2>
        <p class="hint">${msg(str`Calls ${this.#action} as ${caller.name ?? caller.accessKeyId}.`)}</p>
        <cloudapi-devtools-form
          .session=${this.session}
          .action=${this.#action}
          .accessKeyId=${caller.accessKeyId}
          .draft=${`try ${this.#action}`}
        ></cloudapi-devtools-form>
      </section>`;
  }

  #choices(caller: KnownCaller, callers: readonly KnownCaller[]): TemplateResult {
    return html`<div class="fields">
      <label class="field"
        >${msg('Caller')}
        <select
          @change=${(event: Event) =>
            this.change(() => {
              this.#caller = (event.target as HTMLSelectElement).value;
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
        >${msg('Action')}
        <select
          @change=${(event: Event) =>
            this.change(() => {
              this.#action = (event.target as HTMLSelectElement).value;
            })}
        >
          ${this.session.service.actions.map(
            ({ action }) => html`<option ?selected=${action === this.#action}>${action}</option>`,
          )}
        </select>
      </label>
    </div>`;
  }
}

define('cloudapi-devtools-callers', CallersTab);
