import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { JournalEntry } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { factTable } from '../parts/fact-table.ts';
import { readable } from '../parts/readable.ts';
import { refusalCard } from '../parts/refusal.ts';
import { milliseconds } from '../parts/time.ts';
import type { ApiInput } from '../session.ts';
import { styles } from '../styles.ts';
import { addressOf, fieldsOf, hasBody, toRequest } from './api-request.ts';
import type { CallField } from './api-request.ts';
import type { Api, Group } from './item.ts';
import { STAGES, definitionOf } from './stages.ts';
import type { Stage } from './stages.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'] as const;

/** What the option `backend` of an application begins with. */
const BACKEND = `createEmulator({
  backend: (request, api) =>
    Response.json({ from: api.ApiName }),
});`;

/** How a call ended. */
interface Outcome {
  /** 0 if a fault dropped it. */
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** In milliseconds. */
  readonly duration: number;
  /** What the journal says of it. */
  readonly entry: JournalEntry | undefined;
}

const callStyles = css`
  :host {
    display: grid;
    gap: 10px;
    grid-template-columns: minmax(0, 1fr);
  }
  form {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  .outcome > :last-child {
    margin-left: auto;
  }
  .address {
    display: flex;
    gap: 8px;
    align-items: baseline;
    padding: 8px 10px;
    border: 1px solid var(--border);
    border-radius: 6px;
    background: var(--surface);
  }
  .fields {
    grid-template-columns: repeat(auto-fill, minmax(min(190px, 100%), 1fr));
  }
`;

/** Calls an API at its group's SubDomain, and shows what it answers. */
export class ApiCall extends Panel {
  static override properties = {
    ...Panel.properties,
    api: { attribute: false },
    group: { attribute: false },
  };
  static override styles = [styles, callStyles];
  declare api: Api;
  declare group: Group;
  #calls = 0;
  #isBusy = false;
  #outcome: Outcome | undefined;
  #problem = '';

