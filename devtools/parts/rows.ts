import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../panel.ts';

/** Rows beyond the visible ones, so that fast scrolling shows no gap. */
const SPARE = 6;

/**
 * A long list of which only the visible rows are in the document. All rows are equally high. The arrow keys, Home and End
 * move the focus. It has no shadow root, so that its parent's styles reach the rows.
 */
export class Rows<Item = unknown> extends LitElement {
  static override properties = {
    items: { attribute: false },
    renderRow: { attribute: false },
    keyOf: { attribute: false },
    rowHeight: { type: Number },
    label: { type: String },
  };
  declare items: readonly Item[];
  /** Renders one row: an element that can have the focus. */
  declare renderRow: (item: Item) => TemplateResult;
  declare keyOf: (item: Item) => unknown;
  /** In CSS pixels. */
  declare rowHeight: number;
  declare label: string;

  #top = 0;
  #height = 600;
  #anchor: unknown;
  /** The key of the row that has the focus, while the rows are rendered. */
  #focused: unknown;
  readonly #observer = new ResizeObserver(() => this.#measure());

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = -1;
    this.#observer.observe(this);
    this.addEventListener('scroll', this.#measure, { passive: true });
    this.addEventListener('keydown', this.#move);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.removeEventListener('scroll', this.#measure);
    this.removeEventListener('keydown', this.#move);
  }

  #measure = (): void => {
    this.#top = this.scrollTop;
    this.#height = this.clientHeight;
    this.#anchor = this.#keyAt(Math.floor(this.#top / this.rowHeight));
    this.requestUpdate();
  };

  #keyAt(index: number): unknown {
    const item = this.items[index];
    return item === undefined ? undefined : this.keyOf(item);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const row = this.#focusedRow();
    const before = (changed.get('items') as readonly Item[] | undefined) ?? this.items;
    const item = row && before[Number(row.dataset['index'])];
    this.#focused = item && this.keyOf(item);
  }

  #focusedRow(): HTMLElement | null | undefined {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    return this.contains(activeElement) ? activeElement?.closest<HTMLElement>('[data-index]') : undefined;
  }

  /** Rows that come in above leave those in view where they are. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    this.#keepFocus();
    if (!changed.has('items') || this.#top === 0 || this.#anchor === undefined) return;
    const index = this.items.findIndex((item) => this.keyOf(item) === this.#anchor);
    const top = index * this.rowHeight + (this.#top % this.rowHeight);
    if (index >= 0 && top !== this.#top) this.scrollTop = top;
  }

  /** To be moved in the document takes the focus away from a row. */
  #keepFocus(): void {
    if (this.#focused === undefined || this.#focusedRow()) return;
    const row = this.querySelector<HTMLElement>(`[data-index="${this.#focusedIndex()}"] > *`);
    row?.focus({ preventScroll: true });
  }

  #focusedIndex(): number {
    return this.#focused === undefined
      ? -1
      : this.items.findIndex((item) => this.keyOf(item) === this.#focused);
  }

  #move = (event: KeyboardEvent): void => {
    const focused = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (focused === null) return;
    const index = Number(focused.dataset['index']);
    const page = Math.max(1, Math.floor(this.#height / this.rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: this.items.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    void this.focusRow(Math.max(0, Math.min(this.items.length - 1, target)));
  };

  async focusRow(index: number): Promise<void> {
    const top = index * this.rowHeight;
    if (top < this.scrollTop) this.scrollTop = top;
    const bottom = top + this.rowHeight - this.clientHeight;
    if (bottom > this.scrollTop) this.scrollTop = bottom;
    this.#measure();
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[data-index="${index}"] > *`)?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { items, rowHeight } = this;
    if (items.length === 0) return nothing;
    const first = Math.max(0, Math.floor(this.#top / rowHeight) - SPARE);
    const last = Math.min(items.length, Math.ceil((this.#top + this.#height) / rowHeight) + SPARE);
    const shown = items.slice(first, last).map((item, index) => ({ item, index: first + index }));
    // The row that has the focus stays, wherever it is.
    const focused = this.#focusedIndex();
    if (focused >= 0 && (focused < first || focused >= last))
      shown.push(...items.slice(focused, focused + 1).map((item) => ({ item, index: focused })));
    return html`<div
      class="rows"
      role="list"
      aria-label=${this.label}
      .style=${`height:${items.length * rowHeight}px`}
    >
      ${repeat(
        shown,
        ({ item }) => this.keyOf(item),
        ({ item, index }) =>
          html`<div
            class="slot"
            role="listitem"
            aria-setsize=${items.length}
            aria-posinset=${index + 1}
            data-index=${index}
            .style=${`height:${rowHeight}px;transform:translateY(${index * rowHeight}px)`}
          >
            ${this.renderRow(item)}
          </div>`,
      )}
    </div>`;
  }
}

define('cloudapi-devtools-rows', Rows);

declare global {
  interface HTMLElementTagNameMap {
    'cloudapi-devtools-rows': Rows;
  }
}
