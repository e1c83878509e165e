import axe from 'axe-core';
import { expect, test } from 'vitest';
import { click, fill, findAll, see } from './find.ts';
import { forecast, openPanel } from './panel.ts';

const account = { accessKeySecret: 'secret', accountId: '1234567890123456' };
const credentials = [
  { ...account, accessKeyId: 'admin', name: 'Admin' },
  { ...account, accessKeyId: 'guest', name: 'Guest', policies: [] },
];
const weather = {
  groups: [
    {
      GroupName: 'Weather',
      Models: ['Climate'],
      Apis: [forecast],
    },
  ],
} as const;

const tab = (name: string): Promise<void> => click('[role=tab]', name);

test('a refused call shows its gate and its reason', async () => {
  const emulator = openPanel({}, { fixture: weather });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined);
  await click('.row', 'RepeatedApiGroup');
  await see('.road .stop', 'Operation');
  await see('.card.bad', /is called "Weather".*observed.*Source: SI/);
});

test('a failure of the emulator itself shows its reason, and no gate', async () => {
  const emulator = openPanel({}, { fixture: { groups: ['ab'] } });
  await emulator.call('DescribeRegions', {}).catch(() => undefined);
  await click('.row', 'InternalError');
  await see('.card.bad', /groups\[0\]: InvalidGroupName/);
  expect(findAll('.road')).toEqual([]);
});

test('a call that is sent again is shown, also if it is dropped', async () => {
  const emulator = openPanel();
  await emulator.call('DescribeRegions', {});
  emulator.faults.add({ drop: true });
  await click('.row', 'DescribeRegions');
  await click('button', 'Send again');
  await see('.card.bad', 'dropped');
});

test('a call that is sent again, and is not in the list, says why', async () => {
  const emulator = openPanel({}, { fixture: weather });
  const { groups } = await emulator.snapshot();
  const url = `https://${groups[0]?.groupId}-cn-hangzhou.alicloudapi.com/forecast`;
  expect(await (await emulator.handle(new Request(url))).text()).toBe('sunny');
  await click('.row', 'Forecast');
  // What was on the wire is told after the answer, when its body has been read.
  await see('.wire', 'Request');
  await emulator.restore({ ...(await emulator.snapshot()), groups: [], apis: [], models: [] });
  await click('button', 'Send again');
  await see('[role=alert]', 'no group has this SubDomain any more');
  await click('button', 'Pause the list');
  await click('button', 'Send again');
  await see('[role=alert]', 'The list is paused');
});

test('a fault that is armed fails the next call only', async () => {
  const emulator = openPanel({ tab: 'faults' });
  await fill('select', 'For calls of', 'DescribeRegions');
  await click('button', 'Arm the fault');
  await see('.list li', 'DescribeRegions');
  await expect(emulator.call('DescribeRegions', {})).rejects.toThrow();
  await emulator.call('DescribeRegions', {});
});

test('limits and the clock are changed', async () => {
  const emulator = openPanel({ tab: 'limits' });
  await fill('input', 'Groups in a region', '3');
  await click('button', 'Freeze');
  const before = emulator.clock.now();
  await click('button', '+1 minute');
  expect([emulator.limits.groupsPerRegion, emulator.clock.now()]).toEqual([3, before + 60_000]);
});

test('a saved state comes back after a reset', async () => {
  const emulator = openPanel({ tab: 'scenes' });
  await emulator.seed(weather);
  const groups = async () => (await emulator.snapshot()).groups.length;
  await fill('input', 'Name', 'yesterday');
  await click('button', /^Save$/);
  await see('[role=status]', 'Saved as');
  await click('button', /^Reset$/);
  await expect.poll(groups).toBe(0);
  await click('button', 'Restore: yesterday');
  await expect.poll(groups).toBe(1);
});

test('a question about a caller is answered without a call', async () => {
  const emulator = openPanel({ tab: 'callers' }, { credentials });
  await see('[role=status]', 'Allowed');
  await fill('select', 'Caller', 'guest');
  await see('[role=status]', 'Not allowed');
  expect(emulator.journal.entries()).toEqual([]);
});

test('the shortcut opens the panel, and the arrow keys move between tabs', async () => {
  openPanel({ open: false });
  await see('.launcher');
  const keys = { key: 'Y', code: 'KeyY', ctrlKey: true, shiftKey: true, bubbles: true };
  window.dispatchEvent(new KeyboardEvent('keydown', keys));
  const calls = await see('[role=tab]', 'Calls');
  calls.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
  await expect.poll(() => findAll('[role=tab][aria-selected=true]')[0]?.id).toBe('tab-state');
});

test('the panel speaks Chinese', async () => {
  openPanel({ language: 'zh', tab: 'state' });
  await see('[role=tab][aria-selected=true]', '状态');
  await see('.empty', '还没有分组');
});

test('the reason of a refusal is marked as English in the Chinese panel', async () => {
  const emulator = openPanel({ language: 'zh' }, { fixture: weather });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' }).catch(() => undefined);
  await click('.row', 'RepeatedApiGroup');
  await see('.hint', '模拟器的说明为英文');
  expect((await see('.why', 'is called "Weather"')).lang).toBe('en');
  await click('[role=tab]', '状态');
  await click('button', '新建分组');
  await fill('input', 'GroupName', 'no');
  await click('button', /^CreateApiGroup$/);
  await see('[role=alert] .hint', '模拟器的说明为英文');
  expect((await see('[role=alert] p', 'A group name has')).lang).toBe('en');
  expect((await see('.field .error')).lang).toBe('en');
});

test.each(['light', 'dark'] as const)('axe finds nothing in what can be opened, %s', async (theme) => {
  const emulator = openPanel({ theme }, { fixture: weather, credentials });
  const as = { accessKeyId: 'admin' };
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as).catch(() => undefined);
  const expectAccessible = async (what: string): Promise<void> => {
    const { violations, passes } = await axe.run('cloudapi-devtools');
    expect(passes.length, what).toBeGreaterThan(4);
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
    expect(found, what).toEqual([]);
  };
  await click('.row', 'RepeatedApiGroup');
  await expectAccessible('a call');
  await tab('State');
  await click('.row', 'Weather');
  await expectAccessible('a group');
  await click('.row', 'Forecast');
  await click('button', /^Call$/);
  await see('.outcome', '200');
  await expectAccessible('an API');
  await click('button', /^Edit$/);
  await see('.cm-content', 'ServiceConfig');
  await expectAccessible('a form');
  for (const name of ['Faults', 'Limits', 'Scenes', 'Callers']) {
    await tab(name);
    await expectAccessible(name);
  }
});
