import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ActionDescription, ParameterDescription } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { styles } from '../styles.ts';
import { draftChip } from './draft-chip.ts';
import { changedValues, initialValue, isAside, isAbout, refusedPlace, sentValues } from './form-values.ts';
import type { Given, Tag, Value } from './form-values.ts';
import { icon } from './icon.ts';
import './json-field.ts';
import { readable } from './readable.ts';
import { refusalCard, toRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import './twice.ts';

/** So few optional parameters are always seen. */
const FEW = 5;
/** Characters that a field of one line has room for. */
const LONG = 60;
const NOTHING: ReadonlyMap<string, Value> = new Map();

const formStyles = css`
  form {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  .required {
    color: var(--bad);
  }
  .tag {
    display: flex;
    gap: 6px;
  }
  .tag + .tag {
    margin-top: 6px;
  }
  .fold > summary {
    cursor: pointer;
    font-weight: 600;
    font-size: 12px;
    color: var(--accent);
    width: fit-content;
  }
  .aside {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
    padding-top: 14px;
  }
  .heading {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font-size: 12px;
    white-space: nowrap;
  }
  .link:hover {
    text-decoration: underline;
  }
  .members {
    margin-top: 6px;
    font-size: 12px;
  }
  .members td,
  .members th {
    padding-block: 3px;
  }
`;

/** A form for any operation, made from its description. Tells by the event `done` that the call was answered. */
export class OperationForm extends Panel {
  static override properties = {
    ...Panel.properties,
    action: { type: String },
    initial: { attribute: false },
    fixed: { attribute: false },
    region: { type: String },
    accessKeyId: { type: String },
    draft: { type: String },
  };
  static override styles = [styles, formStyles];
  declare action: string;
  /** Values that the fields begin with, by parameter. */
  declare initial: Given | undefined;
  /** Parameters that are sent as they are in `initial`, without a field. */
  declare fixed: readonly string[] | undefined;
  declare region: string | undefined;
  declare accessKeyId: string | undefined;
  /** By what the draft is found that it begins with, and in which it keeps what is typed. */
  declare draft: string;
  #values = new Map<string, Value>();
  /** The parameters that it began with as they were left. */
  #returned: ReadonlySet<string> = new Set();
  /** Counts how often it began anew. */
  #round = 0;
  #refusal: Refusal | undefined;
  /** The parameters that were refused, and where in their JSON. */
  #places: ReadonlyMap<string, ReturnType<typeof refusedPlace>> = new Map();
  #answer: object | undefined;
  #isBusy = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('action') || changed.has('initial') || changed.has('draft')) this.#begin();
  }

  #begin(): void {
    const draft = this.session.drafts.of(this.draft);
    this.#round += 1;
    this.#refuse(undefined);
    this.#answer = undefined;
    this.#returned = new Set(draft.keys());
    const initial = this.#parameters().map((one) => [one.name, initialValue(one, this.#given())] as const);
    this.#values = new Map<string, Value>([...initial, ...draft]);
  }

  #set(name: string, value: Value): void {
    this.#values.set(name, value);
    const { drafts } = this.session;
    const had = drafts.has(this.draft);
    drafts.keep(this.draft, changedValues(this.#parameters(), this.#values, this.#given()));
    // Whether there is a draft, other parts show as well.
    if (drafts.has(this.draft) !== had) this.change(() => undefined);
  }

  #discard(): void {
    this.session.drafts.keep(this.draft, NOTHING);
    this.change(() => this.#begin());
    void this.updateComplete.then(() => this.#focusFirst());
  }

  #description(): ActionDescription | undefined {
    return this.session.service.actions.find(({ action }) => action === this.action);
  }

  #parameters(): readonly ParameterDescription[] {
    return this.#description()?.parameters ?? [];
  }

  #given(): Given {
    return this.initial ?? {};
  }

  protected override render(): TemplateResult {
    const shown = this.#parameters().filter(({ name }) => this.fixed?.includes(name) !== true);
    const aside = shown.filter((parameter) => isAside(parameter, this.#given()));
    const folded = aside.length > FEW ? aside : [];
    const inView = shown.filter((parameter) => !folded.includes(parameter));
    const isReturned = (name: string): boolean => this.#returned.has(name);
    // Anew also what the user has filled in, which no template knows.
    return html`${keyed(
      this.#round,
      html`<form @submit=${this.#submit} novalidate aria-label=${this.action}>
        ${this.#returned.size === 0 ? nothing : html`<p class="hint" role="status">${draftChip(true)} ${msg('As you left it. It is kept until you send or discard it.')}</p>`}
        ${inView.map((parameter) => this.#field(parameter))}
        ${
          folded.length === 0
            ? nothing
            : html`<details
                class="fold"
                ?open=${folded.some(({ name }) => this.#places.has(name) || isReturned(name))}
              >
                <summary>${msg(str`${folded.length} more parameters`)}</summary>
                <div class="aside">${folded.map((parameter) => this.#field(parameter))}</div>
              </details>`
        }
        ${refusalCard(this.#refusal)} ${this.#answered()}
        <div class="actions">
          <button class="button primary" type="submit" aria-disabled=${this.#isBusy}>${this.action}</button>
          <slot></slot>
          ${this.#discardButton()}
        </div>
      </form>`,
    )}`;
  }

  #discardButton(): TemplateResult | typeof nothing {
    if (!this.session.drafts.has(this.draft)) return nothing;
    return html`<cloudapi-devtools-twice
      .session=${this.session}
      label=${msg('Discard the draft')}
      again=${msg('Really discard?')}
      @confirm=${() => this.#discard()}
    ></cloudapi-devtools-twice>`;
  }

  #answered(): TemplateResult | typeof nothing {
    if (this.#answer === undefined) return nothing;
    return html`<div class="section" role="status">
      <div class="chips"><span class="chip ok">${icon('check')} ${msg('Answered')}</span></div>
      <pre tabindex="0" aria-label=${msg('Answer')}>${readable(this.#answer)}</pre>
    </div>`;
  }

  #field(parameter: ParameterDescription): TemplateResult {
    const { name, required, rules, type } = parameter;
    const hint = type === 'json' ? '' : rules.map(capitalize).join(' ');
    return html`<div class="field">
      <div class="heading">
        <label for=${name} id="label-${name}"
          >${name}${
            required
              ? html` <span class="required" aria-hidden="true">*</span>`
              : html` <span class="muted">${msg('optional')}</span>`
          }</label
        >
        ${type === 'json' ? this.#example(parameter) : nothing}
      </div>
      ${this.#control(parameter)} ${this.#wrong(name)}
      ${hint === '' ? nothing : html`<p class="hint" id="hint-${name}" lang="en">${hint}</p>`}
      ${type === 'texts' ? html`<p class="hint">${msg('One per line.')}</p>` : nothing}
      ${type === 'json' ? this.#members(parameter) : nothing}
    </div>`;
  }

  /** What was refused of a parameter, unless its editor shows where. */
  #wrong(name: string): TemplateResult | typeof nothing {
    if (!this.#places.has(name) || this.#places.get(name) !== undefined) return nothing;
    return html`<p class="error" lang="en">${this.#refusal?.detail ?? this.#refusal?.message}</p>`;
  }

  #control(parameter: ParameterDescription): TemplateResult | typeof nothing {
    const { name, required, type, choices, default: preset } = parameter;
    const value = this.#values.get(name) ?? '';
    const isWrong = this.#places.has(name);
    const set = (event: Event): void => this.#set(name, (event.target as HTMLInputElement).value);
    if (typeof value !== 'string') return this.#tags(name, value);
    if (type === 'json' || name === 'Schema') return this.#json(parameter, value);
    const options = type === 'boolean' ? ['true', 'false'] : choices;
    const hasPreset = preset !== undefined && preset !== '';
    if (options.length > 0) {
      return html`<select id=${name} aria-required=${required} aria-invalid=${isWrong} @change=${set}>
        <option value="">${hasPreset ? msg(str`${String(preset)} by default`) : '–'}</option>
        ${options.map((option) => html`<option ?selected=${option === value}>${option}</option>`)}
      </select>`;
    }
    const isLong = String(this.#given()[name] ?? '').length > LONG;
    if (type === 'texts' || isLong) {
      return html`<textarea
        id=${name}
        aria-required=${required}
        aria-invalid=${isWrong}
        aria-describedby="hint-${name}"
        .value=${value}
        @input=${set}
      ></textarea>`;
    }
    return html`<input
      id=${name}
      type=${type === 'number' ? 'number' : 'text'}
      aria-required=${required}
      aria-invalid=${isWrong}
      aria-describedby="hint-${name}"
      autocomplete="off"
      spellcheck="false"
      placeholder=${hasPreset ? String(preset) : ''}
      .value=${value}
      @input=${set}
    />`;
  }

  /** An editor; for a parameter that may be left out, once there is something to edit. */
  #json({ name, required, type }: ParameterDescription, value: string): TemplateResult | typeof nothing {
    if (value === '' && !required) return nothing;
    return html`<cloudapi-devtools-json
      id=${name}
      label=${name}
      language=${type === 'json' ? 'json' : 'schema'}
      .session=${this.session}
      .value=${value}
      .refused=${this.#places.get(name)}
      @input=${(event: Event) => this.#set(name, (event.target as HTMLInputElement).value)}
    ></cloudapi-devtools-json>`;
  }

  /** Fills in an example, or takes away what is there. */
  #example({ name, required, example }: ParameterDescription): TemplateResult {
    const isEmpty = this.#values.get(name) === '';
    const set = (value: string): void => {
      this.change(() => this.#set(name, value));
      if (value !== '') void this.updateComplete.then(() => this.#focus(name));
    };
    const [words, filled] =
      isEmpty || required
        ? [isEmpty ? msg('Insert an example') : msg('Reset to the example'), readable(example)]
        : [msg('Remove'), ''];
    return html`<button class="link" type="button" aria-label="${words}: ${name}" @click=${() => set(filled)}>
      ${words}
    </button>`;
  }

  #focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('input, select, textarea, cloudapi-devtools-json')?.focus();
  }

  #focus(name: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
  }

  #members({ name, members }: ParameterDescription): TemplateResult | typeof nothing {
    if (this.#values.get(name) === '' || members.length === 0) return nothing;
    return html`<details class="fold">
      <summary>${msg('Members')}<span class="visually-hidden">: ${name}</span></summary>
      <table class="members">
        <tbody>
          ${members.map(
            ({ name: member, required, choices }) =>
              html`<tr>
                <th scope="row" class="mono">
                  ${member}${required ? html` <span class="required">*</span>` : nothing}
                </th>
                <td>${choices.join(', ')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  #tags(name: string, tags: readonly Tag[]): TemplateResult {
    const set = (changed: readonly Tag[]): void => this.change(() => this.#set(name, changed));
    const input = (index: number, part: keyof Tag): TemplateResult =>
      html`<input
        aria-label="${part === 'Key' ? msg('Key') : msg('Value')} ${index + 1}"
        placeholder=${part === 'Key' ? msg('Key') : msg('Value')}
        .value=${tags[index]?.[part] ?? ''}
        @input=${(event: Event) =>
          set(
            tags.map((tag, at) =>
              at === index ? { ...tag, [part]: (event.target as HTMLInputElement).value } : tag,
            ),
          )}
      />`;
    return html`<div role="group" id=${name} aria-labelledby="label-${name}">
        ${tags.map(
          (_tag, index) =>
            html`<div class="tag">
              ${input(index, 'Key')} ${input(index, 'Value')}
              <button
                class="tool"
                type="button"
                aria-label="${msg('Remove')} ${index + 1}"
                @click=${() => set(tags.filter((_one, at) => at !== index))}
              >
                ${icon('close')}
              </button>
            </div>`,
        )}
      </div>
      <div>
        <button class="button" type="button" @click=${() => set([...tags, { Key: '', Value: '' }])}>
          ${icon('plus')} ${msg('Add tag')}
        </button>
      </div>`;
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const description = this.#description();
    if (description === undefined || this.#isBusy) return;
    this.change(() => (this.#isBusy = true));
    const { region, accessKeyId, draft } = this;
    const { emulator, drafts } = this.session;
    try {
      const answer = await emulator.call(
        description.action,
        // The operation checks them as it checks any caller's.
        sentValues(description.parameters, this.#values, this.#given()) as never,
        { region: region || undefined, accessKeyId: accessKeyId || undefined },
      );
      this.#refuse(undefined);
      this.#answer = answer;
      drafts.keep(draft, NOTHING);
      this.#returned = new Set();
      this.dispatchEvent(new CustomEvent('done', { detail: answer }));
    } catch (error) {
      this.#answer = undefined;
      this.#refuse(toRefusal(error));
    }
    this.change(() => (this.#isBusy = false));
    await this.updateComplete;
    const [refused] = this.#places.keys();
    if (refused !== undefined) this.#focus(refused);
  };

  #refuse(refusal: Refusal | undefined): void {
    this.#refusal = refusal;
    const names = this.#parameters().map(({ name }) => name);
    this.#places = new Map(
      names
        .filter((name) => isAbout(name, refusal?.code))
        .map((name) => [name, refusedPlace(name, refusal?.detail)]),
    );
  }
}

/** A rule that would go on after a name, as a sentence. */
function capitalize(rule: string): string {
  return rule.charAt(0).toUpperCase() + rule.slice(1);
}

define('cloudapi-devtools-form', OperationForm);
