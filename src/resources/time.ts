/** The last moment that a Date can hold. */
const LAST_MOMENT = 8.64e15;

/**
 * Writes when a stage was deployed, as EffectiveVersion: `yyyyMMddHHmmssSSS` in UTC+8. Observed: CSPLOIT, FUN2.
 * @param milliseconds since 1970.
 */
export function formatVersion(milliseconds: number): string {
  const inChina = Math.min(milliseconds + 8 * 3_600_000, LAST_MOMENT);
  return new Date(inChina).toISOString().replaceAll(/\D/g, '');
}

/**
 * Writes a time as the service does: UTC, whole seconds. Observed: FUN.
 * @param milliseconds since 1970, as the clock option gives them.
 */
export function formatTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  // The milliseconds are the last of it, whatever the length of the year.
  return `${text.slice(0, -5)}Z`;
}
