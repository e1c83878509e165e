import type { Emulator } from 'cloudapi-emulator';

declare global {
  interface Window {
    /** The page's emulator, for the test that drives it. */
    emulator: Emulator;
  }
}
