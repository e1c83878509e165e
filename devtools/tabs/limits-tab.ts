import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Action } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { icon } from '../parts/icon.ts';
import { meter } from '../parts/meter.ts';
import { dateTime } from '../parts/time.ts';
import { styles } from '../styles.ts';
import { openWindows } from './throttle-windows.ts';

/** How often clock and windows are shown anew, in milliseconds. */
const TICK = 200;

const STEPS = [
  ['plusSecond', 1000],
  ['plusMinute', 60_000],
  ['plusDay', 86_400_000],
] as const;

const limitStyles = css`
  .clock {
    font-size: 22px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }
  .window {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 10px;
  }
  .window .meter {
    grid-column: 1 / -1;
  }
`;

/** Every limit, to change it, and the clock. */
export class LimitsTab extends Panel {
  static override styles = [styles, limitStyles];
  #problem = '';
  protected override readonly tick = TICK;

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <div class="stack">${this.#clock()} ${this.#windows()} ${this.#limits()}</div>
    </div>`;
  }

  #clock(): TemplateResult {
    const { clock } = this.session.emulator;
    const { isFrozen } = clock;
    let now = NaN;
    try {
      now = clock.now();
    } catch {
      // The option gives no time: shown as a dash.
    }
    return html`<section class="section">
      <h2>${this.t('clock')}</h2>
      <div class="card">
        <div class="chips">
          <span class="clock">${Number.isNaN(now) ? '–' : dateTime(now, this.session.language)}</span>
          <span class="chip ${isFrozen ? 'warn' : 'ok'}">${this.t(isFrozen ? 'frozen' : 'running')}</span>
        </div>
        <div class="actions">
          <button
            class="button"
            type="button"
            @click=${() => this.change(() => (isFrozen ? clock.resume() : clock.freeze()))}
          >
            ${icon(isFrozen ? 'play' : 'pause')} ${this.t(isFrozen ? 'resume' : 'freeze')}
          </button>
          ${STEPS.map(
            ([name, step]) =>
              html`<button
                class="button"
                type="button"
                @click=${() => this.change(() => clock.advance(step))}
              >
                ${this.t(name)}
              </button>`,
          )}
          ${
            isFrozen
              ? nothing
              : html`<button class="button" type="button" @click=${() => this.change(() => clock.resume())}>
                  ${this.t('backToNow')}
                </button>`
          }
        </div>
        <p class="hint">${this.t('clockHint')}</p>
      </div>
    </section>`;
  }

  #windows(): TemplateResult {
    const { emulator, calls } = this.session;
    let now = NaN;
    try {
      now = emulator.clock.now();
    } catch {
      // As above.
    }
    const { qps } = emulator.limits;
    const windows = openWindows(
      calls.map(({ entry }) => entry),
      now,
    );
    const limited = (Object.entries(qps) as [Action, number][]).filter(([, limit]) => limit !== Infinity);
    return html`<section class="section">
      <h2>${this.t('windows')}</h2>
      <p class="hint">${this.t('windowsHint')}</p>
      <ul class="section">
        ${limited.flatMap(([action, limit]) => {
          const open = windows.filter((window) => window.action === action);
          const shown = open.length === 0 ? [{ account: '', calls: 0, left: 0 }] : open;
          return shown.map(
            ({ account, calls: count, left }) =>
              html`<li class="window">
                <span class="clip"
                  >${action}${account === '' ? nothing : html` <span class="muted">${account}</span>`}</span
                >
                <span class="muted">${count} / ${limit}${left > 0 ? ` · ${Math.ceil(left)} ms` : ''}</span>
                ${meter(count, limit)}
              </li>`,
          );
        })}
      </ul>
    </section>`;
  }

  #limits(): TemplateResult {
    const { limits } = this.session.emulator;
    const { actions } = this.session.service;
    return html`<form class="section" @submit=${(event: Event) => event.preventDefault()}>
      <h2>${this.t('limits')}</h2>
      <p class="hint">${this.t('limitsHint')}</p>
      ${this.#problem === '' ? nothing : html`<p class="error" role="alert">${this.#problem}</p>`}
      <h3>${this.t('quotas')}</h3>
      <div class="fields">
        ${(['groupsPerRegion', 'modelsPerGroup'] as const).map((name) =>
          this.#limit(this.t(name), limits[name], (value) =>
            this.session.emulator.setLimits({ [name]: value }),
          ),
        )}
      </div>
      <h3>${this.t('qps')}</h3>
      <div class="fields">
        ${actions.map(({ action }) =>
          this.#limit(action, limits.qps[action] ?? Infinity, (value) =>
            this.session.emulator.setLimits({ qps: { [action]: value } }),
          ),
        )}
      </div>
    </form>`;
  }

  #limit(label: string, value: number, set: (value: number) => void): TemplateResult {
    return html`<label class="field"
      >${label}
      <input
        type="number"
        min="0"
        placeholder=${this.t('noLimit')}
        .value=${value === Infinity ? '' : String(value)}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          this.change(() => {
            try {
              set(input.value === '' ? Infinity : Number(input.value));
              this.#problem = '';
            } catch (error) {
              this.#problem = error instanceof Error ? error.message : String(error);
              input.value = value === Infinity ? '' : String(value);
            }
          });
        }}
      />
    </label>`;
  }
}

define('cloudapi-devtools-limits', LimitsTab);
