import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { WAIT, createGroup, devtools, newGroup, openDemo, portal, tour, useDemo } from './page.ts';

useDemo();

const step = (page: Page): Promise<string> => tour(page).locator('[aria-current=step]').innerText();

/** Sets a limit where a visitor does. */
async function setLimit(page: Page, name: string, value: string): Promise<void> {
  await devtools(page).getByRole('tab', { name: 'Limits & clock' }).click();
  const limit = devtools(page).getByRole('spinbutton', { name });
  // By keys: after `fill`, Firefox tells of no change when the focus leaves.
  await limit.press('ControlOrMeta+a');
  await limit.pressSequentially(value);
  await limit.press('Tab');
}

/** The limits that the tour asks to change. */
function tourLimits(page: Page): Promise<readonly (number | undefined)[]> {
  return page.evaluate(() => {
    const { groupsPerRegion, qps } = window.cloudapiEmulator!.limits;
    return [groupsPerRegion, qps.CreateApiGroup];
  });
}

test('sees each of its three steps done, by the portal and the devtools', async () => {
  const page = await openDemo();
  const before = await tourLimits(page);
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
  await expect.poll(() => step(page), WAIT).toContain('Hit the throttle');

  await devtools(page).getByRole('button', { name: 'Freeze' }).click();
  await tour(page).getByRole('listitem').filter({ hasText: 'The clock stands still: done' }).waitFor();
  // Out of the second in which the last group was created.
  await devtools(page).getByRole('button', { name: '+1 second' }).click();
  await setLimit(page, 'CreateApiGroup', '1');
  await createGroup(page, 'Pollen');
  const throttled = await newGroup(page, 'Fire_risk');
  await throttled.getByRole('button', { name: 'Create' }).click();
  await throttled.getByText('Throttling.User').waitFor();
  await tour(page).getByText('The second group waits: press Resume').waitFor();

  // As the tour says: the call passes by itself once time goes on.
  await devtools(page).getByRole('button', { name: 'Resume' }).click();
  const created = portal(page).getByRole('heading', { name: 'Fire_risk', level: 2 });
  const gaveUp = throttled.getByRole('alert');
  await created.or(gaveUp).waitFor();
  // On a slow machine the portal may have given up before.
  if (await gaveUp.isVisible()) await throttled.getByRole('button', { name: 'Create' }).click();
  await created.waitFor();
  await tour(page).getByText('That was the tour').waitFor();
  expect(await tour(page).getByRole('listitem').filter({ hasText: ', done:' }).count()).toBe(3);

  expect(await tourLimits(page)).toEqual([100, 1]);
  await tour(page).getByText('The tour has changed limits or clock.').waitFor();
  await tour(page).getByRole('button', { name: 'Put limits and clock back' }).click();
  expect(await tourLimits(page)).toEqual(before);
  await tour(page).getByText('The tour has changed').waitFor({ state: 'detached' });
  await page.reload();
  await tour(page).getByText('That was the tour').waitFor();
  await tour(page).getByRole('button', { name: 'Close' }).click();
  await tour(page).getByText('No cloud is behind this portal').waitFor();
});

test('keeps its place over a reload, and speaks of the groups that there are', async () => {
  const page = await openDemo();
  await createGroup(page, 'Rain_radar');
  await createGroup(page, 'Snow_depth');
  await expect.poll(() => step(page), WAIT).toContain('Fill the quota');
  await page.reload();
  expect(await step(page)).toContain('Fill the quota');
  await tour(page).getByText('Groups in a region to 5, and').waitFor();
  await tour(page).getByRole('button', { name: 'Leave the tour' }).click();
  await tour(page).getByRole('button', { name: 'Take the tour' }).click();
  await tour(page).getByText('name it Rain_radar_2').waitFor();
});

test('goes on without a group that was given up, and puts back on leaving', async () => {
  const page = await openDemo();
  // As if the steps before had been done on another day.
  // Before the page runs, because it keeps the tour's place itself.
  await page.addInitScript(() =>
    localStorage.setItem('weather-portal-tour', 'created refused passed frozen'),
  );
  await page.reload();
  expect(await step(page)).toContain('Hit the throttle');
  expect(await tour(page).getByText(': done').count()).toBe(0);
  await page.evaluate(() => {
    window.cloudapiEmulator!.clock.freeze();
    window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 0 } });
  });
  const form = await newGroup(page, 'Pollen');
  await form.getByRole('button', { name: 'Create' }).click();
  await tour(page).getByText('The second group waits').waitFor();
  await form.getByRole('button', { name: 'Stop' }).click();
  await page.evaluate(() => window.cloudapiEmulator!.clock.resume());
  await tour(page).getByRole('button', { name: 'Go on without it' }).click();
  await tour(page).getByText('That was the tour').waitFor();
  await tour(page).getByRole('button', { name: 'Close' }).click();
  await tour(page).getByText('The tour has changed limits or clock.').waitFor();
  await tour(page).getByRole('button', { name: 'Put limits and clock back' }).click();
  await tour(page).getByText('No cloud is behind this portal').waitFor();
  expect(await tourLimits(page)).toEqual([100, 50]);
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
