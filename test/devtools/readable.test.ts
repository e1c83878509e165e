import { expect, test } from 'vitest';
import { readable } from '../../devtools/parts/readable.ts';

test.each([
  ['JSON', '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
  ['XML', '<?xml?><A><B x="1">b</B><C/></A>', '<?xml?>\n<A>\n  <B x="1">b</B>\n  <C/>\n</A>'],
])('%s is laid out', (_what, text, laidOut) => {
  expect(readable(text)).toBe(laidOut);
});

test.each([
  ['what only begins like XML', '<3 weather'],
  ['XML that breaks off', '<A><B>b</B'],
  ['what only begins like JSON', '[sunny]'],
  ['deep nesting', '['.repeat(9000) + ']'.repeat(9000)],
])('%s stays as it is', (_what, text) => {
  expect(readable(text)).toBe(text);
});

test('an element whose name no pattern could hold does not throw', () => {
  expect(readable('<a></b(>')).toBe('<a>\n</b(>');
});

test('deep XML is not indented without end', () => {
  expect(readable('<a>'.repeat(5000)).length).toBeLessThan(1_100_000);
});
