import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Panel, define } from '../panel.ts';
import { detailHead } from '../parts/detail-head.ts';
import { draftChip } from '../parts/draft-chip.ts';
import { factTable, orDash } from '../parts/fact-table.ts';
import { icon } from '../parts/icon.ts';
import { refusalCard, toRefusal } from '../parts/refusal.ts';
import type { Refusal } from '../parts/refusal.ts';
import { dateTime } from '../parts/time.ts';
import '../parts/twice.ts';
import { styles } from '../styles.ts';
import { callerFor, draftOf } from './item.ts';
import type { CallRequest, DetailContext, FormRequest, Item, ItemDetails } from './item.ts';

const resourceStyles = css`
  .tight {
    gap: 2px;
  }
  .stage {
    flex-wrap: wrap;
  }
  .stage > .grow {
    flex: 1 1 170px;
  }
  .stage .actions {
    justify-content: flex-end;
  }
  .quotas {
    display: grid;
    gap: 16px;
    grid-template-columns: repeat(auto-fit, minmax(min(160px, 100%), 1fr));
  }
  .quota {
    display: grid;
    gap: 4px 8px;
    grid-template-columns: 1fr auto;
    align-content: start;
  }
  .quota .meter {
    grid-column: 1 / -1;
  }
  .tag-list {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .tag-list .chip {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .tag-list .chip button {
    flex: none;
    display: inline-flex;
    margin-right: -5px;
    padding: 2px;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--muted);
  }
  .tag-list .chip button:hover {
    color: var(--bad);
  }
  .tag-list .icon {
    width: 12px;
    height: 12px;
  }
`;

/** One resource of any kind: what it is, and what may be done with it. */
export class ResourceDetail extends Panel {
  static override properties = { ...Panel.properties, item: { attribute: false } };
  static override styles = [styles, resourceStyles];
  declare item: Item;
  #refusal: Refusal | undefined;

  protected override render(): TemplateResult {
    const { item, session } = this;
    const details = item.details();
    const context: DetailContext = {
      session,
      openForm: (form) => this.#openForm(form),
      draftChip: (form) => draftChip(session.drafts.has(draftOf(item.id, form))),
      call: (request) => this.#call(request),
    };
    return html`${detailHead(item.name, () => this.#close())}
      <div class="scroll" tabindex="0" role="region" aria-label=${item.name}>
        <div class="stack">
          ${this.#actions(details, context)} ${refusalCard(this.#refusal)} ${details.sections(context)}
          ${this.#tags(details, context)} ${this.#facts(details)}
        </div>
      </div>`;
  }

  #close(): void {
    this.dispatchEvent(new Event('close'));
  }

  #openForm(form: FormRequest): void {
    this.dispatchEvent(new CustomEvent<FormRequest>('open-form', { detail: form }));
  }

  async #call({ action, parameters }: CallRequest): Promise<void> {
    const { emulator } = this.session;
    let refusal: Refusal | undefined;
    try {
      // They are the action's own.
      await emulator.call(action, parameters as never, callerFor(emulator, this.item.resource));
    } catch (error) {
      refusal = toRefusal(error);
    }
    this.change(() => (this.#refusal = refusal));
  }

  async #remove(request: CallRequest): Promise<void> {
    await this.#call(request);
    if (this.#refusal === undefined) this.#close();
  }

  #actions({ forms, remove }: ItemDetails, context: DetailContext): TemplateResult {
    return html`<div class="actions">
      ${forms.map(
        ({ label, icon: name, form }, index) =>
          html`<button
            class="button ${index === 0 && name === 'plus' ? 'primary' : ''}"
            type="button"
            @click=${() => this.#openForm(form)}
          >
            ${icon(name)} ${label} ${context.draftChip(form)}
          </button>`,
      )}
      <cloudapi-devtools-twice
        .session=${this.session}
        icon="clear"
        label=${msg('Delete')}
        again=${msg('Really delete?')}
        @confirm=${() => this.#remove(remove)}
      ></cloudapi-devtools-twice>
    </div>`;
  }

  #tags({ taggedAs }: ItemDetails, context: DetailContext): TemplateResult | typeof nothing {
    const { id, resource } = this.item;
    if (taggedAs === undefined && resource.tags.length === 0) return nothing;
    const tagged = { ResourceType: taggedAs, ResourceId: [id] };
    const add: FormRequest = {
      action: 'TagResources',
      scope: resource,
      initial: { ...tagged, Tag: [{ Key: '', Value: '' }] },
      fixed: ['ResourceType', 'ResourceId'],
    };
    const remove = (key: string): CallRequest => ({
      action: 'UntagResources',
      parameters: { ...tagged, TagKey: [key] },
    });
    return html`<section class="section">
      <h3>${msg('Tags')}</h3>
      <div class="tag-list">
        ${resource.tags.length === 0 ? html`<span class="muted">${msg('No tags.')}</span>` : nothing}
        ${resource.tags.map(
          ({ Key, Value }) =>
            html`<span class="chip"
              >${Value === '' ? Key : `${Key}: ${Value}`}${
                taggedAs === undefined
                  ? nothing
                  : html`<button
                      type="button"
                      aria-label=${msg(str`Remove the tag ${Key}`)}
                      @click=${() => this.#call(remove(Key))}
                    >
                      ${icon('close')}
                    </button>`
              }</span
            >`,
        )}
        ${
          taggedAs === undefined
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#openForm(add)}>
                ${icon('plus')} ${msg('Add tags')} ${context.draftChip(add)}
              </button>`
        }
      </div>
    </section>`;
  }

  #facts({ facts }: ItemDetails): TemplateResult {
    const { region, account, createdTime, modifiedTime } = this.item.resource;
    const all = [
      ...facts,
      [msg('Region'), region],
      [msg('Account'), account],
      [msg('Created'), dateTime(createdTime)],
      [msg('Modified'), dateTime(modifiedTime)],
    ] as const;
    return html`<section class="section">
      <h3>${msg('Details')}</h3>
      ${factTable(all.map(([name, value]) => [name, orDash(value)]))}
    </section>`;
  }
}

define('cloudapi-devtools-resource', ResourceDetail);