  /** It outlives this element, so that it is there again when the API is shown again. */
  #input(): ApiInput {
    const { apiInputs } = this.session;
    const { apiId } = this.api;
    const kept = apiInputs.get(apiId);
    if (kept !== undefined) return kept;
    const input: ApiInput = { stage: undefined, method: 'GET', values: new Map(), body: '' };
    apiInputs.set(apiId, input);
    return input;
  }

  /** What each field holds. */
  #values(): ReadonlyMap<string, string> {
    const { values } = this.#input();
    return new Map(
      fieldsOf(this.#definition()).map(({ name, initial }) => [name, values.get(name) ?? initial]),
    );
  }

  /** The one that was chosen, or the first that runs the API. */
  #stageNow(): Stage {
    const { stage: chosen } = this.#input();
    return (
      STAGES.find((stage) => stage === chosen) ??
      STAGES.find((stage) => this.api.deployments[stage] !== undefined) ??
      'RELEASE'
    );
  }

  #definition() {
    return definitionOf(this.api, this.#stageNow());
  }

  #methodNow(): string {
    const { RequestHttpMethod: method } = this.#definition().requestConfig;
    return method === 'ANY' ? this.#input().method : method;
  }

  protected override render(): TemplateResult {
    const { api, group } = this;
    const definition = this.#definition();
    const values = this.#values();
    const isDeployed = Object.keys(api.deployments).length > 0;
    const isMock =
      definition.serviceConfig.Mock === 'TRUE' || definition.serviceConfig.ServiceProtocol === 'MOCK';
    return html`<h3>${msg('Call it')}</h3>
      <p class="address mono">
        <strong>${this.#methodNow()}</strong>
        <span class="break">${addressOf({ group, definition, values })}</span>
      </p>
      ${isDeployed ? nothing : html`<p class="hint">${msg('No stage runs this API yet, so it cannot be called. Deploy it below.')}</p>`}
      ${isDeployed && !isMock ? html`<p class="hint">${msg('This API is not a mock: the option “backend” answers for it.')}</p>` : nothing}
      <form @submit=${this.#submit} novalidate>
        ${this.#fields(fieldsOf(definition))}
        <div class="actions">
          <button class="button ${isDeployed ? 'primary' : ''}" type="submit">
            ${this.#isBusy ? msg('Calling…') : msg('Call')}
          </button>
        </div>
      </form>
      <div class="section" role="status">${this.#answer()}</div>`;
  }

  #choices(): TemplateResult {
    const input = this.#input();
    const isAny = this.#definition().requestConfig.RequestHttpMethod === 'ANY';
    const select = (words: string, options: readonly string[], now: string, set: (value: string) => void) =>
      html`<label class="field"
        >${words}
        <select
          @change=${(event: Event) => this.change(() => set((event.target as HTMLSelectElement).value))}
        >
          ${options.map((option) => html`<option ?selected=${option === now}>${option}</option>`)}
        </select>
      </label>`;
    return html`${select(msg('Stage'), STAGES, this.#stageNow(), (stage) => (input.stage = stage))}
    ${isAny ? select(msg('Method'), METHODS, input.method, (method) => (input.method = method)) : nothing}`;
  }

  #fields(fields: readonly CallField[]): TemplateResult {
    const input = this.#input();
    const values = this.#values();
    const takesBody = hasBody(this.#methodNow());
    const shown = fields.filter(({ location }) => location !== 'BODY' || takesBody);
    const hasForm = shown.some(({ location }) => location === 'BODY');
    return html`<div class="fields">
        ${this.#choices()}
        ${shown.map(
          ({ name, location, required }) =>
            html`<label class="field"
              ><span
                >${name}${required ? html` <span class="error" aria-hidden="true">*</span>` : nothing}
                <span class="muted">${location}</span></span
              >
              <input
                aria-required=${required}
                autocomplete="off"
                spellcheck="false"
                .value=${values.get(name) ?? ''}
                @input=${(event: Event) =>
                  this.change(() => input.values.set(name, (event.target as HTMLInputElement).value))}
              />
            </label>`,
        )}
      </div>
      ${
        takesBody && !hasForm
          ? html`<label class="field"
              >${msg('Body')}
              <textarea
                spellcheck="false"
                .value=${input.body}
                @input=${(event: Event) => (input.body = (event.target as HTMLTextAreaElement).value)}
              ></textarea>
            </label>`
          : nothing
      }
      ${hasForm ? html`<p class="hint">${msg('Sent as a form.')}</p>` : nothing}`;
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.#calls += 1;
    const call = this.#calls;
    this.change(() => {
      this.#isBusy = true;
      this.#problem = '';
      this.#outcome = undefined;
    });
    try {
      const outcome = await this.#call();
      // Another call has come meanwhile.
      if (call !== this.#calls) return;
      this.#outcome = outcome;
    } catch (error) {
      if (call !== this.#calls) return;
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.change(() => (this.#isBusy = false));
  };

  /** Asks the emulator itself: what it does not answer would go to the real address. */
  async #call(): Promise<Outcome> {
    const { emulator } = this.session;
    const request = toRequest({
      group: this.group,
      definition: this.#definition(),
      stage: this.#stageNow(),
      method: this.#methodNow(),
      values: this.#values(),
      body: this.#input().body,
    });
    const start = performance.now();
    const response = await emulator.handle(request);
    const body = await response.text();
    const duration = performance.now() - start;
    const requestId = response.headers.get('x-ca-request-id');
    const entry = emulator.journal.entries().findLast((one) => one.requestId === requestId);
    return { status: response.status, headers: [...response.headers], body, duration, entry };
  }

  #answer(): TemplateResult | typeof nothing {
    if (this.#problem !== '') return html`<p class="card bad">${this.#problem}</p>`;
    const outcome = this.#outcome;
    if (outcome === undefined) return nothing;
    const { status, headers, body, duration, entry } = outcome;
    const isBad = status === 0 || status >= 400;
    return html`<div class="chips outcome">
        <span class="chip ${isBad ? 'bad' : 'ok'}">${status === 0 ? msg('dropped') : status}</span>
        <span class="muted">${milliseconds(duration)}</span>
        <button class="button" type="button" @click=${() => this.session.prefer({ tab: 'calls' })}>
          ${msg('See it in Calls')}
        </button>
      </div>
      ${
        entry?.code === undefined
          ? this.#bodyOf(body)
          : refusalCard({ ...entry, code: entry.code, message: body })
      }
      ${entry?.code === 'Emulator.NoBackend' ? this.#noBackend() : nothing}
      <details>
        <summary>${msg('Headers')}</summary>
        ${factTable(headers)}
      </details>`;
  }

  #bodyOf(body: string): TemplateResult {
    return body === ''
      ? html`<p class="muted">${msg('The body is empty.')}</p>`
      : html`<pre tabindex="0" aria-label=${msg('Body')}>${readable(body)}</pre>`;
  }

  #noBackend(): TemplateResult {
    return html`<div class="section">
      <p>${msg('The option “backend” is a function that answers instead of your service:')}</p>
      <pre tabindex="0" aria-label="backend">${BACKEND}</pre>
    </div>`;
  }
}

define('cloudapi-devtools-api-call', ApiCall);
