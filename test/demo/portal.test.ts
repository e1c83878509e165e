import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  WAIT,
  createGroup,
  engine,
  groups,
  models,
  newGroup,
  notice,
  openDemo,
  openGroup,
  openTab,
  portal,
  problems,
  useDemo,
  writes,
} from './page.ts';

useDemo();

/** From here on, time passes in the page only when the test says so. */
async function stopTime(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

const REQUEST_ID = /RequestId [0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}/;

test('makes, changes and deletes groups and models', async () => {
  const page = await openDemo();
  await groups(page).nth(2).waitFor();
  await createGroup(page, 'Rain_radar');
  await groups(page).getByText('Rain_radar').waitFor();
  await portal(page).getByText('Rain_radar was created.').waitFor();

  await portal(page).getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = portal(page).getByRole('form', { name: 'Edit Rain_radar' });
  await edit.getByLabel('Description').fill('Every five minutes');
  await edit.getByRole('button', { name: 'Save' }).click();
  await groups(page).getByText('Every five minutes').waitFor();

  await portal(page).getByRole('button', { name: 'New model' }).click();
  const form = portal(page).getByRole('form', { name: 'New model' });
  await form.getByLabel('Name').fill('Echo');
  await form.getByRole('button', { name: 'Create' }).click();
  await models(page).getByText('Echo').waitFor();

  await models(page).getByRole('button', { name: 'Edit: Echo' }).click();
  const change = portal(page).getByRole('form', { name: 'Edit Echo' });
  await change.getByLabel('Name').fill('Reflectivity');
  await change.getByRole('textbox', { name: 'Schema' }).fill('{ "type": "object", "title": "dBZ" }');
  await change.getByRole('button', { name: 'Save' }).click();
  await models(page).getByText('Reflectivity').click();
  await portal(page).getByRole('region', { name: 'Schema of Reflectivity' }).getByText('"dBZ"').waitFor();

  await models(page).getByRole('button', { name: 'Delete: Reflectivity' }).click();
  await models(page).getByRole('button', { name: 'Keep it' }).click();
  await models(page).getByRole('button', { name: 'Delete: Reflectivity' }).click();
  await models(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await portal(page).getByText('No models yet').waitFor();

  await portal(page).getByRole('button', { name: 'Delete', exact: true }).click();
  const confirm = portal(page).getByRole('group', { name: 'Delete Rain_radar with all its models?' });
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await portal(page).getByText('Choose a group').waitFor();
  await expect.poll(() => groups(page).count(), WAIT).toBe(3);
  expect(await writes(page)).toEqual([
    'CreateApiGroup',
    'ModifyApiGroup',
    'CreateModel',
    'ModifyModel',
    'DeleteModel',
    'DeleteApiGroup',
  ]);
});

test('shows what is wrong with a value at its field', async () => {
  const page = await openDemo();
  const form = await newGroup(page, 'Rain');
  const name = form.getByLabel('Name');
  const error = form.locator('.field-error');
  for (const [value, words] of [
    ['', 'Fill in this field. MissingGroupName GroupName is mandatory for this action.'],
    [
      '1st',
      'The service does not accept this. InvalidGroupName The specified parameter GroupName value is not valid.',
    ],
    [
      'Storm_alerts',
      'This is taken already. Choose another. RepeatedApiGroup The specified ApiGroup is repeated.',
    ],
  ] as const) {
    await name.fill(value);
    await form.getByRole('button', { name: 'Create' }).click();
    await expect
      .poll(async () => (await error.innerText()).replaceAll(/\s+/g, ' '), WAIT)
      .toContain(`${words} RequestId `);
    expect(await error.innerText()).toMatch(REQUEST_ID);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => name.evaluate((input) => input === document.activeElement), WAIT).toBe(true);
  }
  const [errorId = ''] = (await name.getAttribute('aria-describedby'))?.split(' ') ?? [];
  expect(await page.locator(`[id="${errorId}"]`).innerText()).toContain('RepeatedApiGroup');

  await name.fill('Rain');
  await form.getByLabel('Base path').fill('no-slash');
  await form.getByRole('button', { name: 'Create' }).click();
  await error.getByText('InvalidBasePath').waitFor();
  expect(await name.getAttribute('aria-invalid')).toBe('false');
  expect(await form.getByLabel('Base path').getAttribute('aria-invalid')).toBe('true');
  expect(await notice(page).count()).toBe(0);
});

test('shows what is wrong with a schema at its field', async () => {
  const page = await openDemo();
  await openGroup(page, 'Storm_alerts');
  await portal(page).getByRole('button', { name: 'New model' }).click();
  const form = portal(page).getByRole('form', { name: 'New model' });
  const schema = form.getByRole('textbox', { name: 'Schema' });
  await form.getByLabel('Name').fill('Alert');
  for (const [value, code, field] of [
    ['{ "type": "objec" }', 'InvalidSchema', schema],
    ['{ "type": ', 'InvalidFormatSchema', schema],
    ['{ "type": "object" }', 'RepeatedModelName', form.getByLabel('Name')],
  ] as const) {
    await schema.fill(value);
    await form.getByRole('button', { name: 'Create' }).click();
    await form.locator('.field-error').getByText(code, { exact: true }).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  }
});

test.for([
  ['The quota is used up', 'ExceedLimitApiGroup', 'The specified ApiGroup count exceeds the limit.'],
  [
    'You have no permission for this',
    'NoPermission',
    'User is not authorized to operate on the specified resource.',
  ],
] as const)('says in the form: %s', async ([title, code, message]) => {
  const page = await openDemo();
  await page.evaluate((error) => {
    const emulator = window.cloudapiEmulator!;
    if (error === 'NoPermission') emulator.faults.add({ action: 'CreateApiGroup', error });
    else emulator.setLimits({ groupsPerRegion: 3 });
  }, code);
  const form = await newGroup(page, 'Rain_radar');
  await form.getByRole('button', { name: 'Create' }).click();
  const alert = form.getByRole('alert');
  await alert.getByText(title).waitFor();
  expect((await alert.innerText()).replaceAll(/\s+/g, ' ')).toContain(`${code} ${message}`);
  expect(await alert.innerText()).toMatch(REQUEST_ID);
  expect(await form.getByLabel('Name').inputValue()).toBe('Rain_radar');
  await page.evaluate(() => {
    window.cloudapiEmulator!.faults.clear();
    window.cloudapiEmulator!.setLimits({ groupsPerRegion: 4 });
  });
  await form.getByRole('button', { name: 'Create' }).click();
  await portal(page).getByRole('heading', { name: 'Rain_radar', level: 2 }).waitFor();
});

test('tries again while it is throttled, until it is stopped or the call passes', async () => {
  const page = await openDemo();
  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 0 } }));
  const form = await newGroup(page, 'Rain_radar');
  const waiting = (number: number): Locator => form.getByRole('progressbar', { name: `Try ${number} of 6` });
  await stopTime(page);
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('The service is busy').waitFor();
  await form.getByText('Throttling.User').waitFor();
  await waiting(2).waitFor();
  await form.getByRole('button', { name: 'Try now' }).click();
  await waiting(3).waitFor();
  // Nobody presses anything.
  await page.clock.runFor(2000);
  await waiting(4).waitFor();
  await form.getByRole('button', { name: 'Stop' }).click();
  await form.getByRole('alert').getByText('Nothing was changed. Try again in a while.').waitFor();
  const refused = 'CreateApiGroup: Throttling.User';
  expect(await writes(page)).toEqual([refused, refused, refused]);

  await form.getByRole('button', { name: 'Create' }).click();
  await waiting(2).waitFor();
  await page.evaluate(() => window.cloudapiEmulator!.setLimits({ qps: { CreateApiGroup: 50 } }));
  await page.clock.runFor(1000);
  await portal(page).getByRole('heading', { name: 'Rain_radar', level: 2 }).waitFor();
  expect(await writes(page)).toEqual([refused, refused, refused, refused, 'CreateApiGroup']);
});

