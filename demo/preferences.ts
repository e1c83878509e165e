const PREFIX = 'cloudapi-emulator-demo.';

/** Reads what the visitor chose before; `undefined` where there is nothing, or storage is blocked. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice for the next visit, where storage is not blocked. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // The choice holds for this page only.
  }
}
