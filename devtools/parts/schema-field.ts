import { msg, str } from '@lit/localize';
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { EditorHandle, Place } from '../editor/schema-editor.ts';
import { Panel, define } from '../panel.ts';
import { styles } from '../styles.ts';

const schemaStyles = css`
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

/** A JSON Schema in an editor that marks what the service would refuse. Until the editor is loaded, a plain field. */
export class SchemaField extends Panel {
  static override properties = { ...Panel.properties, value: { attribute: false } };
  static override styles = [styles, schemaStyles];
  declare value: string;
  #editor: EditorHandle | undefined;
  #places: readonly Place[] | undefined;

  override focus(): void {
    if (this.#editor === undefined) this.renderRoot.querySelector('textarea')?.focus();
    else this.#editor.focus();
  }

  protected override firstUpdated(): void {
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#editor?.destroy();
  }

  async #load(): Promise<void> {
    const { createSchemaEditor } = await import('../editor/schema-editor.ts');
    const parent = this.renderRoot.querySelector('.editor');
    if (!this.isConnected || !(parent instanceof HTMLElement)) return;
    this.change(() => {
      this.#editor = createSchemaEditor({
        parent,
        root: this.renderRoot as ShadowRoot,
        text: this.value,
        label: 'Schema',
        onChange: (text) => this.#set(text),
        onPlaces: (places) => this.change(() => (this.#places = places)),
      });
    });
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value')) this.#editor?.set(this.value);
  }

  #set(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event('input'));
  }

  protected override render(): TemplateResult {
    const places = this.#places;
    return html`<div class="editor"></div>
      ${
        this.#editor === undefined
          ? html`<textarea
              aria-label="Schema"
              rows="8"
              spellcheck="false"
              .value=${this.value}
              @input=${(event: Event) => this.#set((event.target as HTMLTextAreaElement).value)}
            ></textarea>`
          : ''
      }
      <p class="hint" role="status">
        ${
          places === undefined
            ? msg('JSON Schema, draft 4. Tab leaves the editor.')
            : places.length === 0
              ? msg('Acceptable as a model. Tab leaves the editor.')
              : msg(str`Places that the service would refuse: ${places.length}`)
        }
      </p>
      <ul class="places">
        ${(places ?? []).map(
          ({ line, message, from, to }) =>
            html`<li>
              <button type="button" @click=${() => this.#editor?.select(from, to)}>
                ${msg(str`Line ${line}`)}: ${message}
              </button>
            </li>`,
        )}
      </ul>`;
  }
}

define('cloudapi-devtools-schema', SchemaField);