test('gives up after six tries, and reads again on asking', async () => {
  const page = await openDemo();
  await groups(page).nth(2).waitFor();
  await page.evaluate(() =>
    window.cloudapiEmulator!.faults.add({ action: 'DescribeApiGroups', error: 'ServiceUnavailable' }),
  );
  await stopTime(page);
  await portal(page).getByRole('button', { name: 'Read again' }).click();
  for (const number of [2, 3, 4, 5, 6]) {
    await notice(page)
      .getByRole('progressbar', { name: `Try ${number} of 6` })
      .waitFor();
    await notice(page).getByRole('button', { name: 'Try now' }).click();
  }
  const alert = notice(page).and(page.getByRole('alert'));
  await alert.getByText('ServiceUnavailable').waitFor();
  // What was read before is still there.
  expect(await groups(page).count()).toBe(3);
  await page.evaluate(() => window.cloudapiEmulator!.faults.clear());
  await alert.getByRole('button', { name: 'Try again' }).click();
  await alert.waitFor({ state: 'detached' });
});

test('says that nobody answers', async () => {
  const page = await openDemo();
  await page.evaluate(() =>
    window.cloudapiEmulator!.faults.add({ action: 'CreateApiGroup', drop: true, times: 1 }),
  );
  const form = await newGroup(page, 'Rain_radar');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByRole('alert').getByText('The service cannot be reached').waitFor();
});

