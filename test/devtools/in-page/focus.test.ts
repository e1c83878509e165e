import { expect, test } from 'vitest';
import { click, fill, see } from './find.ts';
import { forecast, openPanel } from './panel.ts';

const weather = {
  groups: [
    {
      GroupName: 'Weather',
      Tag: { team: 'sky' },
      Apis: [forecast],
    },
  ],
} as const;

/** The element that has the focus, also in shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** As a keyboard does it. */
async function press(words: string | RegExp): Promise<HTMLElement> {
  const button = await see('button', words);
  button.focus();
  button.click();
  return button;
}

/** Presses what takes itself away. */
async function pressAway(words: string | RegExp): Promise<void> {
  const button = await press(words);
  await expect.poll(() => focused() === button).toBe(false);
  await expect.poll(() => focused()?.localName).not.toBe('body');
}

test('a row keeps the focus when hundreds of calls come in above it', async () => {
  const emulator = openPanel();
  await emulator.call('DescribeRegions', {});
  const row = await see('.row', 'DescribeRegions');
  row.focus();
  await Promise.all(Array.from({ length: 500 }, () => emulator.call('DescribeApiGroups', {})));
  await see('[aria-setsize="501"]');
  expect(focused()).toBe(row);
});

test('the focus stays in the panel when a form, a tag or a button goes', async () => {
  openPanel({ tab: 'state', position: 'bottom' }, { fixture: weather });
  await press('New group');
  await fill('input', 'GroupName', 'Traffic');
  await pressAway(/^CreateApiGroup$/);
  await click('button.row', 'Weather');
  await pressAway('Remove the tag team');
  await pressAway(/^Edit$/);
  await pressAway(/^Back$/);
  await click('button.row', 'Forecast');
  await press('RELEASE: Undeploy');
  await pressAway('RELEASE: Really undeploy?');
  await pressAway('RELEASE: Deploy');
});

test('the focus stays in the panel when the state is replaced', async () => {
  const emulator = openPanel({ tab: 'state' }, { fixture: weather });
  await emulator.seed({ groups: ['Harbour'] });
  await press(/^Harbour/);
  const edit = await see('button', /^Edit$/);
  edit.focus();
  edit.dispatchEvent(new KeyboardEvent('keyup', { key: 'Tab', bubbles: true, composed: true }));
  await emulator.reset();
  await see('.empty', 'This was deleted meanwhile.');
  await expect.poll(() => focused()?.localName).toBe('button');
});

test('the focus stays in the panel when a fault is removed', async () => {
  openPanel({ tab: 'faults' });
  await press('Arm the fault');
  await pressAway(/^Remove$/);
});

test('the focus goes on to the tab that a button opens', async () => {
  openPanel({ tab: 'state' }, { fixture: weather });
  await pressAway('Save this state');
  expect(focused()?.closest('.stack')).not.toBe(null);
});

test('a user who leaves the panel is not called back', async () => {
  const emulator = openPanel({ tab: 'state' }, { fixture: weather });
  await press(/^Weather/);
  const outside = document.createElement('button');
  document.body.append(outside);
  outside.focus();
  await emulator.restore({ ...(await emulator.snapshot()), groups: [], apis: [], models: [] });
  await see('.empty', 'This was deleted meanwhile.');
  // It would be called back after a timer that was set before this one.
  await new Promise((resolve) => setTimeout(resolve));
  expect(focused()).toBe(outside);
  outside.remove();
});
