/**
 * Writes a time as the service does: UTC, whole seconds. Observed: FUN.
 * @param milliseconds since 1970, as the clock option gives them.
 */
export function formatTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  // The milliseconds are the last of it, whatever the length of the year.
  return `${text.slice(0, -5)}Z`;
}
