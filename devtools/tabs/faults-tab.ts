import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Action, ErrorCode, Fault, FaultRule } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { numberText } from '../parts/number-text.ts';
import { clockTime } from '../parts/time.ts';
import { nameOf } from '../session.ts';
import type { CallRecord } from '../session.ts';
import { styles } from '../styles.ts';

type Kind = 'error' | 'delay' | 'hold' | 'drop';

type Preset = 'quotaFull' | 'throttled' | 'noPermission' | 'slow' | 'offline' | 'badGateway';

/** What one click arms, for all calls until it is clicked again. */
const presets: readonly (readonly [name: Preset, rules: readonly FaultRule[]])[] = [
  [
    'quotaFull',
    [
      { action: 'CreateApiGroup', error: 'ExceedLimitApiGroup' },
      { action: 'CreateModel', error: 'ExceedLimitModel' },
    ],
  ],
  ['throttled', [{ error: 'Throttling.User' }]],
  ['noPermission', [{ error: 'NoPermission' }]],
  ['slow', [{ delay: 2000 }]],
  ['offline', [{ drop: true }]],
  ['badGateway', [{ error: { code: 'BadGateway', message: 'Bad Gateway', status: 502 } }]],
];

const presetWords = (): Readonly<Record<Preset, readonly [name: string, hint: string]>> => ({
  quotaFull: [msg('Quota full'), msg('New groups and models')],
  throttled: [msg('Throttled'), 'Throttling.User'],
  noPermission: [msg('No permission'), 'NoPermission'],
  slow: [msg('Slow'), msg('2 seconds for each call')],
  offline: [msg('Offline'), msg('Connections drop')],
  badGateway: [msg('Bad gateway'), '502'],
});

const kindWords = (): Readonly<Record<Kind, string>> => ({
  error: msg('An error'),
  delay: msg('A delay'),
  hold: msg('Held until released'),
  drop: msg('Connection drops'),
});

/** The fields of the form. */
interface Typed {
  /** An action, or `api ` and the name of an API; empty for all calls. */
  readonly target: string;
  readonly kind: Kind;
  readonly code: string;
  readonly delay: string;
  readonly times: string;
}

/** How often the list is read again: a held call tells nobody that it is held. In milliseconds. */
const TICK = 500;
/** Calls that faults answered, at most, in this tab. */
const MAX_FIRED = 5;

const faultStyles = css`
  .presets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr));
    gap: 8px;
  }
  .preset {
    flex-direction: column;
    align-items: flex-start;
    justify-content: flex-start;
    gap: 0;
    padding: 8px 11px;
    white-space: normal;
    text-align: left;
  }
  .preset strong {
    font-weight: 600;
  }
  .preset span {
    font-size: 12px;
    color: var(--muted);
  }
  .armed {
    flex: 1;
    min-width: 0;
    display: grid;
  }
`;

