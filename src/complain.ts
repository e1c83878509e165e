/** Writes to the console what the emulator cannot say to its caller; also where a test set-up lets the console throw. */
export function complain(words: string, error: unknown): void {
  try {
    console.error(`[cloudapi-emulator] ${words}`, error);
  } catch {
    // There is nobody left to tell.
  }
}
