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

/** Times as they were written before: a list writes the same ones again and again, and a Date is slow at it. */
const written = new Map<number, string>();

/**
 * Writes a time as the service does: UTC, whole seconds. Observed: FUN.
 * @param milliseconds since 1970, as the clock option gives them.
 */
export function formatTime(milliseconds: number): string {
  let text = written.get(milliseconds);
  if (text === undefined) {
    // The milliseconds are the last of it, whatever the length of the year.
    text = `${new Date(milliseconds).toISOString().slice(0, -5)}Z`;
    if (written.size >= 1000) written.clear();
    written.set(milliseconds, text);
  }
  return text;
}
