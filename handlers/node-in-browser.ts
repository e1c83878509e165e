import type { NodeSetup, SetupOptions } from './node.ts';

export type { NodeSetup, SetupOptions } from './node.ts';

/**
 * Stands for `cloudapi-emulator/node` under the condition `browser`, so that a build for the browser may import it.
 * @throws {Error} always
 */
export function setupEmulator(_options?: SetupOptions): NodeSetup {
  throw new Error(
    'setupEmulator of cloudapi-emulator/node was imported under the condition "browser". In the browser, import it from cloudapi-emulator/browser. For tests in Node with jsdom, let the runner resolve packages for Node: in Jest by testEnvironment "jest-fixed-jsdom".',
  );
}
