import { expect, test } from 'vitest';
import { readShortcut } from '../../devtools/shortcut.ts';

const press = (key: string, modifiers: object = {}): KeyboardEvent =>
  // Only these members are read.
  ({
    key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...modifiers,
  }) as KeyboardEvent;

test('a shortcut is its key with exactly its modifiers', () => {
  const { matches } = readShortcut('Ctrl+Shift+Y');
  expect(matches(press('Y', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matches(press('Y', { metaKey: true, shiftKey: true }))).toBe(true);
  expect(matches(press('y', { ctrlKey: true }))).toBe(false);
  expect(matches(press('Y', { ctrlKey: true, shiftKey: true, altKey: true }))).toBe(false);
  expect(matches(press('X', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(readShortcut('alt+d').matches({ ...press('∂', { altKey: true }), code: 'KeyD' })).toBe(true);
  expect(readShortcut('F9').matches(press('F9'))).toBe(true);
});

test.each(['', '+', 'Ctrl+', 'Crtl+Y', 'Ctrl+Shift', 'Y+Ctrl'])('"%s" is no shortcut', (text) => {
  expect(() => readShortcut(text)).toThrow(`The devtools' shortcut "${text}" cannot be read.`);
});
