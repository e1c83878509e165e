import { expect, test } from 'vitest';
import { createGroup, newGroup, openDemo, portal, useDemo, WAIT } from './page.ts';

useDemo();

test('says after success what was tried again, until it is dismissed or something else is done', async () => {
  const page = await openDemo();
  const recovered = portal(page).getByRole('status').filter({ hasText: 'Tried again once, succeeded' });
  for (const name of ['Rain_radar', 'Snow_depth']) {
    await page.evaluate(() =>
      window.cloudapiEmulator!.faults.add({
        action: 'CreateApiGroup',
        error: 'ServiceUnavailable',
        times: 1,
      }),
    );
    await createGroup(page, name);
    await recovered.getByText('ServiceUnavailable').waitFor();
    if (name === 'Rain_radar') await portal(page).getByRole('button', { name: 'Close' }).click();
    else await createGroup(page, 'Pollen');
    await recovered.waitFor({ state: 'detached' });
  }
});

test('says that no try is left, and offers another', async () => {
  const page = await openDemo();
  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 0 } }));
  const form = await newGroup(page, 'Rain_radar');
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await form.getByRole('button', { name: 'Create' }).click();
  for (const number of [2, 3, 4, 5, 6]) {
    await form.getByRole('progressbar', { name: `Try ${number} of 6` }).waitFor();
    await form.getByRole('button', { name: 'Try now' }).click();
  }
  await form.getByRole('alert').getByText('All 6 tries were refused. Nothing was changed.').waitFor();
  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 50 } }));
  await form.getByRole('button', { name: 'Try again' }).click();
  await portal(page).getByRole('heading', { name: 'Rain_radar', level: 2 }).waitFor();
});

test('says no more that a group was deleted when it is back', async () => {
  const page = await openDemo();
  await createGroup(page, 'Rain_radar');
  const kept = await page.evaluateHandle(() => window.cloudapiEmulator!.snapshot());
  await portal(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await portal(page)
    .getByRole('group', { name: 'Delete Rain_radar' })
    .getByRole('button', { name: 'Delete' })
    .click();
  const said = portal(page).locator('.said');
  await expect.poll(() => said.textContent(), WAIT).toBe('Rain_radar was deleted.');
  await page.evaluate((snapshot) => window.cloudapiEmulator!.restore(snapshot), kept);
  await expect.poll(() => said.textContent(), WAIT).toBe('');
});
