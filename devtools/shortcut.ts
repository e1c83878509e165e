const MODIFIERS = new Set(['ctrl', 'shift', 'alt']);

/** Keys that the panel opens and closes on. */
export interface Shortcut {
  /** As it was given. */
  readonly text: string;
  /** Whether a key event is this shortcut; `Ctrl` is also the Mac's Command. */
  matches(event: KeyboardEvent): boolean;
}

/**
 * Reads a shortcut such as `Ctrl+Shift+Y`.
 * @throws {TypeError} if it is none
 */
export function readShortcut(text: string): Shortcut {
  const parts = text.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  if (key === '' || MODIFIERS.has(key) || !parts.every((part) => MODIFIERS.has(part))) {
    throw new TypeError(
      `The devtools' shortcut "${text}" cannot be read. Join Ctrl, Shift, Alt and one key by +, such as Ctrl+Shift+Y; for none, use false.`,
    );
  }
  return {
    text,
    matches: (event) =>
      (event.ctrlKey || event.metaKey) === parts.includes('ctrl') &&
      event.shiftKey === parts.includes('shift') &&
      event.altKey === parts.includes('alt') &&
      // With Shift or on another layout, a key may give another character.
      (event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`),
  };
}
