import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Panel, define } from '../panel.ts';
import { draftChip } from '../parts/draft-chip.ts';
import { icon } from '../parts/icon.ts';
import { meter } from '../parts/meter.ts';
import '../parts/rows.ts';
import { styles } from '../styles.ts';
import type { Item } from './item.ts';
import type { Row } from './rows-of.ts';

const ROW_HEIGHT = 48;

const listStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  .row {
    display: flex;
    width: 100%;
    height: 100%;
    padding: 0 12px;
    gap: 8px;
    align-items: center;
    border: 0;
    border-bottom: 1px solid var(--border);
    background: none;
    text-align: left;
  }
  button.row:hover {
    background: var(--surface);
  }
  button.row[aria-current='true'] {
    background: var(--selected);
  }
  .row.child {
    padding-left: 34px;
  }
  .row.scope {
    background: var(--surface);
    font-size: 12px;
    color: var(--muted);
  }
  .row.scope .meter {
    width: 60px;
    flex: none;
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row > .icon {
    color: var(--muted);
    width: 14px;
    height: 14px;
  }
  .lines {
    display: grid;
    gap: 1px;
  }
  .name {
    font-weight: 600;
  }
  .second,
  .row > .muted {
    font-size: 12px;
    color: var(--muted);
  }
  .badges {
    display: flex;
    gap: 4px;
    flex: none;
    font-size: 12px;
  }
`;

/** Resources by account, region and group. Tells by the event `choose` which one was clicked. */
export class StateList extends Panel {
  static override properties = {
    ...Panel.properties,
    rows: { attribute: false },
    chosen: { type: String },
  };
  static override styles = [styles, listStyles];
  declare rows: readonly Row[];
  /** The id of the one that is shown. */
  declare chosen: string | undefined;

  /** Sets the focus on a resource's row, or on the first one. */
  focusItem(id: string | undefined): void {
    const index = this.rows.findIndex((row) => row.kind === 'item' && row.item.id === id);
    void this.renderRoot.querySelector('cloudapi-devtools-rows')?.focusRow(Math.max(0, index));
  }

  protected override render(): TemplateResult {
    if (this.rows.length === 0) {
      return html`<div class="empty">
        <strong>${msg('Nothing matches')}</strong>
      </div>`;
    }
    return html`<cloudapi-devtools-rows
      label=${msg('State')}
      .rowHeight=${ROW_HEIGHT}
      .items=${this.rows}
      .keyOf=${keyOf}
      .renderRow=${(row: Row) => (row.kind === 'scope' ? this.#scope(row) : this.#item(row.item, row.isOpen))}
    ></cloudapi-devtools-rows>`;
  }

  #scope({ scope, groups }: Row & { readonly kind: 'scope' }): TemplateResult {
    const { groupsPerRegion: limit } = this.session.emulator.limits;
    return html`<div class="row scope" tabindex="-1">
      <span class="grow clip"><strong>${scope.region}</strong> · ${scope.account}</span>
      <span>${msg(str`${groups} of ${limit === Infinity ? '∞' : limit} groups`)}</span>
      ${limit === Infinity ? nothing : meter(groups, limit)}
    </div>`;
  }

  #item(item: Item, isOpen: boolean): TemplateResult {
    const isGroup = item.kind === 'group';
    return html`<button
      class="row ${isGroup ? '' : 'child'}"
      type="button"
      aria-expanded=${isGroup ? isOpen : nothing}
      aria-current=${item.id === this.chosen}
      @click=${() => this.dispatchEvent(new CustomEvent<Item>('choose', { detail: item }))}
    >
      ${icon(isGroup ? (isOpen ? 'open' : 'more') : item.kind)}
      <span class="lines grow">
        <span class="name clip">${item.name}</span>
        <span class="second clip">${item.line()}</span>
      </span>
      ${draftChip(this.session.drafts.isAbout(item.id))}
      ${item.badges === undefined ? nothing : html`<span class="badges">${item.badges()}</span>`}
    </button>`;
  }
}

function keyOf(row: Row): string {
  return row.kind === 'item' ? row.item.id : `${row.scope.account} ${row.scope.region}`;
}

define('cloudapi-devtools-state-list', StateList);

declare global {
  interface HTMLElementTagNameMap {
    'cloudapi-devtools-state-list': StateList;
  }
}
