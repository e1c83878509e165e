/** Logs errors that cannot reach the caller. Safe even if a test makes console.error throw. */
export function logError(message: string, error: unknown): void {
  try {
    console.error(`[cloudapi-emulator] ${message}`, error);
  } catch {
    // There is nobody left to tell.
  }
}
