/**
 * What ends the waits of calls, for a fault's delay or for a back end, so that none is open once the emulator is disposed of.
 */
export class Waits extends Set<() => void> {
  /** Rises with each release. A call notes it when it comes, and waits for nothing once it has risen. */
  round = 0;

  /** Ends all waits, also those that calls have not come to yet. */
  release(): void {
    this.round += 1;
    for (const end of this) end();
  }
}