/** Errors, delays and dropped connections on purpose. */
export class FaultsTab extends Panel {
  static override styles = [styles, faultStyles];
  /** What the form holds; a field that is not shown keeps what was typed. */
  #typed: Typed = { target: '', kind: 'error', code: 'ServiceUnavailable', delay: '2000', times: '1' };
  /** The field whose value `faults.add` has refused. */
  #wrong: string | undefined;
  /** What the form armed last. */
  #last: Fault | undefined;
  protected override readonly tick = TICK;

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <div class="stack">
        <section class="section">
          <h2>${msg('Bad days')}</h2>
          <p class="hint">${msg('One click and every call fails like this; a second click ends it.')}</p>
          <div class="presets">${presets.map(([name, rules]) => this.#preset(name, rules))}</div>
        </section>
        ${this.#form()} ${this.#armed()} ${this.#fired()}
      </div>
    </div>`;
  }

  #preset(name: Preset, rules: readonly FaultRule[]): TemplateResult {
    const faults = this.session.emulator.faults
      .list()
      .filter((fault) => rules.some((rule) => isOf(fault, rule)));
    const isArmed = faults.length > 0;
    const [title, hint] = presetWords()[name];
    return html`<button
      class="button preset"
      type="button"
      aria-pressed=${isArmed}
      @click=${() =>
        this.change(() => {
          for (const fault of faults) fault.remove();
          if (!isArmed) for (const rule of rules) this.session.emulator.faults.add(rule);
        })}
    >
      <strong>${title}</strong><span>${hint}</span>
    </button>`;
  }

  #form(): TemplateResult {
    const { actions } = this.session.service;
    const { target, kind: chosen, times } = this.#typed;
    const names = this.session.state?.apis.map(({ apiName }) => `api ${apiName}`) ?? [];
    // An API that is gone meanwhile stays chosen.
    const apis = [...new Set([...names, ...(target.startsWith('api ') ? [target] : [])])];
    const kinds: readonly Kind[] = ['error', 'delay', 'hold', 'drop'];
    return html`<form class="section" @submit=${this.#arm} novalidate>
      <h2>${msg('Make the next calls fail')}</h2>
      <div class="fields">
        <label class="field"
          >${msg('For calls of')}
          <select name="action" @change=${this.#type('target')}>
            <option value="">${msg('All calls')}</option>
            ${actions.map(
              ({ action }) => html`<option value=${action} .selected=${action === target}>${action}</option>`,
            )}
            ${
              apis.length === 0
                ? nothing
                : html`<optgroup label=${msg('APIs, at the SubDomain')}>
                    ${apis.map(
                      (api) =>
                        html`<option value=${api} .selected=${api === target}>${api.slice(4)}</option>`,
                    )}
                  </optgroup>`
            }
          </select>
        </label>
        <label class="field"
          >${msg('What happens')}
          <select name="kind" @change=${this.#type('kind')}>
            ${kinds.map(
              (kind) =>
                html`<option value=${kind} .selected=${kind === chosen}>${kindWords()[kind]}</option>`,
            )}
          </select>
        </label>
        ${this.#effect()}
        <label class="field"
          >${msg('How many calls')}
          <input
            name="times"
            type="number"
            min="1"
            placeholder=${msg('all')}
            aria-invalid=${this.#wrong === 'times'}
            .defaultValue=${times}
            @input=${this.#type('times')}
          />
          ${this.#problem('times', msg('A whole number from 1; empty for all calls.'))}
        </label>
      </div>
      <div class="actions">
        <button class="button primary" type="submit">${msg('Arm the fault')}</button>
        <span class="hint" role="status">${this.#status()}</span>
      </div>
    </form>`;
  }

  #type =
    (name: keyof Typed) =>
    (event: Event): void =>
      this.change(() => {
        // The options of a select are its field's own values.
        this.#typed = { ...this.#typed, [name]: numberText(event.target as HTMLInputElement) };
      });

  #problem(field: string, words: string): TemplateResult | typeof nothing {
    return this.#wrong === field ? html`<span class="error" role="alert">${words}</span>` : nothing;
  }

  /** What there is to say of what happens. */
  #effect(): TemplateResult | typeof nothing {
    const { kind, code, delay } = this.#typed;
    if (kind === 'delay') {
      return html`<label class="field"
        >${msg('Delay in milliseconds')}
        <input
          name="delay"
          type="number"
          min="0"
          aria-invalid=${this.#wrong === 'delay'}
          .defaultValue=${delay}
          @input=${this.#type('delay')}
        />
        ${this.#problem('delay', msg('A number from 0 to 2147483647.'))}
      </label>`;
    }
    if (kind !== 'error') return nothing;
    const { errors } = this.session.service;
    const chosen = errors.find((one) => one.code === code);
    return html`<label class="field"
      >${msg('Error code')}
      <input
        name="error"
        class="mono"
        list="codes"
        aria-invalid=${this.#wrong === 'error'}
        .value=${code}
        @input=${this.#type('code')}
        autocomplete="off"
        spellcheck="false"
      />
      ${
        chosen === undefined
          ? html`<span class="hint">${msg('Choose one of the catalogue.')}</span>`
          : html`<span class="hint">${chosen.status} <span lang="en">${chosen.message}</span></span>`
      }
      ${this.#problem('error', msg('The catalogue has no such code.'))}
      <datalist id="codes">
        ${errors.map(
          (one) => html`<option value=${one.code} lang="en">${one.status} ${one.message}</option>`,
        )}
      </datalist>
    </label>`;
  }

  #arm = (event: SubmitEvent): void => {
    event.preventDefault();
    const { target: name, kind, code, delay, times } = this.#typed;
    const effects: Readonly<Record<Kind, FaultRule>> = {
      error: { error: code.trim() as ErrorCode },
      delay: { delay: delay === '' ? NaN : Number(delay) },
      hold: { delay: Infinity },
      drop: { drop: true },
    };
    const target = name.startsWith('api ')
      ? { api: name.slice(4) }
      : { action: (name || undefined) as Action | undefined };
    try {
      // `faults.add` checks what was typed.
      const fault = this.session.emulator.faults.add({
        ...effects[kind],
        ...target,
        times: times === '' ? undefined : Number(times),
      });
      if (kind === 'hold') this.session.holding.add(fault);
      this.change(() => {
        this.#wrong = undefined;
        this.#last = fault;
      });
    } catch (error) {
      this.change(() => {
        this.#last = undefined;
        // `faults.add: times must be …`
        this.#wrong = /^faults\.add: (\w+)/.exec(String((error as Error).message))?.[1] ?? 'error';
      });
    }
  };

  #armed(): TemplateResult {
    const faults = this.session.armed;
    return html`<section class="section">
      <div class="actions">
        <h2 class="grow">${msg('Armed')} <span class="chip">${faults.length}</span></h2>
        <button
          class="button danger"
          type="button"
          ?disabled=${faults.length === 0}
          @click=${() =>
            this.change(() => {
              this.session.emulator.faults.clear();
              this.session.holding.clear();
            })}
        >
          ${msg('Remove all')}
        </button>
      </div>
      ${
        faults.length === 0
          ? html`<p class="muted">
              ${msg('No fault is armed: calls are answered as the service would answer them.')}
            </p>`
          : html`<ul class="list">
              ${faults.map((fault) => this.#fault(fault))}
            </ul>`
      }
    </section>`;
  }

  #status(): string {
    if (this.#last === undefined) return '';
    if (this.session.armed.includes(this.#last)) return msg('Armed: see below.');
    return this.#last.hits > 0 ? msg('The fault has fired.') : '';
  }

  /** The last calls that faults answered: a fault for one call leaves the list when it fires. */
  #fired(): TemplateResult | typeof nothing {
    const calls = this.session.calls.filter(({ entry }) => entry.injected).slice(-MAX_FIRED);
    if (calls.length === 0) return nothing;
    return html`<section class="section">
      <h2>${msg('Fired')}</h2>
      <ul class="list">
        ${calls.toReversed().map((call) => this.#firedAt(call))}
      </ul>
    </section>`;
  }

  #firedAt(call: CallRecord): TemplateResult {
    const { code, status, time } = call.entry;
    const name = nameOf(call.entry);
    return html`<li>
      <div class="armed">
        <span class="break"
          ><strong>${code ?? (status === 0 ? msg('Connection drops') : status)}</strong></span
        >
        <span class="hint">${msg(str`At ${name}`)} · ${clockTime(time)}</span>
      </div>
      <button
        class="button"
        type="button"
        aria-label="${msg('Open the call')}: ${name}"
        @click=${() => this.session.show(call)}
      >
        ${msg('Open the call')}
      </button>
    </li>`;
  }

  #fault(fault: Fault): TemplateResult {
    const { action, api, delay, drop, times, hits } = fault;
    const isHeld = delay === Infinity;
    const effects = [
      isHeld ? msg('Held until released') : delay === undefined ? '' : msg(str`Delay of ${delay} ms`),
      codeOf(fault) ?? '',
      drop === true ? msg('Connection drops') : '',
    ].filter(Boolean);
    const left =
      times === undefined || times === Infinity
        ? msg('always')
        : msg(str`${Math.max(0, times - hits)} to go`);
    return html`<li>
      <div class="armed">
        <span class="break"><strong>${effects.join(' · ')}</strong></span>
        <span class="hint"
          >${action ?? api ?? msg('All calls')} · ${left} ·
          ${hits === 1 ? msg(str`${hits} call so far`) : msg(str`${hits} calls so far`)}</span
        >
      </div>
      <button
        class="button"
        type="button"
        @click=${() =>
          this.change(() => {
            fault.remove();
            this.session.holding.delete(fault);
          })}
      >
        ${isHeld ? msg('Release') : msg('Remove')}
      </button>
    </li>`;
  }
}

/** The code of its error, with the status of one that the catalogue has not. */
function codeOf({ error }: FaultRule): string | undefined {
  return typeof error === 'object' ? `${error.status} ${error.code}` : error;
}

/** Whether a fault is one that a preset has armed. */
function isOf(fault: Fault, rule: FaultRule): boolean {
  const names = ['action', 'api', 'delay', 'drop', 'times'] as const;
  return names.every((name) => fault[name] === rule[name]) && codeOf(fault) === codeOf(rule);
}

define('cloudapi-devtools-faults', FaultsTab);
