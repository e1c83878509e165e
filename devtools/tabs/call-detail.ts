import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { JournalEntry } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { englishFollows } from '../parts/english.ts';
import { errorEvidence } from '../parts/evidence.ts';
import { factTable, orDash } from '../parts/fact-table.ts';
import { icon } from '../parts/icon.ts';
import { readable } from '../parts/readable.ts';
import { dateTime, milliseconds } from '../parts/time.ts';
import { nameOf } from '../session.ts';
import type { CallRecord } from '../session.ts';
import { styles } from '../styles.ts';
import { formatsOf, writeCall } from './copy-call.ts';
import type { CopyFormat } from './copy-call.ts';

/** The gates in their order. */
const CONTROL_GATES = [
  'faults',
  'protocol',
  'caller',
  'action',
  'nonce',
  'throttle',
  'policies',
  'parameters',
  'operation',
] as const;

/** What a request to a SubDomain passes. */
const SUB_DOMAIN_GATES = [
  'faults',
  'stage',
  'path',
  'limit',
  'size',
  'protocol',
  'authorization',
  'parameters',
  'backend',
] as const;

/** What a failure of the emulator itself is answered with, which no gate has refused. */
const OWN_FAILURES: ReadonlySet<string | undefined> = new Set(['InternalError', 'X500ER']);

type AnyGate = (typeof CONTROL_GATES)[number] | (typeof SUB_DOMAIN_GATES)[number];

const gateWords = (): Readonly<Record<AnyGate, readonly [name: string, hint: string]>> => ({
  faults: [msg('Faults'), msg('A fault that somebody armed answered this call. See the tab Faults.')],
  protocol: [
    msg('Protocol'),
    msg('The request itself is wrong: its method, path, format, action or version.'),
  ],
  caller: [
    msg('Caller'),
    msg('The caller could not be identified: the access key, the signature or its time is wrong.'),
  ],
  action: [msg('Action'), msg('The action does not exist, or the emulator does not serve it.')],
  nonce: [msg('Nonce'), msg('The same signed request came a second time.')],
  throttle: [
    msg('Throttle'),
    msg('The account made too many calls in this second. See the tab Limits & clock.'),
  ],
  policies: [msg('Policies'), msg('The policies of the caller do not allow this. See the tab Callers.')],
  parameters: [msg('Parameters'), msg('A parameter is missing or breaks a rule of its own.')],
  operation: [
    msg('Operation'),
    msg(
      'All gates let it pass. A rule of the action itself refused it: for a name that is taken, a quota, a reference or a value.',
    ),
  ],
  stage: [msg('Stage'), msg('The stage that X-Ca-Stage names does not exist.')],
  path: [msg('Path'), msg('No deployed API of the group has this method and path.')],
  limit: [msg('Limit'), msg('A limit of the SubDomain is reached.')],
  size: [msg('Size'), msg('The request is too large.')],
  authorization: [
    msg('Authorization'),
    msg('The API requires an authorization that the request does not have.'),
  ],
  backend: [msg('Back end'), msg('The back end did not answer as it must.')],
});

const formatWords = (): Readonly<Record<CopyFormat, string>> => ({
  test: msg('Test'),
  call: 'emulator.call',
  curl: 'curl',
  aliyun: 'aliyun CLI',
});

const viaWords = (): Readonly<Record<JournalEntry['via'], string>> => ({
  request: msg('a request'),
  subdomain: msg('a request to a SubDomain'),
  call: 'emulator.call',
});

const detailStyles = css`
  .road {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 2px;
    font-size: 12px;
  }
  .road li {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    padding: 1px 8px 1px 4px;
    color: var(--muted);
  }
  .road li .icon {
    width: 13px;
    height: 13px;
    color: var(--ok);
  }
  .road li.stop {
    color: var(--bad);
    background: var(--bad-bg);
    border-radius: 10px;
    font-weight: 600;
  }
  .road li.stop .icon {
    color: var(--bad);
  }
  .road li.after {
    opacity: 0.75;
    text-decoration: line-through;
    padding-left: 8px;
  }
  .why {
    font-size: 14px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .formats {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .code {
    max-height: none;
    overflow: auto hidden;
    white-space: pre;
    overflow-wrap: normal;
  }
  .wire {
    max-height: 260px;
  }
`;

