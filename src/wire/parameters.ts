/** Parameters as an operation takes them: text, lists of text, and lists of objects. */
export type Parameters = Readonly<Record<string, unknown>>;

const LIST_ITEM = /^([A-Za-z]+)\.(\d{1,9})(?:\.([A-Za-z]+))?$/;

/** Whether a name is that of a part of a list: `Tag.1.Key`, `ResourceId.1`. */
export function isListItem(name: string): boolean {
  return LIST_ITEM.test(name);
}

/**
 * Puts lists together from their flat form: `Tag.1.Key`, `Tag.1.Value` and `ResourceId.1` (CORE).
 * Numbers only order the items: they may begin anywhere and leave gaps.
 * @param entries names and values; of two with the same name the first one counts.
 */
export function unflatten(entries: Iterable<readonly [string, string]>): Parameters {
  // Without a prototype, a parameter called "__proto__" or "constructor" is one like any other.
  const parameters: Record<string, unknown> = Object.create(null);
  const lists = new Map<string, Map<number, string | Record<string, string>>>();
  for (const [name, value] of entries) {
    // Most names have no dot, and looking for one is faster.
    const [, list, number, field] = (name.includes('.') && LIST_ITEM.exec(name)) || [];
    if (list === undefined || number === undefined) {
      parameters[name] ??= value;
      continue;
    }
    let items = lists.get(list);
    if (items === undefined) lists.set(list, (items = new Map()));
    const index = Number(number);
    if (field === undefined) {
      if (!items.has(index)) items.set(index, value);
      continue;
    }
    let item = items.get(index);
    if (item === undefined) items.set(index, (item = Object.create(null)));
    if (typeof item === 'object') item[field] ??= value;
  }
  for (const [list, items] of lists) {
    parameters[list] ??= [...items].toSorted(([a], [b]) => a - b).map(([, item]) => item);
  }
  return parameters;
}
