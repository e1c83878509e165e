/**
 * Writes a time as the service does: UTC, whole seconds. Observed: FUN.
 * @param milliseconds since 1970, as the clock option gives them.
 */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
