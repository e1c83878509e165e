import type { TestAPI } from 'vitest';
import { setupEmulator } from './node.ts';
import { extendTest } from './vitest.ts';
import type { CloudApiFixtures } from './vitest.ts';

export type { SetupOptions } from './set-up.ts';
export type { CloudApiFixtures } from './vitest.ts';

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
export const test: TestAPI<CloudApiFixtures> = extendTest(setupEmulator);
