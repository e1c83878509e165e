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
