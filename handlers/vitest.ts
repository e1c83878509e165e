import type { TestAPI } from 'vitest';
import { extendTest } from './extend-test.ts';
import type { CloudApiFixtures } from './extend-test.ts';
import { isNode } from './is-node.ts';

export type { CloudApiFixtures } from './extend-test.ts';
export type { SetupOptions } from './set-up.ts';

// Found out here and not by a condition of package.json: `resolve.conditions: ['browser']` also holds for tests in Node.
const setupEmulator = isNode()
  ? (await import('./node.ts')).setupEmulator
  : (await import('./browser.ts')).setupEmulator;

/**
 * vitest's `test` with a fresh emulator for each test, between the code under test and the cloud.
 *
 * @example
 * import { test } from 'cloudapi-emulator/vitest';
 *
 * test('creates a group', async ({ cloudapi }) => {
 *   await createGroup('Weather');
 *   expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
 * });
 */
export const test: TestAPI<CloudApiFixtures> = extendTest((options) =>
  // Tests that expect a refusal are no news.
  setupEmulator({ log: 'none', ...options }),
);
