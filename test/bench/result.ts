/** One line of the table. Times in milliseconds. */
export interface Result {
  readonly what: string;
  readonly emulator: number;
  readonly bare: number;
  /** The most that emulator / bare may be; none for what is measured for comparison only. */
  readonly bound?: number;
}
