import { render } from '@testing-library/react';
import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import { StrictMode, createElement, useEffect } from 'react';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findAll, see, seeNo } from './find.ts';

const PANEL = 'cloudapi-devtools';

/** A set-up with a database of its own, which is stopped when the test ends. */
function setUp(devtools?: true) {
  const name = `devtools-${crypto.randomUUID()}`;
  const made = setupEmulator({ name, log: 'none', ...(devtools && { devtools }) });
  onTestFinished(async () => {
    await made.stop();
    await deleteDB(name);
  });
  return made;
}

beforeEach(() => seeNo(PANEL));

test('the panel is there from the start to the stop, with what the emulator was called for', async () => {
  const { start, stop, emulator } = setUp(true);
  expect(findAll(PANEL)).toEqual([]);
  await start();
  await see('.launcher');
  await emulator.call('CreateApiGroup', { GroupName: 'no' }).catch(() => undefined);
  await see('.launcher', '1 call refused');
  await stop();
  await seeNo(PANEL);
  await start();
  await see('.launcher');
  expect(findAll(PANEL)).toHaveLength(1);
});

test('a stop before the panel has come leaves none', async () => {
  const { start, stop } = setUp(true);
  await Promise.all([start(), stop()]);
  await start();
  await see('.launcher');
  expect(findAll(PANEL)).toHaveLength(1);
  await stop();
});

test('StrictMode, which starts it twice, has one panel, on the emulator that answers', async () => {
  const setups: ReturnType<typeof setUp>[] = [];
  function Application(): null {
    useEffect(() => {
      const made = setUp(true);
      setups.push(made);
      void made.start();
      return () => void made.stop();
    }, []);
    return null;
  }
  const { unmount } = render(createElement(StrictMode, undefined, createElement(Application)));
  expect(setups).toHaveLength(2);
  // The first one may be there for a moment, before it is stopped.
  await expect
    .poll(() =>
      Array.from(document.querySelectorAll(PANEL), ({ emulator }) => emulator === setups[1]?.emulator),
    )
    .toEqual([true]);
  unmount();
  await seeNo(PANEL);
});
