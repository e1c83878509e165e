import type { BrowserSetup, BrowserSetupOptions } from './browser.ts';

export type { BrowserSetup, BrowserSetupOptions, SetupOptions } from './browser.ts';

/**
 * Stands for `cloudapi-emulator/browser` in Node, so that a build for a server may import it.
 * @throws {Error} always
 */
export function setupEmulator(_options?: BrowserSetupOptions): BrowserSetup {
  throw new Error(
    'setupEmulator of cloudapi-emulator/browser was called in Node, for example in server-side rendering. Call it in the browser only (typeof window !== "undefined"), or import it from cloudapi-emulator/node.',
  );
}
