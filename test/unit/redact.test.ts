import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/callers/redact.ts';
import { escapeXml } from '../../src/wire/xml.ts';

const TOKEN = 'CAIS+token/of=sts==';
const redact = createRedactor([
  { accessKeySecret: 'testsecret' },
  { accessKeySecret: 'stssecret', securityToken: TOKEN },
]);

describe('a known secret is replaced', () => {
  test.for<[string, string, string]>([
    ['alone', 'testsecret', '***'],
    ['within a string, more than once', 'atestsecretb testsecret', 'a***b ***'],
    ['in lower case, as a header name is', TOKEN.toLowerCase(), '***'],
    ['percent-encoded', `a=${encodeURIComponent(TOKEN)}&b`, 'a=***&b'],
    [
      'percent-encoded twice, as in a V1 string to sign',
      encodeURIComponent(encodeURIComponent(TOKEN)),
      '***',
    ],
    ['percent-encoded in lower case', 'CAIS%2btoken%2fof%3dsts%3d%3d', '***'],
    ['percent-encoded needlessly', '%74estsecret', '***'],
  ])('%s', ([, text, redacted]) => {
    expect(redact(text)).toBe(redacted);
  });

  test('in lists and objects of any depth, and in their keys', () => {
    const sent = { a: ['testsecret', { stssecret: TOKEN }], n: 1, u: undefined };
    expect(redact(sent)).toEqual({ a: ['***', { '***': '***' }], n: 1, u: undefined });
    expect(sent.a[0]).toBe('testsecret');
  });

  test('in an object without a prototype, and under the name "__proto__"', () => {
    const sent = Object.assign(Object.create(null) as object, JSON.parse('{"__proto__":"testsecret"}'));
    expect(JSON.stringify(redact(sent))).toBe('{"__proto__":"***"}');
  });

  test('in keys but for those of the levels that are kept', () => {
    expect(redact({ testsecret: { testsecret: 'testsecret' } }, 1)).toEqual({ testsecret: { '***': '***' } });
  });

  test('in a value that contains itself', () => {
    const sent: Record<string, unknown> = { secret: 'testsecret' };
    sent['self'] = [sent];
    const copy = redact(sent);
    expect(copy['secret']).toBe('***');
    expect(copy['self']).toEqual([copy]);
  });

  test('as a whole, if another secret is a part of it', () => {
    const both = createRedactor([{ accessKeySecret: 'ab' }, { accessKeySecret: 'abc' }]);
    expect(both('abcd')).toBe('***d');
  });
});

test('what holds no secret stays as it is', () => {
  const date = new Date(0);
  expect(redact({ a: [1, null, true, date, 'test secret'] })).toEqual({
    a: [1, null, true, date, 'test secret'],
  });
  expect(createRedactor([])('any text')).toBe('any text');
});

test('whatever the secret, it is found as it is and encoded, in a query and in a form', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'%+ *.\\"\'<>[](){}^$|/?-~=&aZ0é'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (secret) => {
      const hide = createRedactor([{ accessKeySecret: secret }]);
      const encoded = encodeURIComponent(secret);
      const inJson = JSON.stringify(secret).slice(1, -1);
      for (const form of [
        secret,
        encoded,
        encodeURIComponent(encoded),
        new URLSearchParams({ '': secret }).toString().slice(1),
        inJson,
        JSON.stringify(inJson).slice(1, -1),
        escapeXml(secret),
        escapeXml(inJson),
      ]) {
        expect(hide(form)).toMatch(/^(?:\*\*\*)+$/);
      }
    }),
  );
});
