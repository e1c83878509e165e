import axe from 'axe-core';
import { createEmulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';
import { click, fill, findAll, see, seeNo } from './find.ts';
import { forecast, openPanel } from './panel.ts';

const ROW = 'button.row';
const weather = {
  groups: [{ GroupName: 'Weather', Description: 'Of the day', Apis: [forecast] }, 'Traffic'],
} as const;

const valueOf = async (selector: string, words: string): Promise<string> =>
  ((await see(selector, words)) as HTMLInputElement).value;

/** Opens a group whose form for a new model has a draft. */
async function leaveDraft(): Promise<void> {
  await click(ROW, 'Weather');
  await click('button', 'New model');
  await fill('input', 'ModelName', 'Climate');
  await fill('input', 'Description', 'In the fold or not');
}

test('a form that another row replaces is there again, and says so', async () => {
  openPanel({ tab: 'state', position: 'bottom' }, { fixture: weather });
  await leaveDraft();
  await click(ROW, 'Traffic');
  await see('h2', 'Traffic');
  await see(ROW, /Weather.*Draft/);
  await click(ROW, 'Weather');
  await click('button', 'New model Draft');
  await see('[role=status]', 'As you left it.');
  expect(await valueOf('input', 'ModelName')).toBe('Climate');
  expect(await valueOf('input', 'Description')).toBe('In the fold or not');
  const { violations } = await axe.run('cloudapi-devtools');
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('a draft belongs to one form', async () => {
  openPanel({ tab: 'state', position: 'bottom' }, { fixture: weather });
  await leaveDraft();
  await click('button', 'New group');
  expect(await valueOf('input', 'Description')).toBe('');
  await fill('input', 'GroupName', 'Harbour');
  await click(ROW, 'Traffic');
  await click('button', /^New model$/);
  expect(await valueOf('input', 'ModelName')).toBe('');
  await click('button', 'New group Draft');
  expect(await valueOf('input', 'GroupName')).toBe('Harbour');
});

test('a draft is there again when the page was loaded again, whatever else is in its storage', async () => {
  openPanel({ tab: 'state' });
  await click('button', 'New group');
  await fill('input', 'GroupName', 'Harbour');
  await click('button', 'Add tag');
  await fill('input', 'Key 1', 'team');
  const reload = (): void => {
    // Another emulator begins as that of a new page does.
    const panel = document.querySelector('cloudapi-devtools') ?? expect.fail('There is no panel.');
    panel.emulator = createEmulator({ storage: 'memory' });
  };
  reload();
  await click('button', 'New group Draft');
  expect(await valueOf('input', 'GroupName')).toBe('Harbour');
  expect(await valueOf('input', 'Key 1')).toBe('team');
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('cloudapi')) sessionStorage.setItem(key, '{" CreateApiGroup": {"GroupName": 1}}');
  }
  reload();
  await seeNo('button', 'New group Draft');
  await see('button', 'New group');
});

test('a draft ends when it is sent', async () => {
  openPanel({ tab: 'state' }, { fixture: weather });
  await leaveDraft();
  await click('button', /^Back$/);
  await click('button', 'New model Draft');
  await click('button', /^CreateModel$/);
  await see('h2', 'Climate');
  await click('button', 'Back to the list');
  await seeNo('.chip', 'Draft');
});

test('a draft stays when the call is refused', async () => {
  openPanel({ tab: 'state' }, { fixture: weather });
  await click('button', 'New group');
  await fill('input', 'GroupName', 'no');
  await click('button', /^CreateApiGroup$/);
  await see('[role=alert]', 'InvalidGroupName');
  await click('button', /^Back$/);
  await click('button', 'New group Draft');
  expect(await valueOf('input', 'GroupName')).toBe('no');
});

test('a draft ends by two clicks, and by hand', async () => {
  openPanel({ tab: 'state' }, { fixture: weather });
  await leaveDraft();
  await click('button', 'Discard the draft');
  expect(await valueOf('input', 'ModelName')).toBe('Climate');
  await click('button', 'Really discard?');
  await expect.poll(() => valueOf('input', 'ModelName')).toBe('');
  await fill('input', 'ModelName', 'Climate');
  await see('button', 'Discard the draft');
  await fill('input', 'ModelName', '');
  await seeNo('button', 'Discard the draft');
});

test('what was edited is laid over what the resource is by then', async () => {
  const emulator = openPanel({ tab: 'state' }, { fixture: weather });
  await click(ROW, 'Weather');
  await click('button', /^Edit$/);
  await fill('input', 'GroupName', 'Climate');
  await click('button', /^Back$/);
  const { groups } = await emulator.snapshot();
  await emulator.call('ModifyApiGroup', { GroupId: groups[0]?.groupId ?? '', Description: 'Of the week' });
  await see('td', 'Of the week');
  await click('button', 'Edit Draft');
  expect(await valueOf('input', 'GroupName')).toBe('Climate');
  expect(await valueOf('input', 'Description')).toBe('Of the week');
});

test('who has gone elsewhere while a call was on its way is not called back', async () => {
  const emulator = openPanel({ tab: 'state', position: 'bottom' }, { fixture: weather });
  await leaveDraft();
  const held = emulator.faults.add({ action: 'CreateModel', delay: Infinity });
  await click('button', /^CreateModel$/);
  await click(ROW, 'Traffic');
  await see('h2', 'Traffic');
  held.remove();
  await see(ROW, /Weather.*1 model/);
  await seeNo('.chip', 'Draft');
  expect(findAll('h2', 'Traffic')).toHaveLength(1);
});

test('what was filled in to call an API is there again', async () => {
  openPanel({ tab: 'state', position: 'bottom' }, { fixture: weather });
  await click(ROW, 'Weather');
  await click(ROW, 'Forecast');
  await fill('select', 'Stage', 'TEST');
  await click(ROW, 'Traffic');
  await see('h2', 'Traffic');
  await click(ROW, 'Forecast');
  await see('h2', 'Forecast');
  expect(await valueOf('select', 'Stage')).toBe('TEST');
});

test('what was typed to try a call is there again after another action', async () => {
  const accountId = '1234567890123456';
  const admin = { accessKeyId: 'admin', accessKeySecret: 'secret', accountId };
  openPanel({ tab: 'callers' }, { credentials: [admin] });
  await fill('select', 'Action', 'CreateApiGroup');
  await fill('input', 'GroupName', 'Weather');
  await fill('input', 'Resource', 'acs:apigateway:*');
  await fill('select', 'Action', 'DescribeRegions');
  await seeNo('input', 'GroupName');
  await fill('select', 'Action', 'CreateApiGroup');
  expect(await valueOf('input', 'GroupName')).toBe('Weather');
  expect(await valueOf('input', 'Resource')).toBe('acs:apigateway:*');
});

test('a delay is there again after another kind of fault was looked at', async () => {
  openPanel({ tab: 'faults' });
  await fill('select', 'What happens', 'delay');
  await fill('input', 'Delay in milliseconds', '750');
  await fill('select', 'What happens', 'drop');
  await seeNo('input', 'Delay in milliseconds');
  await fill('select', 'What happens', 'delay');
  expect(await valueOf('input', 'Delay in milliseconds')).toBe('750');
});

test('an API stays chosen for a fault when another one goes', async () => {
  const emulator = openPanel(
    { tab: 'faults' },
    {
      fixture: {
        groups: [{ GroupName: 'Weather', Apis: [{ ...forecast, ApiName: 'Alarms', Path: '/a' }, forecast] }],
      },
    },
  );
  await see('option', 'Forecast');
  await fill('select', 'For calls of', 'api Forecast');
  await emulator.restore({ ...(await emulator.snapshot()), apis: [] });
  await seeNo('option', 'Alarms');
  expect(await valueOf('select', 'For calls of')).toBe('api Forecast');
  await click('button', 'Arm the fault');
  await see('.list li', 'Forecast');
});

test.each([
  ['error', 'Error code', 'NoSuchCode'],
  ['delay', 'Delay in milliseconds', ''],
  ['error', 'How many calls', '0'],
])('a fault (%s) is not armed, and its field says why: %s', async (kind, field, value) => {
  const emulator = openPanel({ tab: 'faults' });
  await fill('select', 'What happens', kind);
  await fill('input', field, value);
  await click('button', 'Arm the fault');
  await see('[role=alert]');
  expect((await see('input', field)).getAttribute('aria-invalid')).toBe('true');
  expect(await valueOf('input', field)).toBe(value);
  expect(emulator.faults.list()).toEqual([]);
});

test('what cannot be a limit stays in its field, which says why', async () => {
  const emulator = openPanel({ tab: 'limits' });
  await fill('input', 'Groups in a region', '-5');
  await see('[role=alert]', 'A whole number from 0');
  expect(await valueOf('input', 'Groups in a region')).toBe('-5');
  expect(emulator.limits.groupsPerRegion).toBe(100);
  await fill('input', 'Groups in a region', '5');
  await seeNo('[role=alert]');
  expect(emulator.limits.groupsPerRegion).toBe(5);
});
