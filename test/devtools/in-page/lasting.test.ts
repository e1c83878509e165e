import { createEmulator } from 'cloudapi-emulator';
import { deleteDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { click, fill, findAll, see, seeNo } from './find.ts';
import { openPanel } from './panel.ts';

const element = () => document.querySelector('cloudapi-devtools') ?? expect.fail('There is no panel.');

test('what is typed is there again after another tab, and after the panel was closed', async () => {
  const emulator = openPanel({ tab: 'state' }, { fixture: { groups: ['Weather'] } });
  await click('button.row', 'Weather');
  await click('button', 'New model');
  await fill('input', 'ModelName', 'Climate');
  await see('.cm-content');
  const field = (await see('cloudapi-devtools-json')) as HTMLElement & { value: string };
  field.value = '{"type": "object", "title": "typed"}';
  field.dispatchEvent(new Event('input'));
  const seeTyped = () => expect.poll(() => findAll('.cm-content')[0]?.textContent).toContain('"typed"');
  await seeTyped();
  await click('[role=tab]', 'Calls');
  await seeNo('.cm-content');
  await emulator.call('DescribeRegions', {});
  await click('[role=tab]', 'State');
  await seeTyped();
  await click('button', 'Close the devtools');
  await emulator.reset();
  await click('.launcher');
  await seeTyped();
  expect(((await see('input', 'ModelName')) as HTMLInputElement).value).toBe('Climate');
});

test('a tab that was away shows what came meanwhile', async () => {
  const emulator = openPanel();
  await click('[role=tab]', 'Limits');
  await emulator.call('DescribeRegions', {});
  await click('[role=tab]', 'Calls');
  await see('.row', 'DescribeRegions');
});

test('a panel that is moved within the page goes on', async () => {
  const emulator = openPanel();
  const place = document.createElement('div');
  document.body.append(place);
  onTestFinished(() => place.remove());
  place.append(element());
  await emulator.call('DescribeRegions', {});
  await see('.row', 'DescribeRegions');
});

test('a panel follows the emulator that it is given in place of another', async () => {
  const first = openPanel();
  await first.call('DescribeRegions', {});
  await see('.row', 'DescribeRegions');
  const second = createEmulator({ storage: 'memory' });
  element().emulator = second;
  await seeNo('.row');
  await second.call('DescribeApiGroups', {});
  await see('.row', 'DescribeApiGroups');
});

test.each([
  '* { all: unset }',
  '* { position: relative; z-index: 0; font-family: cursive; letter-spacing: 9px }',
  'body { text-transform: uppercase; direction: rtl; pointer-events: none; text-indent: 40px; white-space: pre }',
])('the panel looks the same on a page with %s', async (css) => {
  openPanel({ theme: 'dark' });
  const look = () => {
    const panel = element().shadowRoot?.querySelector('.panel') ?? expect.fail('It is closed.');
    const host = getComputedStyle(element());
    const style = getComputedStyle(panel);
    const { position, zIndex, colorScheme } = host;
    const { fontFamily, fontSize, letterSpacing, textTransform, textIndent, whiteSpace } = style;
    const { direction, pointerEvents, color, backgroundColor } = style;
    const text = { fontFamily, fontSize, letterSpacing, textTransform, textIndent, whiteSpace, direction };
    return { position, zIndex, colorScheme, pointerEvents, color, backgroundColor, ...text };
  };
  await see('[role=tab]');
  const before = look();
  const sheet = document.createElement('style');
  sheet.textContent = css;
  document.head.append(sheet);
  onTestFinished(() => sheet.remove());
  expect(look()).toEqual(before);
});

test('a form keeps what was typed when another emulator on the database deletes its group', async () => {
  const name = `devtools-${crypto.randomUUID()}`;
  const emulator = openPanel({ tab: 'state' }, { storage: 'indexeddb', name });
  const other = createEmulator({ storage: 'indexeddb', name });
  onTestFinished(async () => {
    await Promise.all([emulator.dispose(), other.dispose()]);
    await deleteDB(name);
  });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await click('button.row', 'Weather');
  await click('button', 'New model');
  await fill('input', 'ModelName', 'Climate');
  await other.call('DeleteApiGroup', { GroupId });
  await see('.empty', 'No groups yet');
  await click('button', /^CreateModel$/);
  await see('[role=alert]', 'NotFoundApiGroup');
  expect(((await see('input', 'ModelName')) as HTMLInputElement).value).toBe('Climate');
  await click('button', /^Back$/);
  await see('.empty', 'This was deleted meanwhile.');
});