test('says that an answer broke off, as it does when the page is left meanwhile', async () => {
  const page = await openDemo();
  const form = await newGroup(page, 'Rain_radar');
  await page.evaluate(() => {
    const cutShort = (): Promise<string> => Promise.reject(new DOMException('Aborted.', 'AbortError'));
    globalThis.fetch = async () => Object.assign(new Response(), { text: cutShort });
  });
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByRole('alert').getByText('The service cannot be reached').waitFor();
});

test('publishes a forecast API, and calls it at the SubDomain', async () => {
  const page = await openDemo();
  await openGroup(page, 'Storm_alerts');
  await portal(page).getByText('Nothing is published').waitFor();
  await portal(page).getByRole('button', { name: 'Publish a forecast' }).click();
  const form = portal(page).getByRole('form', { name: 'Publish a forecast' });
  await form.getByLabel('Name').fill('Now');
  await form.getByRole('button', { name: 'Publish' }).click();
  await form.locator('.field-error').getByText('InvalidApiName').waitFor();
  await form.getByLabel('Name').fill('Nowcast');
  await form.getByLabel('Path').fill('/now/[city]');
  await form.getByRole('button', { name: 'Publish' }).click();
  await portal(page).getByText('Live').waitFor();

  const call = portal(page).getByRole('form', { name: 'Try Nowcast' });
  const weather = portal(page).locator('.weather');
  await call.getByLabel('City').fill('São Paulo');
  await portal(page)
    .getByText(/^https:\/\/[0-9a-f]{32}-cn-hangzhou\.alicloudapi\.com\/alerts\/now\/S%C3%A3o%20Paulo$/)
    .waitFor();
  await call.getByRole('button', { name: 'Get the forecast' }).click();
  await weather.getByText(/^São Paulo · (?:Sunny|Cloudy|Rain|Snow)$/).waitFor();
  expect(await writes(page)).toEqual([
    'CreateApi: InvalidApiName',
    'CreateApi',
    'DeployApi',
    'GET /alerts/now/S%C3%A3o%20Paulo',
  ]);

  await page.evaluate(() =>
    window.cloudapiEmulator!.faults.add({ api: 'Nowcast', error: 'D504TO', times: 1 }),
  );
  await call.getByRole('button', { name: 'Get the forecast' }).click();
  await notice(page).getByText('D504TO').waitFor();
  expect(await notice(page).innerText()).toMatch(REQUEST_ID);
  expect(await weather.count()).toBe(0);
  await notice(page).getByRole('button', { name: 'Try again' }).click();
  await weather.waitFor();
});

test('says that an answer is no forecast', async () => {
  const page = await openDemo();
  await page.evaluate(() =>
    window.cloudapiEmulator!.seed({
      groups: [
        {
          GroupName: 'Tides',
          Apis: [
            {
              ApiName: 'Tide',
              Path: '/tide',
              AuthType: 'ANONYMOUS',
              Mock: { Body: ['high'] },
              Stage: 'RELEASE',
            },
          ],
        },
      ],
    }),
  );
  await openGroup(page, 'Tides');
  await portal(page).getByRole('button', { name: 'Get the forecast' }).click();
  await notice(page).getByText('The answer is not what was expected').waitFor();
  await notice(page).getByText('["high"]').waitFor();
});

test('deletes no group that has APIs, until they are unpublished', async () => {
  const page = await openDemo();
  await openGroup(page, 'City_forecasts');
  await portal(page).getByRole('button', { name: 'Delete', exact: true }).click();
  const confirm = portal(page).getByRole('group', { name: 'Delete City_forecasts' });
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await confirm.getByText('The group still has APIs').waitFor();
  await portal(page).getByRole('button', { name: 'Unpublish' }).click();
  await portal(page).getByText('Nothing is published').waitFor();
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => groups(page).count(), WAIT).toBe(2);
  expect(await writes(page)).toEqual([
    'DeleteApiGroup: DependencyViolationApiGroup',
    'AbolishApi',
    'DeleteApi',
    'DeleteApiGroup',
  ]);
});

test('keeps an API that could not be deployed, and deploys it later', async () => {
  const page = await openDemo();
  await page.evaluate(() =>
    window.cloudapiEmulator!.faults.add({ action: 'DeployApi', error: 'InternalError', times: 1 }),
  );
  await openGroup(page, 'Air_quality');
  await portal(page).getByRole('button', { name: 'Publish a forecast' }).click();
  const form = portal(page).getByRole('form', { name: 'Publish a forecast' });
  await form.getByRole('button', { name: 'Publish' }).click();
  await form.getByRole('alert').getByText('InternalError').waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await portal(page).getByText('Not deployed').waitFor();
  expect(await writes(page)).toEqual(['CreateApi', 'DeployApi: InternalError']);
  await portal(page).getByRole('button', { name: 'Deploy' }).click();
  await portal(page).getByText('Live').waitFor();
});

