import { setupEmulator } from 'cloudapi-emulator/node';
import { expect, test, vi } from 'vitest';

// In a file of its own, because whatever is imported after `vi.resetModules` is another copy.
test('two copies of the module share one server of msw, and the later set-up answers', async () => {
  const earlier = setupEmulator({ storage: 'memory' });
  await earlier.start();
  vi.resetModules();
  const copy = await import('cloudapi-emulator/node');
  expect(copy.setupEmulator).not.toBe(setupEmulator);
  const later = copy.setupEmulator({ storage: 'memory' });
  expect(later.server).toBe(earlier.server);
  await later.start();
  await earlier.stop();
  const url = 'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14';
  expect((await fetch(url)).status).toBe(200);
  await later.stop();
  expect([earlier, later].map(({ emulator }) => emulator.journal.entries().length)).toEqual([0, 1]);
});
