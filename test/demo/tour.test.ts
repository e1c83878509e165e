import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { WAIT, createGroup, devtools, newGroup, openDemo, portal, tour, useDemo } from './page.ts';

useDemo();

const step = (page: Page): Promise<string> => tour(page).locator('[aria-current=step]').innerText();

/** Sets a limit where a visitor does. */
async function setLimit(page: Page, name: string, value: string): Promise<void> {
  await devtools(page).getByRole('tab', { name: 'Limits & clock' }).click();
  const limit = devtools(page).getByRole('spinbutton', { name });
  await limit.fill(value);
  await limit.press('Tab');
}

test('sees each of its three steps done, by the portal and the devtools', async () => {
  const page = await openDemo();
  expect(await step(page)).toContain('Create a group');
  const early = await newGroup(page, 'No');
  await early.getByRole('button', { name: 'Create' }).click();
  await early.locator('.field-error').waitFor();
  // A refused call creates no group.
  expect(await step(page)).toContain('Create a group');
  await createGroup(page, 'Rain_radar');
  await expect.poll(() => step(page), WAIT).toContain('Fill the quota and try again');

  await setLimit(page, 'Groups in a region', '4');
  const form = await newGroup(page, 'Snow_depth');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('The quota is used up').waitFor();
  await tour(page).getByRole('listitem').filter({ hasText: 'Refused by the quota: done' }).waitFor();
  expect(await step(page)).toContain('Fill the quota and try again');
  await setLimit(page, 'Groups in a region', '100');
  await form.getByRole('button', { name: 'Create' }).click();
  await expect.poll(() => step(page), WAIT).toContain('Freeze the clock and hit the throttle');

  await devtools(page).getByRole('button', { name: 'Freeze' }).click();
  await tour(page).getByRole('listitem').filter({ hasText: 'The clock stands still: done' }).waitFor();
  // Out of the second in which the last group was created.
  await devtools(page).getByRole('button', { name: '+1 second' }).click();
  await setLimit(page, 'CreateApiGroup', '1');
  await createGroup(page, 'Pollen');
  const throttled = await newGroup(page, 'Fire_risk');
  await throttled.getByRole('button', { name: 'Create' }).click();
  await throttled.getByText('Throttling.User').waitFor();
  await tour(page).getByText('That was the tour').waitFor();
  expect(await tour(page).getByRole('listitem').filter({ hasText: ', done:' }).count()).toBe(3);

  // As the tour says: the call passes by itself once time goes on.
  await devtools(page).getByRole('button', { name: 'Resume' }).click();
  await portal(page).getByRole('heading', { name: 'Fire_risk', level: 2 }).waitFor();
  await tour(page).getByRole('button', { name: 'Close' }).click();
  await tour(page).getByText('No cloud is behind this portal').waitFor();
});

test('can be left, stays away, and begins anew on asking', async () => {
  const page = await openDemo();
  await createGroup(page, 'Rain_radar');
  await expect.poll(() => step(page), WAIT).toContain('Fill the quota');
  await tour(page).getByRole('button', { name: 'Leave the tour' }).click();
  expect(await tour(page).getByRole('list').count()).toBe(0);
  await page.reload();
  await tour(page).getByRole('button', { name: 'Take the tour' }).click();
  expect(await step(page)).toContain('Create a group');
});
