import { setupEmulator } from 'cloudapi-emulator/browser';
import { afterEach, expect, test } from 'vitest';

const { prototype } = ServiceWorkerRegistration;
const { update } = prototype;
afterEach(() => {
  prototype.update = update;
});

test('msw’s update of a registration that has gone fails no run', async () => {
  let updates = 0;
  // No spy of vitest: that would handle the rejection.
  prototype.update = async () => {
    updates += 1;
    throw new DOMException('The registration has gone.', 'InvalidStateError');
  };
  const { start, stop } = setupEmulator({ storage: 'memory' });
  for (let i = 0; i < 2; i += 1) {
    await start({ quiet: true });
    await stop();
  }
  // Were its rejection not handled, vitest would fail the run.
  expect(updates).toBeGreaterThan(0);
});
