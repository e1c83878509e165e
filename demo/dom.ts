type Listener = (event: Event) => void;
type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

/** What an element may hold; text stays text, whatever it contains. */
export type Child = Node | string | undefined;

let lastId = 0;

/** An id that no other element of the page has. */
export function uniqueId(name: string): string {
  lastId += 1;
  return `${name}-${lastId}`;
}

/** Makes an element. A function is a listener for the event of that name; `false` leaves an attribute out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A row of a list. Two rows of one key look the same. */
export interface Row {
  readonly key: string;
  make(): HTMLElement;
}

const keys = new WeakMap<Element, string>();

/**
 * Makes these the rows of a list. One that is there already is not touched: it keeps its focus, its scrolling and what is
 * open in it. Where the row with the focus goes, the row in its place gets it.
 * @returns whether anything has changed
 */
export function renderRows(list: HTMLElement, rows: readonly Row[]): boolean {
  const before = [...list.children];
  const focused = before.findIndex((row) => row.contains(document.activeElement));
  const wanted = new Set(rows.map(({ key }) => key));
  const there = new Map<string, Element>();
  for (const row of before) {
    const key = keys.get(row) ?? '';
    if (wanted.has(key)) there.set(key, row);
    else row.remove();
  }
  let place = list.firstElementChild;
  for (const { key, make } of rows) {
    const row = there.get(key) ?? make();
    keys.set(row, key);
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  }
  if (focused >= 0 && !list.contains(document.activeElement)) {
    const next = list.children[Math.min(focused, list.children.length - 1)];
    const target = next?.querySelector<HTMLElement>('button, summary') ?? list.closest<HTMLElement>('.panel');
    target?.focus({ preventScroll: true });
  }
  return before.length !== list.children.length || before.some((row, at) => row !== list.children[at]);
}
