import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks, in milliseconds. */
const INTERVAL = 250;
/** A slow machine compiles for long. */
const DEADLINE = 5 * 60_000;

/** Looks again and again until it is so; what is looked at throws if it never can be. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('Waited in vain.');
    await wait(INTERVAL);
  }
}