/** One call in full: what was sent and answered, which gate refused it and why, and ways to use it elsewhere. */
export class CallDetail extends Panel {
  static override properties = { ...Panel.properties, call: { attribute: false } };
  static override styles = [styles, detailStyles];
  declare call: CallRecord;
  #format: CopyFormat = 'test';
  #copied: 'no' | 'yes' | 'selected' = 'no';
  #problem = '';

  scrollToTop(): void {
    this.renderRoot.querySelector('.scroll')?.scrollTo(0, 0);
  }

  focusBack(): void {
    this.renderRoot.querySelector<HTMLElement>('.back')?.focus();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('call')) return;
    this.#copied = 'no';
    this.#problem = '';
  }

  protected override render(): TemplateResult {
    const { entry } = this.call;
    return html`<div class="bar">
        <button
          class="tool back"
          type="button"
          aria-label=${msg('Back to the list')}
          @click=${() => this.dispatchEvent(new Event('close'))}
        >
          ${icon('back')}
        </button>
        <h2 class="grow clip">${nameOf(entry) || msg('(no action)')}</h2>
        <button class="button" type="button" @click=${() => this.#sendAgain()}>
          ${icon('again')} ${msg('Send again')}
        </button>
        <button
          class="tool shut"
          type="button"
          aria-label=${msg('Close this call')}
          title=${msg('Close this call')}
          @click=${() => this.dispatchEvent(new Event('close'))}
        >
          ${icon('close')}
        </button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${nameOf(entry) || msg('(no action)')}>
        <div class="stack">
          ${this.#problem === '' ? nothing : html`<p class="error" role="alert">${this.#problem}</p>`}
          ${this.#outcome(entry)} ${this.#parameters(entry)} ${this.#use(entry)} ${this.#wire(entry)}
          ${this.#facts(entry)}
        </div>
      </div>`;
  }

  #outcome(entry: JournalEntry): TemplateResult {
    const { gate, status, code, detail, grade, source } = entry;
    if (gate === undefined) {
      return html`<section class="section" aria-label=${msg('Answered')}>
        <div class="chips"><span class="chip ok">${icon('check')} ${status} ${msg('Answered')}</span></div>
      </section>`;
    }
    const message = this.#messageOf(entry);
    const reason = detail ?? message;
    return html`<section class="section" aria-label=${msg('Why it was refused')}>
      <div class="card bad">
        <div class="chips">
          <span class="chip bad">${status === 0 ? msg('dropped') : status}</span>
          <strong class="mono break">${code ?? ''}</strong>
        </div>
        ${
          reason === undefined
            ? html`<p class="why">${msg('The emulator gives no further reason.')}</p>`
            : html`${englishFollows()}
                <p class="why" lang="en">${reason}</p>`
        }
        ${
          message === undefined || detail === undefined
            ? nothing
            : html`<p class="break">${msg('Message on the wire:')} “<span lang="en">${message}</span>”</p>`
        }
        ${grade === undefined ? nothing : errorEvidence(grade, source)}
      </div>
      ${!entry.injected && OWN_FAILURES.has(code) ? nothing : this.#road(entry.via, gate)}
    </section>`;
  }

  #road(via: JournalEntry['via'], gate: AnyGate): TemplateResult {
    const gates: readonly AnyGate[] = via === 'subdomain' ? SUB_DOMAIN_GATES : CONTROL_GATES;
    return html`<h3>${msg('Which gate answered')}</h3>
      <ol class="road" aria-label=${msg('Which gate answered')}>
        ${gates.map((name, index) => this.#gate(name, index - gates.indexOf(gate)))}
      </ol>
      <p class="hint">${gateWords()[gate][1]}</p>`;
  }

  /** @param distance from the gate that refused. */
  #gate(name: AnyGate, distance: number): TemplateResult {
    const [words] = gateWords()[name];
    if (distance < 0) return html`<li>${icon('check')}${words}</li>`;
    if (distance > 0) return html`<li class="after">${words}</li>`;
    return html`<li class="stop">
      ${icon('close')}${words}<span class="visually-hidden">: ${msg('refused here')}</span>
    </li>`;
  }

  /** As in the answer, or as the catalogue has it. */
  #messageOf(entry: JournalEntry): string | undefined {
    const { body = '', headers = {} } = this.session.exchangeOf(entry)?.answer ?? {};
    if (headers['x-ca-error-message'] !== undefined) return headers['x-ca-error-message'];
    try {
      const { Message } = JSON.parse(body) as { readonly Message?: unknown };
      if (typeof Message === 'string') return Message;
    } catch {
      const [, text] = /<Message>([^<]*)<\/Message>/.exec(body) ?? [];
      if (text !== undefined) return text;
    }
    const row = this.session.service.errors.find(({ code }) => code === entry.code);
    return row?.message.includes('%s') === true ? undefined : row?.message;
  }

  #parameters({ parameters, unread }: JournalEntry): TemplateResult {
    const entries = Object.entries(parameters);
    return html`<section class="section">
      <h3>${msg('Parameters')}</h3>
      ${
        unread.length === 0
          ? nothing
          : html`<div class="card warn">
              ${msg(str`The operation does not know ${unread.join(', ')}. Is the name misspelt?`)}
            </div>`
      }
      ${
        entries.length === 0
          ? html`<p class="muted">${msg('The call had none.')}</p>`
          : html`<table>
              <tbody>
                ${entries.map(
                  ([name, value]) =>
                    html`<tr>
                      <th scope="row">
                        ${name}
                        ${
                          unread.includes(name)
                            ? html`<span class="chip warn">${msg('unread')}</span>`
                            : nothing
                        }
                      </th>
                      <td class="mono">${readable(value)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>`;
  }

  #use(entry: JournalEntry): TemplateResult {
    const formats = formatsOf(entry);
    const format = formats.includes(this.#format) ? this.#format : 'test';
    const text = writeCall(format, entry, this.session.exchangeOf(entry));
    return html`<section class="section">
      <h3 id="use">${msg('Use this call in a test or elsewhere')}</h3>
      <div class="formats" role="group" aria-labelledby="use">
        ${formats.map(
          (name) =>
            html`<button
              class="button"
              type="button"
              aria-pressed=${name === format}
              @click=${() =>
                this.change(() => {
                  this.#format = name;
                  this.#copied = 'no';
                })}
            >
              ${formatWords()[name]}
            </button>`,
        )}
      </div>
      ${
        format === 'test'
          ? html`<p class="hint">
              ${msg('Fill in one line: the comment says what the application must do there.')}
            </p>`
          : nothing
      }
      <div class="actions">
        <button class="button" type="button" @click=${() => this.#copy(text)}>
          ${icon(this.#copied === 'yes' ? 'check' : 'copy')}
          ${this.#copied === 'yes' ? msg('Copied') : msg('Copy')}
        </button>
        <span class="hint" role="status">
          ${this.#copied === 'selected' ? msg('The page may not copy. The text is selected: press Ctrl+C.') : nothing}
          ${this.#copied === 'yes' ? html`<span class="visually-hidden">${msg('Copied')}</span>` : nothing}
        </span>
      </div>
      <pre class="code" tabindex="0" aria-label=${formatWords()[format]}>${text}</pre>
    </section>`;
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.change(() => (this.#copied = 'yes'));
    } catch {
      // Without permission, or on a page without https: the text is selected, to be copied by hand.
      const pre = this.renderRoot.querySelector('.code');
      if (pre !== null) getSelection()?.selectAllChildren(pre);
      this.change(() => (this.#copied = 'selected'));
    }
  }

  #wire(entry: JournalEntry): TemplateResult {
    const exchange = this.session.exchangeOf(entry);
    if (exchange === undefined) {
      return html`<section class="section">
        <h3>${msg('Answer')}</h3>
        <p class="muted">${msg('Not recorded: the panel was closed when this call came.')}</p>
      </section>`;
    }
    const { request, answer } = exchange;
    return html`<section class="section">
        <h3>${msg('Answer')}</h3>
        <pre class="wire" tabindex="0" aria-label=${msg('Answer')}>${readable(answer.body)}</pre>
      </section>
      ${
        request === undefined
          ? html`<p class="muted">${msg('Made by emulator.call, so nothing was on the wire.')}</p>`
          : html`<section class="section">
              <h3>${msg('On the wire')}</h3>
              <pre class="wire" tabindex="0" aria-label=${msg('Request')}>
${`${request.method} ${request.url}\n${headerLines(request.headers)}${request.body === '' ? '' : `\n\n${request.body}`}`}</pre>
              <pre class="wire" tabindex="0" aria-label=${msg('Response')}>
${`${answer.status}\n${headerLines(answer.headers)}\n\n${answer.body}`}</pre>
            </section>`
      }`;
  }

  #facts(entry: JournalEntry): TemplateResult {
    const { region, account, accessKeyId, time, duration, requestId, via, groupId, stage } = entry;
    const api = entry.api === undefined ? undefined : `${entry.api} ${entry.apiId}`.trim();
    const facts = [
      [msg('Time'), Number.isNaN(time) ? '–' : dateTime(time)],
      [msg('Duration'), milliseconds(duration)],
      [msg('Region'), region],
      [msg('Account'), orDash(account)],
      [msg('Access key'), accessKeyId],
      ['GroupId', orDash(groupId)],
      ['API', orDash(api)],
      [msg('Stage'), stage],
      ['RequestId', requestId],
      [msg('Made by'), viaWords()[via]],
    ] as const;
    return html`<section class="section">
      <h3>${msg('Details')}</h3>
      ${factTable(facts)}
    </section>`;
  }

  /** Makes the same call once more, and shows it. */
  async #sendAgain(): Promise<void> {
    const { entry } = this.call;
    const { key: before = 0 } = this.session.calls.at(-1) ?? {};
    const sent = entry.via === 'subdomain' ? this.#requestAgain(entry) : this.#callAgain(entry);
    if (sent === undefined) return;
    const requestId = await sent;
    // Of a call that was dropped nothing came back: it is the last of its name.
    const isSent = (one: JournalEntry): boolean =>
      requestId === undefined ? nameOf(one) === nameOf(entry) : one.requestId === requestId;
    const call = this.session.calls.findLast((one) => one.key > before && isSent(one.entry));
    if (call !== undefined) this.dispatchEvent(new CustomEvent<CallRecord>('sent', { detail: call }));
    else this.change(() => (this.#problem = this.#whyNotShown()));
  }

  #whyNotShown(): string {
    return this.session.isPaused
      ? msg('It was sent. The list is paused, so it is not shown yet.')
      : msg('It was sent, but no group has this SubDomain any more.');
  }

  /** @returns the new call's RequestId; the refusal is a call in the list */
  #callAgain({ action, parameters, region, accessKeyId }: JournalEntry): Promise<unknown> | undefined {
    const known = this.session.service.actions.find((one) => one.action === action);
    if (known === undefined) {
      this.change(
        () => (this.#problem = msg('This cannot be sent again: the emulator does not serve the action.')),
      );
      return undefined;
    }
    // The parameters are those that a call of this action came with.
    return this.session.emulator.call(known.action, parameters as never, { region, accessKeyId }).then(
      ({ RequestId }) => RequestId,
      (error: { readonly requestId?: string }) => error.requestId,
    );
  }

  #requestAgain(entry: JournalEntry): Promise<unknown> | undefined {
    const request = this.session.exchangeOf(entry)?.request;
    if (request === undefined) {
      this.change(
        () => (this.#problem = msg('This cannot be sent again: the panel was closed when the request came.')),
      );
      return undefined;
    }
    const { method, url, headers, body } = request;
    const again = new Request(url, { method, headers, ...(body !== '' && { body }) });
    return this.session.emulator.handle(again).then(
      (response) => response.headers.get('x-ca-request-id'),
      // A fault has dropped it.
      () => undefined,
    );
  }
}

function headerLines(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

define('cloudapi-devtools-call', CallDetail);

declare global {
  interface HTMLElementTagNameMap {
    'cloudapi-devtools-call': CallDetail;
  }
}
