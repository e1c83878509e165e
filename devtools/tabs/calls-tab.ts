import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Panel, define } from '../panel.ts';
import { hollow } from '../parts/hollow.ts';
import { icon } from '../parts/icon.ts';
import '../parts/rows.ts';
import { clockTime, milliseconds } from '../parts/time.ts';
import { isRefused, nameOf } from '../session.ts';
import type { CallRecord } from '../session.ts';
import { styles } from '../styles.ts';
import './call-detail.ts';

type Outcome = 'all' | 'answered' | 'refused' | 'injected';

const OUTCOMES: readonly Outcome[] = ['all', 'answered', 'refused', 'injected'];
const ROW_HEIGHT = 48;

const outcomeWords = (): Readonly<Record<Outcome, string>> => ({
  all: msg('All calls'),
  answered: msg('Answered'),
  refused: msg('Refused'),
  injected: msg('By a fault'),
});

const callStyles = css`
  .row {
    display: grid;
    width: 100%;
    height: 100%;
    padding: 5px 12px;
    align-content: center;
    gap: 1px;
    border: 0;
    border-bottom: 1px solid var(--border);
    background: none;
    text-align: left;
  }
  .row:hover {
    background: var(--surface);
  }
  .row[aria-current='true'] {
    background: var(--selected);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row > span {
    display: flex;
    gap: 8px;
    align-items: baseline;
    min-width: 0;
  }
  .row .name {
    font-weight: 600;
  }
  .row .second {
    font-size: 12px;
    color: var(--muted);
  }
  .status {
    flex: none;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    color: var(--ok);
  }
  .status.bad {
    color: var(--bad);
  }
  .code {
    color: var(--bad);
  }
  .paused {
    padding: 6px 12px;
    background: var(--warn-bg);
    color: var(--warn);
    font-size: 12px;
  }
  .filters {
    flex-wrap: nowrap;
  }
  .filters select {
    flex: 0 1 108px;
    width: auto;
  }
`;

