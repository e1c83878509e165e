import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Action, ErrorCode, Fault, FaultRule } from '../../src/index.ts';
import type { MessageKey } from '../messages.ts';
import { Panel, define } from '../panel.ts';
import { styles } from '../styles.ts';

type Kind = 'error' | 'delay' | 'hold' | 'drop';

/** What one click arms, for all calls until it is clicked again. */
const presets: readonly (readonly [name: string, rules: readonly FaultRule[]])[] = [
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

/** How often the list is read again: a held call tells nobody that it is held. In milliseconds. */
const TICK = 500;

const faultStyles = css`
  .presets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr));
    gap: 8px;
  }
  .preset {
    flex-direction: column;
    align-items: flex-start;
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
  #kind: Kind = 'error';
  #problem = '';
  #said = '';
  readonly #presets = new Map<string, readonly Fault[]>();
  protected override readonly tick = TICK;

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <div class="stack">
        <section class="section">
          <h2>${this.t('presets')}</h2>
          <p class="hint">${this.t('presetsHint')}</p>
          <div class="presets">${presets.map(([name, rules]) => this.#preset(name, rules))}</div>
        </section>
        ${this.#form()} ${this.#armed()}
      </div>
    </div>`;
  }

  #preset(name: string, rules: readonly FaultRule[]): TemplateResult {
    const faults = this.#presets.get(name) ?? [];
    const list = this.session.emulator.faults.list();
    const isArmed = faults.some((fault) => list.includes(fault));
    // Each preset has its two messages.
    const title = `preset_${name}` as MessageKey;
    const hint = `presetHint_${name}` as MessageKey;
    return html`<button
      class="button preset"
      type="button"
      aria-pressed=${isArmed}
      @click=${() =>
        this.change(() => {
          for (const fault of faults) fault.remove();
          this.#presets.set(name, isArmed ? [] : rules.map((rule) => this.session.emulator.faults.add(rule)));
        })}
    >
      <strong>${this.t(title)}</strong><span>${this.t(hint)}</span>
    </button>`;
  }

  #form(): TemplateResult {
    const { actions, errors } = this.session.service;
    const kinds: readonly Kind[] = ['error', 'delay', 'hold', 'drop'];
    return html`<form class="section" @submit=${this.#arm} novalidate>
      <h2>${this.t('armFault')}</h2>
      <div class="fields">
        <label class="field"
          >${this.t('forCallsOf')}
          <select name="action">
            <option value="">${this.t('anyAction')}</option>
            ${actions.map(({ action }) => html`<option>${action}</option>`)}
          </select>
        </label>
        <label class="field"
          >${this.t('whatHappens')}
          <select
            name="kind"
            @change=${(event: Event) =>
              // The options are the kinds.
              this.change(() => (this.#kind = (event.target as HTMLSelectElement).value as Kind))}
          >
            ${kinds.map(
              (kind) =>
                html`<option value=${kind} ?selected=${kind === this.#kind}>
                  ${this.t(`kind_${kind}`)}
                </option>`,
            )}
          </select>
        </label>
        ${
          this.#kind === 'error'
            ? html`<label class="field"
                >${this.t('error')}
                <input
                  name="error"
                  class="mono"
                  list="codes"
                  .defaultValue=${'ServiceUnavailable'}
                  autocomplete="off"
                  spellcheck="false"
                />
                <datalist id="codes">
                  ${errors.map(
                    ({ code, status, message }) => html`<option value=${code}>${status} ${message}</option>`,
                  )}
                </datalist>
              </label>`
            : nothing
        }
        ${
          this.#kind === 'delay'
            ? html`<label class="field"
                >${this.t('delayMs')}
                <input name="delay" type="number" min="0" .defaultValue=${'2000'} />
              </label>`
            : nothing
        }
        <label class="field"
          >${this.t('howOften')}
          <input name="times" type="number" min="1" placeholder=${this.t('always')} .defaultValue=${'1'} />
        </label>
      </div>
      ${this.#problem === '' ? nothing : html`<p class="error" role="alert">${this.#problem}</p>`}
      <div class="actions">
        <button class="button primary" type="submit">${this.t('arm')}</button>
        <span class="hint" role="status">${this.#said}</span>
      </div>
    </form>`;
  }

  #arm = (event: SubmitEvent): void => {
    event.preventDefault();
    // The form of this tab.
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const effects: Readonly<Record<Kind, FaultRule>> = {
      error: { error: text('error') as ErrorCode },
      delay: { delay: Number(text('delay')) },
      hold: { delay: Infinity },
      drop: { drop: true },
    };
    try {
      // `faults.add` checks what was typed.
      const fault = this.session.emulator.faults.add({
        ...effects[this.#kind],
        action: (text('action') || undefined) as Action | undefined,
        times: text('times') === '' ? undefined : Number(text('times')),
      });
      if (this.#kind === 'hold') this.session.holding.add(fault);
      this.change(() => {
        this.#problem = '';
        this.#said = this.t('armedNow');
      });
    } catch (error) {
      this.change(() => {
        this.#said = '';
        this.#problem = error instanceof Error ? error.message : String(error);
      });
    }
  };

  #armed(): TemplateResult {
    const list = this.session.emulator.faults.list();
    const faults = [...list, ...[...this.session.holding].filter((fault) => !list.includes(fault))];
    return html`<section class="section">
      <div class="actions">
        <h2 class="grow">${this.t('armed')} <span class="chip">${faults.length}</span></h2>
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
          ${this.t('removeAll')}
        </button>
      </div>
      ${
        faults.length === 0
          ? html`<p class="muted">${this.t('nothingArmed')}</p>`
          : html`<ul class="list">
              ${faults.map((fault) => this.#fault(fault))}
            </ul>`
      }
    </section>`;
  }

  #fault(fault: Fault): TemplateResult {
    const { action, error, delay, drop, times, hits } = fault;
    const isHeld = delay === Infinity;
    const code = typeof error === 'object' ? `${error.status} ${error.code}` : error;
    const effects = [
      isHeld ? this.t('kind_hold') : delay === undefined ? '' : this.t('delayOf', delay),
      code ?? '',
      drop === true ? this.t('kind_drop') : '',
    ].filter(Boolean);
    const left =
      times === undefined || times === Infinity
        ? this.t('always')
        : this.t('callsLeft', Math.max(0, times - hits));
    return html`<li>
      <div class="armed">
        <span class="break"><strong>${effects.join(' · ')}</strong></span>
        <span class="hint">${action ?? this.t('anyAction')} · ${left} · ${this.t('hits', hits)}</span>
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
        ${this.t(isHeld ? 'letGo' : 'remove')}
      </button>
    </li>`;
  }
}

define('cloudapi-devtools-faults', FaultsTab);
