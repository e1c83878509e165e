/** What keeps a store from working at the moment. */
export interface StorageProblem {
  /** In words for the user; `undefined` while all is well. */
  readonly message: string | undefined;
  /** Sets the message, and logs it once for each store. */
  report(message: string, cause?: unknown): void;
  resolve(): void;
}

export function createStorageProblem(): StorageProblem {
  const logged = new Set<string>();
  let current: string | undefined;
  return {
    get message() {
      return current;
    },
    report(message, cause) {
      current = message;
      if (logged.has(message)) return;
      logged.add(message);
      try {
        console.warn(`[cloudapi-emulator] ${message}`, ...(cause === undefined ? [] : [cause]));
      } catch {
        // A test set-up may make the console throw.
      }
    },
    resolve() {
      current = undefined;
    },
  };
}
