import { setupEmulator } from 'cloudapi-emulator/browser';
import { afterEach, expect, test, vi } from 'vitest';

/** A file of its own, because where this fails no other set-up of the page starts. */
afterEach(() => vi.restoreAllMocks());

const quiet = { quiet: true } as const;
const missing = { ...quiet, serviceWorker: { url: '/no-such-worker.js' } };

test('a set-up whose worker was not there can be started again with the right one', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const setup = setupEmulator({ storage: 'memory', endpoints: ['/api/again'] });
  await expect(setup.start(missing)).rejects.toThrow('did not start');
  await setup.start(quiet);
  expect((await fetch('/api/again?Action=DescribeRegions')).headers.get('x-acs-request-id')).not.toBeNull();
  await setup.stop();
});

test('a set-up whose worker was not there stands in the way of no other', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const wrong = setupEmulator({ storage: 'memory' });
  await expect(wrong.start(missing)).rejects.toThrow('did not start');
  await wrong.stop();
  const right = setupEmulator({ storage: 'memory', endpoints: ['/api/right'] });
  try {
    await right.start(quiet);
  } catch (error) {
    throw new Error(String((error as Error).cause), { cause: error });
  }
  expect((await fetch('/api/right?Action=DescribeRegions')).headers.get('x-acs-request-id')).not.toBeNull();
  await right.stop();
});
