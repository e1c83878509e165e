import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { check, nonEmptyString, shape } from '../../src/validate.ts';

const schema = shape({
  name: v.optional(nonEmptyString),
  rows: v.optional(v.array(shape({ id: v.string(), 'a-b': v.optional(v.boolean()) }))),
  byCode: v.optional(v.record(v.string(), v.object({ on: v.boolean() }))),
});

describe('check', () => {
  test('returns a copy of a value that is right', () => {
    const value = { name: 'x', rows: [{ id: '1', 'a-b': true }] };
    const checked = check(schema, value, 'test');
    expect(checked).toEqual(value);
    expect(checked).not.toBe(value);
    expect(checked.rows?.[0]).not.toBe(value.rows[0]);
  });

  test('takes a member that is undefined for one that was left out', () => {
    expect(() => check(schema, { name: undefined, rows: undefined }, 'test')).not.toThrow();
  });

  test.for<[unknown, string]>([
    [undefined, 'test: the options must be an object with name, rows, byCode.'],
    [[], 'test: the options must be an object with name, rows, byCode.'],
    [{ name: '' }, 'test: name must be a non-empty string.'],
    [{ name: null }, 'test: name must be a non-empty string.'],
    [{ Name: 'x' }, 'test: unknown option "Name". Valid options: name, rows, byCode.'],
    [{ rows: {} }, 'test: rows must be a list.'],
    [{ rows: [{ id: '1' }, 'x'] }, 'test: rows[1] must be an object with id, a-b.'],
    [{ rows: [{}] }, 'test: rows[0].id must be a string.'],
    [{ rows: [{ id: 5 }] }, 'test: rows[0].id must be a string.'],
    [{ rows: [{ id: '1', 'a-b': 1 }] }, 'test: rows[0]["a-b"] must be true or false.'],
    [{ rows: [{ ID: '1' }] }, 'test: unknown option "rows[0].ID". Valid options: id, a-b.'],
    [{ byCode: { 'A.B': 5 } }, 'test: byCode["A.B"] must be an object.'],
    [{ byCode: { X: {} } }, 'test: byCode.X.on is missing.'],
  ])('names who, the place and what must be there: %j', ([value, message]) => {
    expect(() => check(schema, value, 'test')).toThrow(new TypeError(message));
  });

  test('lets a sentence stand by itself', () => {
    const even = v.object({
      n: v.pipe(
        v.number(),
        v.check((n) => n % 2 === 0, 'Numbers are even.'),
      ),
    });
    expect(() => check(even, { n: 1 }, 'test')).toThrow(new TypeError('test: n: Numbers are even.'));
  });

  test('calls things by the words it is given', () => {
    const words = { whole: 'the rule', part: 'field' };
    expect(() => check(schema, 5, 'test', words)).toThrow(/^test: the rule must be/);
    expect(() => check(schema, { x: 1 }, 'test', words)).toThrow(/^test: unknown field "x"\. Valid fields:/);
  });
});

describe('createEmulator', () => {
  test('never shows a value, whatever schema it breaks', () => {
    const secret = 'hunter2';
    const options = [
      { region: `${secret}!` },
      { storage: secret },
      { limits: secret },
      { limits: { qps: { CreateApiGroup: secret } } },
      { rules: secret },
      { clock: secret },
      { credentials: [{ accessKeyId: secret, accessKeySecret: 5, accountId: secret }] },
      { credentials: [{ accessKeyId: `${secret},`, accessKeySecret: secret, accountId: '1' }] },
      { credentials: secret },
      { fixture: secret },
      { journalSize: secret },
    ];
    for (const option of options) {
      let thrown: unknown;
      try {
        createEmulator(option as unknown as EmulatorOptions);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(TypeError);
      expect(String(thrown)).not.toContain(secret);
      expect(thrown).not.toHaveProperty('cause');
    }
  });

  test('keeps the limits it was given, whatever becomes of the object', async () => {
    const limits = { groupsPerRegion: 1 };
    const emulator = createEmulator({ storage: 'memory', limits });
    limits.groupsPerRegion = 100;
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    await expect(emulator.call('CreateApiGroup', { GroupName: 'Climate' })).rejects.toMatchObject({
      code: 'ExceedLimitApiGroup',
    });
  });
});
