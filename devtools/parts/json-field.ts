import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EditorHandle, Place, Refused } from '../editor/json-editor.ts';
import { Panel, define } from '../panel.ts';
import { styles } from '../styles.ts';

const jsonStyles = css`
  :host {
    display: grid;
    gap: 6px;
    grid-template-columns: minmax(0, 1fr);
  }
  .editor {
    border: 1px solid var(--control);
    border-radius: 6px;
    overflow: hidden;
    background: var(--bg);
  }
  .editor:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .editor.wrong {
    border-color: var(--bad);
  }
  .editor:empty {
    display: none;
  }
  .places {
    display: grid;
    gap: 4px;
  }
  .places button {
    border: 0;
    background: none;
    padding: 0;
    text-align: left;
    color: var(--bad);
    font-size: 12px;
    text-decoration: underline;
    overflow-wrap: anywhere;
  }
`;

/** JSON in an editor that marks what the service would refuse. Until the editor is loaded, a plain field. */
export class JsonField extends Panel {
  static override properties = {
    ...Panel.properties,
    value: { attribute: false },
    label: { type: String },
    language: { type: String },
    refused: { attribute: false },
  };
  static override styles = [styles, jsonStyles];
  declare value: string;
  declare label: string;
  /** What the value is checked as. */
  declare language: 'json' | 'schema';
  /** What the service refused of the value, and where; until the value is another. */
  declare refused: Refused | undefined;
  #editor: EditorHandle | undefined;
  #places: readonly Place[] | undefined;

  override focus(): void {
    if (this.#editor === undefined) this.renderRoot.querySelector('textarea')?.focus();
    else this.#editor.focus();
    // The editor's focus does not scroll.
    this.scrollIntoView({ block: 'nearest' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#load());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#places = undefined;
  }

  async #load(): Promise<void> {
    const { createJsonEditor } = await import('../editor/json-editor.ts');
    const parent = this.renderRoot.querySelector('.editor');
    if (!this.isConnected || this.#editor !== undefined || !(parent instanceof HTMLElement)) return;
    this.change(() => {
      this.#editor = createJsonEditor({
        parent,
        root: this.renderRoot as ShadowRoot,
        text: this.value,
        label: this.label,
        language: this.language,
        onChange: (text) => this.#set(text),
        onPlaces: (places) => this.change(() => (this.#places = places)),
      });
      this.#editor.mark(this.refused);
    });
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value')) this.#editor?.set(this.value);
    if (changed.has('refused')) this.#editor?.mark(this.refused);
  }

  #set(text: string): void {
    this.value = text;
    this.refused = undefined;
    this.dispatchEvent(new Event('input'));
  }

  protected override render(): TemplateResult {
    const isWrong = this.refused !== undefined || (this.#places?.length ?? 0) > 0;
    return html`<div class="editor ${isWrong ? 'wrong' : ''}"></div>
      ${
        this.#editor === undefined
          ? html`<textarea
              aria-label=${this.label}
              aria-invalid=${isWrong}
              rows="6"
              spellcheck="false"
              .value=${this.value}
              @input=${(event: Event) => this.#set((event.target as HTMLTextAreaElement).value)}
            ></textarea>`
          : nothing
      }
      ${this.#verdict()}
      <ul class="places">
        ${(this.#places ?? []).map(
          ({ line, message, from, to }) =>
            html`<li>
              <button type="button" @click=${() => this.#editor?.select(from, to)}>
                ${msg(str`Line ${line}`)}: <span lang="en">${message}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #verdict(): TemplateResult {
    const { length } = this.#places ?? [];
    const words =
      length > 0
        ? msg(str`Places that the service would refuse: ${length}`)
        : this.language === 'json'
          ? msg('JSON. Tab leaves the editor.')
          : this.#places === undefined
            ? msg('JSON Schema, draft 4. Tab leaves the editor.')
            : msg('Acceptable as a model. Tab leaves the editor.');
    return html`<p class="hint" role="status">${words}</p>`;
  }
}

define('cloudapi-devtools-json', JsonField);