test('publishes once, although the second of its calls was throttled at first', async () => {
  const page = await openDemo();
  await page.evaluate(() =>
    window.cloudapiEmulator!.faults.add({ action: 'DeployApi', error: 'Throttling.User', times: 1 }),
  );
  await openGroup(page, 'Air_quality');
  await portal(page).getByRole('button', { name: 'Publish a forecast' }).click();
  const form = portal(page).getByRole('form', { name: 'Publish a forecast' });
  await form.getByRole('button', { name: 'Publish' }).click();
  await portal(page).getByText('Live').waitFor();
  expect(await writes(page)).toEqual(['CreateApi', 'DeployApi: Throttling.User', 'DeployApi']);
});

test('pages through many groups, and says that one is gone', async () => {
  const page = await openDemo();
  await page.evaluate(() =>
    window.cloudapiEmulator!.seed({ groups: Array.from({ length: 19 }, (_, i) => `Group_${i}`) }),
  );
  await portal(page).getByText('1 of 3').waitFor();
  await portal(page).getByRole('button', { name: 'Older' }).click();
  await portal(page).getByText('2 of 3').waitFor();
  await portal(page).getByRole('button', { name: 'Older' }).click();
  await portal(page).getByText('3 of 3').waitFor();
  await expect.poll(() => groups(page).count(), WAIT).toBe(2);
  await portal(page).getByRole('button', { name: 'Newer' }).click();
  await expect.poll(() => groups(page).count(), WAIT).toBe(10);

  await groups(page).getByText('Group_').first().click();
  await portal(page).getByRole('button', { name: 'Edit', exact: true }).waitFor();
  await page.evaluate(() => window.cloudapiEmulator!.reset());
  await portal(page).getByText('This group is gone').waitFor();
  await expect.poll(() => groups(page).count(), WAIT).toBe(3);
});

test('follows what another tab changes, and shares names and quota with it', async () => {
  const page = await openDemo();
  const other = await openTab(await page.context().newPage());
  await page.bringToFront();
  await createGroup(page, 'Rain_radar');
  await groups(other).getByText('Rain_radar').waitFor();

  const create = (tab: typeof page, names: readonly string[]): Promise<string[]> =>
    tab.evaluate(
      (all) =>
        Promise.all(
          all.map(async (GroupName) => {
            const body = new URLSearchParams({ Action: 'CreateApiGroup', GroupName });
            const response = await fetch('/api/cloudapi', { method: 'POST', body });
            return ((await response.json()) as { Code?: string }).Code ?? 'created';
          }),
        ),
      names,
    );
  const names = Array.from({ length: 10 }, (_, i) => `Group_${i}`);
  const codes = await Promise.all([create(page, names), create(other, names.toReversed())]);
  expect(codes.flat().toSorted()).toEqual([
    ...names.map(() => 'RepeatedApiGroup'),
    ...names.map(() => 'created'),
  ]);
});

test('is where one was after a reload, and goes back', async () => {
  const page = await openDemo();
  await openGroup(page, 'Storm_alerts');
  await openGroup(page, 'Air_quality');
  await page.reload();
  await portal(page).getByRole('heading', { name: 'Air_quality', level: 2 }).waitFor();
  await page.goBack();
  await portal(page).getByRole('heading', { name: 'Storm_alerts', level: 2 }).waitFor();
});

test('shows hostile text as text, where no text can become code', async () => {
  const page = await openDemo();
  const hostile = '<img src=x onerror="document.title=\'owned\'"><b>bold</b>';
  const form = await newGroup(page, 'Rain_radar');
  await form.getByLabel('Description').fill(hostile);
  await form.getByRole('button', { name: 'Create' }).click();
  await groups(page).getByText(hostile).waitFor();
  await portal(page).getByRole('button', { name: 'New model' }).click();
  const model = portal(page).getByRole('form', { name: 'New model' });
  await model.getByLabel('Name').fill(hostile);
  await model.getByRole('button', { name: 'Create' }).click();
  await models(page).getByText(hostile).waitFor();
  expect(await portal(page).locator('img, b').count()).toBe(0);
  expect(await page.title()).toBe('Weather portal');
  expect(problems).toEqual([]);

  const refused = await page.evaluate(() => {
    if (!('trustedTypes' in globalThis)) return 'no Trusted Types';
    try {
      document.createElement('p').innerHTML = '<b>bold</b>';
      return 'nothing was refused';
    } catch (error) {
      return String(error);
    }
  });
  if (engine === 'firefox' && refused === 'no Trusted Types') return;
  expect(refused).toMatch(/^TypeError: .*(?:TrustedHTML|Sink type mismatch)/);
  await expect
    .poll(() => problems.splice(0), WAIT)
    .toContainEqual(expect.stringContaining('require-trusted-types-for'));
});