/** The calls, the newest first, and one of them in full. */
export class CallsTab extends Panel {
  static override styles = [styles, callStyles];
  #text = '';
  #outcome: Outcome = 'all';
  #selected: CallRecord | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = this.session.takeAsked();
    if (asked !== undefined) void this.#open(asked);
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const shown = session.calls.filter((call) => this.#matches(call)).toReversed();
    return html`<div
      class="split ${this.#selected !== undefined ? 'open' : shown.length === 0 ? 'bare' : ''}"
    >
      <div class="master">
        ${this.#filters()} ${this.#paused()} ${shown.length === 0 ? this.#empty() : this.#list(shown)}
      </div>
      ${
        this.#selected === undefined
          ? shown.length === 0
            ? nothing
            : hollow(msg('Choose a call to see its answer, and the reason if it was refused.'))
          : html`<cloudapi-devtools-call
              class="detail"
              .session=${session}
              .call=${this.#selected}
              @close=${() => this.#close()}
              @sent=${(event: CustomEvent<CallRecord>) => this.#open(event.detail)}
            ></cloudapi-devtools-call>`
      }
    </div>`;
  }

  #filters(): TemplateResult {
    const { session } = this;
    return html`<div class="bar filters" role="search">
      <input
        class="grow"
        type="search"
        list="actions"
        placeholder=${msg('Action, code, text')}
        aria-label=${msg('Filter by action, code or text')}
        .value=${this.#text}
        @input=${(event: Event) => this.change(() => (this.#text = (event.target as HTMLInputElement).value))}
      />
      <datalist id="actions">
        ${Array.from(new Set(session.calls.map(({ entry }) => nameOf(entry))), (name) => html`<option value=${name}></option>`)}
      </datalist>
      <select
        aria-label=${msg('Outcome')}
        @change=${(event: Event) =>
          // The options are the outcomes.
          this.change(() => (this.#outcome = (event.target as HTMLSelectElement).value as Outcome))}
      >
        ${OUTCOMES.map(
          (name) =>
            html`<option value=${name} ?selected=${name === this.#outcome}>${outcomeWords()[name]}</option>`,
        )}
      </select>
      <button
        class="tool"
        type="button"
        aria-pressed=${session.isPaused}
        aria-label=${msg('Pause the list')}
        title=${msg('Pause the list')}
        @click=${() => session.pause(!session.isPaused)}
      >
        ${icon(session.isPaused ? 'play' : 'pause')}
      </button>
      <button
        class="tool"
        type="button"
        aria-label=${msg('Clear the calls')}
        title=${msg('Clear the calls')}
        @click=${() => {
          this.#selected = undefined;
          session.clear();
        }}
      >
        ${icon('clear')}
      </button>
    </div>`;
  }

  #paused(): TemplateResult {
    const { isPaused, missed } = this.session;
    const count = missed === 1 ? msg(str`${missed} new call`) : msg(str`${missed} new calls`);
    const words = missed === 0 ? msg('The list is paused.') : msg(str`The list is paused. ${count}`);
    return html`<p class="${isPaused ? 'paused' : ''}" role="status">${isPaused ? words : ''}</p>`;
  }

  #empty(): TemplateResult {
    const isFiltered = this.session.calls.length > 0;
    return html`<div class="empty">
      <strong>${isFiltered ? msg('Nothing matches') : msg('No calls yet')}</strong>
      <p>
        ${isFiltered ? msg('Change the filter to see other calls.') : msg('Each call that the application makes to API Gateway appears here, with its answer and the reason if it is refused.')}
      </p>
    </div>`;
  }

  #list(shown: readonly CallRecord[]): TemplateResult {
    return html`<cloudapi-devtools-rows
      label=${msg('Calls')}
      .rowHeight=${ROW_HEIGHT}
      .items=${shown}
      .keyOf=${keyOf}
      .renderRow=${(call: CallRecord) => this.#row(call)}
    ></cloudapi-devtools-rows>`;
  }

  #row(call: CallRecord): TemplateResult {
    const { status, code, region, time, duration, accessKeyId, gate, injected, api, stage } = call.entry;
    const hasFailed = isRefused(call.entry);
    const facts = [
      api === undefined ? '' : `${api || msg('no API')} (${stage})`,
      region,
      accessKeyId ?? (gate === 'caller' ? msg('unknown caller') : ''),
    ].filter(Boolean);
    return html`<button
      class="row"
      type="button"
      aria-current=${call.key === this.#selected?.key}
      @click=${() => this.#open(call)}
    >
      <span>
        <span class="name clip grow">${nameOf(call.entry) || msg('(no action)')}</span>
        ${injected ? html`<span class="chip warn">${msg('fault')}</span>` : nothing}
        <span class="status ${hasFailed ? 'bad' : ''}">${status === 0 ? msg('dropped') : status}</span>
      </span>
      <span class="second">
        <span class="clip grow"
          >${code === undefined ? nothing : html`<span class="code">${code}</span> · `}${facts.join(' · ')}</span
        >
        <span>${milliseconds(duration)}</span>
        <span>${clockTime(time)}</span>
      </span>
    </button>`;
  }

  async #open(call: CallRecord): Promise<void> {
    this.change(() => (this.#selected = call));
    await this.updateComplete;
    const detail = this.renderRoot.querySelector('cloudapi-devtools-call');
    detail?.scrollToTop();
    // Where there is room for one only, the list is hidden, with the row that had the focus.
    if (this.renderRoot.querySelector('.master')?.clientWidth === 0) detail?.focusBack();
  }

  #close(): void {
    const index = this.session.calls
      .filter((call) => this.#matches(call))
      .toReversed()
      .findIndex(({ key }) => key === this.#selected?.key);
    this.change(() => (this.#selected = undefined));
    // The focus returns to where it came from.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('cloudapi-devtools-rows')?.focusRow(Math.max(0, index)),
    );
  }

  #matches({ entry }: CallRecord): boolean {
    const hasFailed = isRefused(entry);
    if (this.#outcome === 'answered' && hasFailed) return false;
    if (this.#outcome === 'refused' && !hasFailed) return false;
    if (this.#outcome === 'injected' && !entry.injected) return false;
    if (this.#text === '') return true;
    const { code = '', region, requestId, accessKeyId = '', parameters, api = '' } = entry;
    return [nameOf(entry), code, region, requestId, accessKeyId, api, JSON.stringify(parameters)].some(
      (text) => text.toLowerCase().includes(this.#text.toLowerCase()),
    );
  }
}

const keyOf = ({ key }: CallRecord): number => key;

define('cloudapi-devtools-calls', CallsTab);
