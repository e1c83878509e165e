/** What the recipe's page says beside its code. */
import { buildFiles, tracesIn } from '../sites.ts';
import { expect, test } from './e2e.ts';

test('only the build for end-to-end tests has the emulator and the worker script', async () => {
  expect(tracesIn(await buildFiles('playwright'))).toEqual([]);
  const e2e = await buildFiles('playwright', { mode: 'e2e' });
  expect(Object.keys(e2e)).toContain('mockServiceWorker.js');
  expect(tracesIn(e2e)).toContain('RepeatedApiGroup');
});

test('a reload ends faults and limits, brings the event again, and keeps the groups', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('cloudapi-emulator', () => {
      sessionStorage.setItem('loads', String(Number(sessionStorage.getItem('loads')) + 1));
    });
  });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  await page.evaluate(async () => {
    const emulator = window.cloudapiEmulator!;
    await emulator.seed({ groups: ['Weather'] });
    emulator.setLimits({ groupsPerRegion: 1 });
    emulator.faults.add({ action: 'CreateApiGroup', drop: true });
  });
  await page.reload();
  await page.getByRole('listitem').getByText('Weather').waitFor();
  expect(await page.evaluate(() => sessionStorage.getItem('loads'))).toBe('2');
  await page.getByLabel('Name').fill('Traffic');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('listitem').getByText('Traffic').waitFor();
});
