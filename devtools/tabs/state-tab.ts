import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Snapshot } from '../../src/index.ts';
import { Panel, define } from '../panel.ts';
import { detailHead } from '../parts/detail-head.ts';
import { draftChip } from '../parts/draft-chip.ts';
import { hollow } from '../parts/hollow.ts';
import { icon } from '../parts/icon.ts';
import '../parts/operation-form.ts';
import { callerFor, draftOf } from '../state/item.ts';
import type { FormRequest, Item } from '../state/item.ts';
import '../state/resource-detail.ts';
import { familiesOf, itemsOf, rowsOf } from '../state/rows-of.ts';
import type { Row } from '../state/rows-of.ts';
import '../state/state-list.ts';
import { styles } from '../styles.ts';

const stateStyles = css`
  .save {
    border-top: 1px solid var(--border);
    border-bottom: 0;
  }
`;

const NEW_GROUP: FormRequest = { action: 'CreateApiGroup' };

/** Groups, APIs and models by account and region; to search, make, change and delete. */
export class StateTab extends Panel {
  static override styles = [styles, stateStyles];
  #text = '';
  readonly #open = new Set<string>();
  /** The id of the resource that is shown. */
  #chosen: string | undefined;
  /** Shown in place of the resource. */
  #form: FormRequest | undefined;
  #read: Snapshot | undefined;
  #families: ReturnType<typeof familiesOf> = [];
  #items: ReadonlyMap<string, Item> = new Map();
  #rows: readonly Row[] = [];

  protected override willUpdate(): void {
    const { state } = this.session;
    if (state === undefined || state === this.#read) return;
    this.#read = state;
    this.#families = familiesOf(state);
    this.#items = itemsOf(this.#families);
    this.#list();
  }

  /** Made anew only when something of it changes: the panel is rendered with each call. */
  #list(): void {
    this.#rows = rowsOf(this.#families, this.#text, this.#open);
  }

  protected override render(): TemplateResult {
    const isEmpty = this.#families.length === 0;
    const isOpen = this.#form !== undefined || this.#chosen !== undefined;
    return html`<div class="split ${isOpen ? 'open' : isEmpty ? 'bare' : ''}">
      <div class="master">
        ${this.#search()}
        ${
          isEmpty
            ? this.#empty()
            : html`<cloudapi-devtools-state-list
                  .session=${this.session}
                  .rows=${this.#rows}
                  .chosen=${this.#chosen}
                  @choose=${(event: CustomEvent<Item>) => this.#choose(event.detail)}
                ></cloudapi-devtools-state-list>
                <div class="bar save">
                  <button class="button" type="button" @click=${() => this.session.prefer({ tab: 'scenes' })}>
                    ${msg('Save this state')}
                  </button>
                  <span class="hint">${msg('In the tab Scenes.')}</span>
                </div>`
        }
      </div>
      ${isOpen ? this.#detail() : isEmpty ? nothing : hollow(msg('Choose a group, an API or a model to see what it is.'))}
    </div>`;
  }

  #search(): TemplateResult {
    return html`<div class="bar" role="search">
      <input
        class="grow"
        type="search"
        placeholder=${msg('Search name, ID, path, tag')}
        aria-label=${msg('Search name, ID, path, tag')}
        .value=${this.#text}
        @input=${(event: Event) =>
          this.change(() => {
            this.#text = (event.target as HTMLInputElement).value;
            this.#list();
          })}
      />
      <button class="button primary" type="button" @click=${() => this.#show(undefined, NEW_GROUP)}>
        ${icon('plus')} ${msg('New group')} ${draftChip(this.session.drafts.has(draftOf('', NEW_GROUP)))}
      </button>
    </div>`;
  }

  #empty(): TemplateResult {
    return html`<div class="empty">
      <strong>${msg('No groups yet')}</strong>
      <p>${msg('Create one here or in the application, or go to a saved state in the tab Scenes.')}</p>
    </div>`;
  }

  /** Opens a group with what it has; once more closes it. */
  #choose({ kind, id }: Item): void {
    if (kind === 'group') {
      if (this.#open.has(id) && this.#chosen === id) this.#open.delete(id);
      else this.#open.add(id);
      this.#list();
    }
    this.#show(id);
  }

  #show(id: string | undefined, form?: FormRequest): void {
    this.change(() => {
      this.#chosen = id;
      this.#form = form;
    });
  }

  /** The focus returns to where it came from. */
  async #close(): Promise<void> {
    const id = this.#chosen;
    this.#show(undefined);
    await this.updateComplete;
    this.renderRoot.querySelector('cloudapi-devtools-state-list')?.focusItem(id);
  }

  #detail(): TemplateResult {
    if (this.#form !== undefined) return this.#formView(this.#form);
    const item = this.#items.get(this.#chosen ?? '');
    if (item === undefined) return this.#gone();
    // Another resource begins anew: at its top, and with nothing half done.
    return html`${keyed(
      item.id,
      html`<cloudapi-devtools-resource
        class="detail"
        .session=${this.session}
        .item=${item}
        @close=${() => this.#close()}
        @open-form=${(event: CustomEvent<FormRequest>) => this.#show(item.id, event.detail)}
      ></cloudapi-devtools-resource>`,
    )}`;
  }

  #gone(): TemplateResult {
    return html`<div class="detail">
      ${detailHead(msg('Gone'), () => void this.#close())}
      <div class="empty"><p>${msg('This was deleted meanwhile.')}</p></div>
    </div>`;
  }

  #formView(form: FormRequest): TemplateResult {
    const { session } = this;
    const { action, scope, initial, fixed } = form;
    const { accessKeyId } = callerFor(session.emulator, scope);
    const back = (): void => this.#show(this.#chosen);
    return html`<div class="detail">
      ${detailHead(action, () => void this.#close(), back)}
      <div class="scroll">
        <div class="stack">
          <p class="hint">
            ${msg(str`A real call in ${scope?.region ?? session.service.region}: limits, policies and faults apply.`)}
          </p>
          <cloudapi-devtools-form
            .session=${session}
            .action=${action}
            .initial=${initial}
            .fixed=${fixed}
            .region=${scope?.region}
            .accessKeyId=${accessKeyId}
            .draft=${draftOf(this.#chosen ?? '', form)}
            @done=${(event: CustomEvent<Readonly<Record<string, unknown>>>) => this.#done(form, event.detail)}
          >
            <button class="button" type="button" @click=${back}>${msg('Back')}</button>
          </cloudapi-devtools-form>
        </div>
      </div>
    </div>`;
  }

  /** Shows what was made or changed, once it is in the list. */
  async #done(form: FormRequest, answer: Readonly<Record<string, unknown>>): Promise<void> {
    await this.session.readState();
    // The user has gone elsewhere meanwhile.
    if (this.#form !== form) return;
    const made = [answer['ApiId'], answer['ModelId'], answer['GroupId']].find((id) => typeof id === 'string');
    for (const group of [answer['GroupId'], form.initial?.['GroupId']]) {
      if (typeof group === 'string') this.#open.add(group);
    }
    this.#read = undefined;
    this.#show(typeof made === 'string' ? made : this.#chosen);
  }
}

define('cloudapi-devtools-state', StateTab);
