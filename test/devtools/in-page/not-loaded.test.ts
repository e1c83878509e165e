import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { findAll } from './find.ts';

// Alone in its file, and so in its page: what another test has loaded stays loaded.
test('without the option nothing of the panel is loaded', async () => {
  const name = `devtools-${crypto.randomUUID()}`;
  const { start, stop } = setupEmulator({ name, log: 'none' });
  onTestFinished(async () => {
    await stop();
    await deleteDB(name);
  });
  await start();
  // It comes after the start, if it comes.
  const response = await fetch('https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions');
  expect(response.headers.get('x-acs-request-id')).not.toBe(null);
  expect(findAll('cloudapi-devtools')).toEqual([]);
  const loaded = performance.getEntriesByType('resource').map(({ name: url }) => url);
  expect(loaded.filter((url) => url.includes('/dist/devtools/'))).toEqual([]);
});
