import type {} from 'cloudapi-emulator/browser'; // declares window.cloudapiEmulator
import { expect, test } from '@playwright/test';

test('a fault before the first call', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('cloudapi-emulator', ({ detail: emulator }) => {
      emulator.faults.add({ action: 'DescribeApiGroups', error: 'ServiceUnavailable' });
    });
  });
  await page.goto('/');
  await page.getByRole('alert').getByText('temporary failure of the server').waitFor();
});

test('limits and faults while the application runs', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  const create = page.getByRole('button', { name: 'Create' });
  await page.getByLabel('Name').fill('Weather');

  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ groupsPerRegion: 0 }));
  await create.click();
  await page.getByText('The specified ApiGroup count exceeds the limit.').waitFor();

  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ groupsPerRegion: 100 }));
  await page.evaluate(() => window.cloudapiEmulator!.faults.add({ drop: true, times: 1 }));
  await create.click();
  await page.getByText('Failed to fetch').waitFor();

  await create.click();
  await page.getByRole('listitem').getByText('Weather').waitFor();
});

test('a scene, and what was called', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  await page.evaluate(() => window.cloudapiEmulator!.seed({ groups: ['Weather', 'Traffic'] }));
  await page.reload();
  await page.getByRole('listitem').getByText('Traffic').waitFor();

  await page.getByLabel('Name').fill('Weather');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('alert').getByText('repeated').waitFor();
  const [entry] = await page.evaluate(() =>
    window.cloudapiEmulator!.journal.find({ action: 'CreateApiGroup' }),
  );
  expect(entry).toMatchObject({ parameters: { GroupName: 'Weather' }, code: 'RepeatedApiGroup', unread: [] });

  await page.evaluate(() => window.cloudapiEmulator!.reset());
  await page.getByLabel('Name').fill('Climate');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('listitem').getByText('Climate').waitFor();
  expect(await page.getByRole('listitem').count()).toBe(1);
});
