import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Action, Clock } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { icon } from '../parts/icon.ts';
import { meter } from '../parts/meter.ts';
import { numberText } from '../parts/number-text.ts';
import { dateTime } from '../parts/time.ts';
import { styles } from '../styles.ts';
import { openWindows } from './throttle-windows.ts';

/** How often clock and windows are shown anew, in milliseconds. */
const TICK = 200;

const steps = (): readonly (readonly [words: string, milliseconds: number])[] => [
  [msg('+1 second'), 1000],
  [msg('+1 minute'), 60_000],
  [msg('+1 day'), 86_400_000],
];

const QUOTAS = ['groupsPerRegion', 'apisPerGroup', 'modelsPerGroup', 'subDomainCallsPerDay'] as const;

const quotaWords = (): Readonly<Record<(typeof QUOTAS)[number], string>> => ({
  groupsPerRegion: msg('Groups in a region'),
  apisPerGroup: msg('APIs in a group'),
  modelsPerGroup: msg('Models in a group'),
  subDomainCallsPerDay: msg('Calls a day at a SubDomain'),
});

const limitStyles = css`
  .clock {
    font-size: 22px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }
  .windows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
    gap: 10px 20px;
  }
  .window {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 10px;
  }
  .window :is(.account, .meter) {
    grid-column: 1 / -1;
  }
`;

/** Every limit, to change it, and the clock. */
export class LimitsTab extends Panel {
  static override styles = [styles, limitStyles];
  /** The limits whose fields hold what cannot be a limit. */
  readonly #wrong = new Set<string>();
  protected override readonly tick = TICK;

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <div class="stack">${this.#clock()} ${this.#windows()} ${this.#limits()}</div>
    </div>`;
  }

  #clock(): TemplateResult {
    const { clock } = this.session.emulator;
    const { isFrozen } = clock;
    const now = nowOf(clock);
    return html`<section class="section">
      <h2>${msg('Clock')}</h2>
      <div class="card">
        <div class="chips">
          <span class="clock">${Number.isNaN(now) ? '–' : dateTime(now)}</span>
          <span class="chip ${isFrozen ? 'warn' : 'ok'}">${isFrozen ? msg('frozen') : msg('running')}</span>
        </div>
        <div class="actions">
          <button
            class="button"
            type="button"
            @click=${() => this.change(() => (isFrozen ? clock.resume() : clock.freeze()))}
          >
            ${icon(isFrozen ? 'play' : 'pause')} ${isFrozen ? msg('Resume') : msg('Freeze')}
          </button>
          ${steps().map(
            ([name, step]) =>
              html`<button
                class="button"
                type="button"
                @click=${() => this.change(() => clock.advance(step))}
              >
                ${name}
              </button>`,
          )}
          ${
            isFrozen
              ? nothing
              : html`<button class="button" type="button" @click=${() => this.change(() => clock.resume())}>
                  ${msg('Back to now')}
                </button>`
          }
        </div>
        <p class="hint">
          ${msg('The emulator stamps, throttles and expires by this clock. Frozen, a throttle window stays open.')}
        </p>
      </div>
    </section>`;
  }

  #windows(): TemplateResult {
    const { emulator, calls } = this.session;
    const { qps } = emulator.limits;
    const windows = openWindows(
      calls.map(({ entry }) => entry),
      nowOf(emulator.clock),
    );
    const isOneAccount = new Set(windows.map(({ account }) => account)).size < 2;
    const limited = (Object.entries(qps) as [Action, number][]).filter(([, limit]) => limit !== Infinity);
    return html`<section class="section">
      <h2>${msg('Throttle windows')}</h2>
      <p class="hint">${msg('Calls in the current second, for the actions that are limited.')}</p>
      <ul class="windows">
        ${limited.flatMap(([action, limit]) => {
          const open = windows.filter((window) => window.action === action);
          const shown = open.length === 0 ? [{ account: '', calls: 0, left: 0 }] : open;
          return shown.map(
            ({ account, calls: count, left }) =>
              html`<li class="window">
                <span class="break">${action}</span>
                <span class="muted">${count} / ${limit}${left > 0 ? ` · ${Math.ceil(left)} ms` : ''}</span>
                ${isOneAccount ? nothing : html`<span class="account muted break">${account || '–'}</span>`}
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
      <h2>${msg('Limits')}</h2>
      <p class="hint">${msg('They hold from the next call on. An empty field is no limit.')}</p>
      <h3>${msg('Quotas')}</h3>
      <div class="fields">
        ${QUOTAS.map((name) =>
          this.#limit(name, quotaWords()[name], limits[name], (value) =>
            this.session.emulator.setLimits({ [name]: value }),
          ),
        )}
      </div>
      <h3>${msg('Calls a second of an account')}</h3>
      <div class="fields">
        ${actions.map(({ action }) =>
          this.#limit(action, action, limits.qps[action] ?? Infinity, (value) =>
            this.session.emulator.setLimits({ qps: { [action]: value } }),
          ),
        )}
      </div>
    </form>`;
  }

  /** @param name of the limit, which is an id as well */
  #limit(
    name: string,
    label: string,
    value: number | undefined,
    set: (value: number) => void,
  ): TemplateResult {
    // Without a limit of its own, a SubDomain has the one of its region.
    const shown = value === undefined || value === Infinity ? '' : String(value);
    const isWrong = this.#wrong.has(name);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type="number"
        min="0"
        placeholder=${value === undefined ? msg('1,000; abroad 100') : msg('no limit')}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `wrong-${name}` : nothing}
        .value=${shown}
        @change=${(event: Event) => this.#setLimit(name, event.target as HTMLInputElement, set)}
      />
      ${isWrong ? html`<p class="error" id="wrong-${name}" role="alert">${msg('A whole number from 0; empty for no limit.')}</p>` : nothing}
    </div>`;
  }

  /** What is refused stays in its field, to be mended. */
  #setLimit(name: string, input: HTMLInputElement, set: (value: number) => void): void {
    const text = numberText(input);
    this.change(() => {
      this.#wrong.delete(name);
      try {
        set(text === '' ? Infinity : Number(text));
      } catch {
        this.#wrong.add(name);
      }
    });
  }
}

/** NaN if the option gives no time. */
function nowOf(clock: Clock): number {
  try {
    return clock.now();
  } catch {
    return NaN;
  }
}

define('cloudapi-devtools-limits', LimitsTab);
