/** What every page of test/frameworks must do: they show one application. */
import { deepEqual, equal } from 'node:assert/strict';
import type { Page } from 'playwright';

/** Waits until the page lists these groups, and no others. */
export async function expectGroups(page: Page, names: readonly string[]): Promise<void> {
  const items = page.getByRole('listitem');
  for (const name of names) await items.getByText(name, { exact: true }).waitFor();
  deepEqual((await items.allInnerTexts()).toSorted(), names.toSorted());
}

/** Creates a group by the form, and waits for it; a call that is answered twice is refused the second time. */
export async function createGroup(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  const alert = page.locator('main [role=alert]');
  const created = page.getByRole('listitem').getByText(name, { exact: true });
  await created
    .or(alert.filter({ hasText: /\S/ }))
    .first()
    .waitFor();
  equal(await alert.innerText(), '');
}

/** The application begins with the fixture, and keeps what it creates across a reload. */
export async function expectWorkingPage(page: Page): Promise<void> {
  await expectGroups(page, ['Weather']);
  await createGroup(page, 'Climate');
  await expectGroups(page, ['Weather', 'Climate']);
  await page.reload();
  await expectGroups(page, ['Weather', 'Climate']);
}

/** The devtools are in the page, once, and show its calls. */
export async function expectDevtools(page: Page): Promise<void> {
  const devtools = page.locator('cloudapi-devtools');
  await devtools.getByRole('button', { name: /Open the devtools/ }).click();
  await devtools.getByRole('button', { name: 'DescribeApiGroups' }).first().waitFor();
  equal(await devtools.count(), 1);
}
