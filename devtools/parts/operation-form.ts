import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ActionDescription, ParameterDescription } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { styles } from '../styles.ts';
import { evidence } from './evidence.ts';
import { icon } from './icon.ts';
import './schema-field.ts';

/** A refusal as `emulator.call` throws it; by its members, because the page may have another copy of the class. */
interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly grade?: 'documented' | 'observed' | 'inferred' | 'emulator';
  readonly source?: string;
}

type Tag = { readonly Key: string; readonly Value: string };
type Value = string | readonly Tag[];

const formStyles = css`
  form {
    display: grid;
    gap: 12px;
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
  };
  static override styles = [styles, formStyles];
  declare action: string;
  /** Values that the fields begin with, by parameter. */
  declare initial: Readonly<Record<string, unknown>> | undefined;
  /** Parameters that are sent as they are in `initial`, without a field. */
  declare fixed: readonly string[] | undefined;
  declare region: string | undefined;
  declare accessKeyId: string | undefined;
  #values = new Map<string, Value>();
  #refusal: Refusal | undefined;
  #answer: object | undefined;
  #isBusy = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('action') && !changed.has('initial')) return;
    this.#refusal = undefined;
    this.#answer = undefined;
    this.#values = new Map(this.#parameters().map((one) => [one.name, this.#initialOf(one)]));
  }

  #description(): ActionDescription | undefined {
    return this.session.service.actions.find(({ action }) => action === this.action);
  }

  #parameters(): readonly ParameterDescription[] {
    return this.#description()?.parameters ?? [];
  }

  #initialOf({ name, type }: ParameterDescription): Value {
    const value = this.initial?.[name];
    // The tags of a resource have this form.
    if (type === 'tags') return Array.isArray(value) ? (value as readonly Tag[]) : [];
    if (Array.isArray(value)) return value.join('\n');
    if (value === undefined && name === 'Schema') return '{\n  "type": "object",\n  "properties": {}\n}';
    return value === undefined ? '' : String(value);
  }

  protected override render(): TemplateResult {
    const shown = this.#parameters().filter(({ name }) => this.fixed?.includes(name) !== true);
    return html`<form @submit=${this.#submit} novalidate aria-label=${this.action}>
      ${shown.map((parameter) => this.#field(parameter))} ${this.#refused()}
      ${
        this.#answer === undefined
          ? nothing
          : html`<div class="section" role="status">
              <div class="chips"><span class="chip ok">${icon('check')} ${msg('Answered')}</span></div>
              <pre tabindex="0" aria-label=${msg('Answer')}>
${JSON.stringify(this.#answer, undefined, 2)}</pre>
            </div>`
      }
      <div class="actions">
        <button class="button primary" type="submit" ?disabled=${this.#isBusy}>${this.action}</button>
        <slot></slot>
      </div>
    </form>`;
  }

  #refused(): TemplateResult | typeof nothing {
    const refusal = this.#refusal;
    if (refusal === undefined) return nothing;
    const { code, message, detail, grade, source } = refusal;
    return html`<div class="card bad" role="alert">
      <strong class="mono break">${code}</strong>
      <p class="break">${detail ?? message}</p>
      ${grade === undefined ? nothing : evidence(grade, source)}
    </div>`;
  }

  #field(parameter: ParameterDescription): TemplateResult {
    const { name, required, rules, type } = parameter;
    const isWrong = new RegExp(`^(?:Missing|Invalid|InvalidFormat|Repeated)${name}$`).test(
      this.#refusal?.code ?? '',
    );
    const hint = rules.join(' ');
    return html`<div class="field">
      <label for=${name} id="label-${name}"
        >${name}${
          required
            ? html` <span class="required" aria-hidden="true">*</span>`
            : html` <span class="muted">${msg('optional')}</span>`
        }</label
      >
      ${this.#control(parameter, isWrong)}
      ${hint === '' ? nothing : html`<p class="hint" id="hint-${name}">${hint}</p>`}
      ${type === 'texts' ? html`<p class="hint">${msg('One per line.')}</p>` : nothing}
    </div>`;
  }

  #control(parameter: ParameterDescription, isWrong: boolean): TemplateResult {
    const { name, required, type, choices, default: preset } = parameter;
    const value = this.#values.get(name) ?? '';
    const set = (event: Event): void => void this.#values.set(name, (event.target as HTMLInputElement).value);
    if (typeof value !== 'string') return this.#tags(name, value);
    if (name === 'Schema') {
      return html`<cloudapi-devtools-schema
        id=${name}
        .session=${this.session}
        .value=${value}
        @input=${set}
      ></cloudapi-devtools-schema>`;
    }
    const options = type === 'boolean' ? ['true', 'false'] : choices;
    if (options.length > 0) {
      return html`<select id=${name} aria-required=${required} @change=${set}>
        <option value="">–</option>
        ${options.map((option) => html`<option ?selected=${option === value}>${option}</option>`)}
      </select>`;
    }
    if (type === 'texts' || (name === 'Description' && value.length > 60)) {
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
      placeholder=${preset === undefined || preset === '' ? '' : String(preset)}
      .value=${value}
      @input=${set}
    />`;
  }

  #tags(name: string, tags: readonly Tag[]): TemplateResult {
    const set = (changed: readonly Tag[]): void => this.change(() => this.#values.set(name, changed));
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
    if (description === undefined) return;
    this.change(() => (this.#isBusy = true));
    const { region, accessKeyId } = this;
    try {
      const answer = await this.session.emulator.call(
        description.action,
        // The operation checks them as it checks any caller's.
        this.#sent() as never,
        { region: region || undefined, accessKeyId: accessKeyId || undefined },
      );
      this.#refusal = undefined;
      this.#answer = answer;
      this.dispatchEvent(new CustomEvent('done', { detail: answer }));
    } catch (error) {
      this.#answer = undefined;
      const { code, message } = error as Partial<Refusal>;
      this.#refusal =
        code === undefined
          ? { code: msg('The call failed'), message: message ?? String(error) }
          : (error as Refusal);
    }
    this.change(() => (this.#isBusy = false));
  };

  /** What was filled in, and what was emptied. */
  #sent(): Readonly<Record<string, unknown>> {
    const sent: Record<string, unknown> = {};
    for (const parameter of this.#parameters()) {
      const { name, type } = parameter;
      const value = this.#values.get(name) ?? '';
      const wasEmpty = this.#initialOf(parameter).length === 0;
      if (value.length === 0 && wasEmpty) continue;
      if (typeof value !== 'string') sent[name] = value;
      else if (type === 'texts')
        sent[name] = value
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean);
      else if (type === 'number') sent[name] = value === '' ? undefined : Number(value);
      else if (type === 'boolean') sent[name] = value === '' ? undefined : value === 'true';
      else sent[name] = value;
    }
    return sent;
  }
}

define('cloudapi-devtools-form', OperationForm);
