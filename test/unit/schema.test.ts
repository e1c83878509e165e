import Ajv04Module from 'ajv-draft-04';
import { checkModelSchema } from 'cloudapi-emulator/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const Ajv04 = Ajv04Module.default;
const MODEL = `https://apigateway.aliyun.com/models/${'a'.repeat(32)}/${'b'.repeat(32)}`;

/** Values that lie near draft-4 schemas: its keywords, with right and wrong contents, nested. */
const nearSchema = fc.letrec((tie) => ({
  schema: fc.dictionary(
    fc.constantFrom(
      'type',
      'properties',
      'patternProperties',
      'definitions',
      'items',
      'additionalItems',
      'additionalProperties',
      'allOf',
      'not',
      'required',
      'enum',
      'dependencies',
      'maximum',
      'exclusiveMaximum',
      'minLength',
      'multipleOf',
      'pattern',
      'title',
      'default',
      '__proto__',
    ),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, 1, -1, 1.5, true, false, null, '', 'a', 'object', 'string'),
    fc.constantFrom(
      [],
      ['a'],
      ['a', 'b'],
      ['a', 'a'],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [1, '1'],
      ['object', 'null'],
    ),
    tie('schema'),
    fc.array(tie('schema'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('schema'), { maxKeys: 2 }),
  ),
})).schema;

describe('a model’s definition', () => {
  test('is a schema of draft 4 exactly where ajv-draft-04 says so', () => {
    const ajv = new Ajv04({ strict: false, validateFormats: false });
    fc.assert(
      fc.property(nearSchema, (schema) => {
        // Through text, as a definition comes, so that __proto__ is a key of its own.
        const text = JSON.stringify(schema);
        const { issues } = checkModelSchema(text);
        const valid = ajv.validateSchema(JSON.parse(text)) === true;
        expect(issues.some((issue) => issue.kind === 'draft-04')).toBe(!valid);
      }),
      { numRuns: 2000 },
    );
  });

  test('may have keys that are called like members of every object', () => {
    const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const each = (value: string): string => hostile.map((name) => `"${name}":${value}`).join();
    expect(checkModelSchema(`{"type":"object",${each('1')},"properties":{${each('{}')}}}`).issues).toEqual(
      [],
    );
    expect(checkModelSchema(`{"type":"object","enum":[{},{${each('0')}}]}`).issues).toEqual([]);
    expect(checkModelSchema(`{"type":"object","enum":[{${each('0')}},{${each('0')}}]}`).issues).toHaveLength(
      1,
    );
    expect(checkModelSchema(`{"type":"object","required":["__proto__","__proto__"]}`).issues).toHaveLength(1);
    const wrong = checkModelSchema(`{"type":"object","definitions":{${each('{"type":"no"}')}}}`).issues;
    expect(wrong.map((issue) => issue.pointer).toSorted()).toEqual(
      hostile.map((name) => `/definitions/${name}/type`).toSorted(),
    );
  });

  test('gets an answer, whatever text it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(Array.isArray(checkModelSchema(text).issues)).toBe(true);
      }),
    );
  });

  test('may be the document’s own example', () => {
    const text =
      '{"type":"object","properties":{"id":{"format":"int64","maximum":100,"exclusiveMaximum":true,"type":"integer"},"name":{"maxLength":10,"type":"string"}}}';
    expect(checkModelSchema(text)).toEqual({ issues: [], references: [] });
  });

  test('names each model it refers to once, wherever a schema may stand', () => {
    const reference = { $ref: MODEL };
    const text = JSON.stringify({
      type: 'object',
      properties: { a: reference, $ref: { type: 'string' }, deep: { items: [{ not: reference }] } },
      additionalProperties: reference,
      enum: [{ $ref: 'only a value' }],
      default: { $ref: 'only a value' },
    });
    expect(checkModelSchema(text)).toEqual({ issues: [], references: [MODEL] });
  });

  test.for<[string, object]>([
    ['{"type":"object","properties":{"a":{"$ref":"#"}}}', { kind: 'model', pointer: '/properties/a/$ref' }],
    [
      '{"type":"object","properties":{"a~b/c":{"minLength":-1}}}',
      { kind: 'draft-04', pointer: '/properties/a~0b~1c/minLength' },
    ],
    [
      '{"type":"object","required":["a","a"]}',
      { kind: 'draft-04', pointer: '/required', message: 'must not have the same item twice' },
    ],
    ['{"type":"array"}', { kind: 'model', pointer: '/type', message: 'must have the type "object"' }],
    ['[1,', { kind: 'syntax', pointer: '', message: expect.stringMatching(/^is not JSON: /) }],
    ['17', { kind: 'draft-04', pointer: '', message: 'must be an object' }],
  ])('says of %s where it is wrong', ([text, issue]) => {
    expect(checkModelSchema(text).issues).toEqual([expect.objectContaining(issue)]);
  });

  test('is answered correctly at a depth of a hundred thousand', () => {
    const nest = (inner: string): string =>
      '{"type":"object","properties":{"a":'.repeat(100_000) + inner + '}}'.repeat(100_000);
    expect(checkModelSchema(nest('{}')).issues).toEqual([]);
    const [issue] = checkModelSchema(nest('{"type":1}')).issues;
    expect(issue?.pointer).toBe(`…${`${'/properties/a'.repeat(100)}/type`.slice(-500)}`);
  });

  describe('with ten thousand issues lists a hundred, each short, and counts the others', () => {
    const COUNT = 10_000;
    const name = 'p'.repeat(440);
    const repeat = (opening: string, inner: string, closing: string): string =>
      opening.repeat(COUNT) + inner + closing.repeat(COUNT);
    const each = (item: (index: number) => string): string =>
      Array.from({ length: COUNT }, (_, index) => item(index)).join();
    test.for<[string, string]>([
      [
        'one on each level',
        repeat(`{"type":"object","required":["a","a"],"properties":{"${name}":`, '{}', '}}'),
      ],
      [
        'a reference on each level',
        repeat(`{"type":"object","properties":{"x":{"$ref":"#"},"${name}":`, '{}', '}}'),
      ],
      ['all on one level', `{"type":"object","properties":{${each((i) => `"${name}${i}":{"type":1}`)}}}`],
      ['all in one node', `{"type":"object","properties":{${each((i) => `"${name}${i}":1`)}}}`],
      [
        'all at the bottom',
        repeat(`{"properties":{"${name}":`, `{"properties":{${each((i) => `"${i}":{"type":1}`)}}}`, '}}'),
      ],
      [
        'under a name of five megabytes',
        `{"properties":{"${'/'.repeat(5_000_000)}":{"properties":{${each((i) => `"${i}":{"type":1}`)}}}}}`,
      ],
    ])('%s', ([, text]) => {
      const { issues, more } = checkModelSchema(text);
      expect(issues).toHaveLength(100);
      expect(more).toBe(9900);
      for (const { pointer, message } of issues) expect(pointer.length + message.length).toBeLessThan(1000);
    });

    test('in the items of one list, under a name of two megabytes', () => {
      const text = `{"type":"object","dependencies":{"${'k'.repeat(2_000_000)}":[${'1,'.repeat(1_000_000)}1]}}`;
      const { issues, more } = checkModelSchema(text);
      expect(issues).toHaveLength(100);
      expect(more).toBeGreaterThan(990_000);
      for (const { pointer, message } of issues) expect(pointer.length + message.length).toBeLessThan(1000);
    });
  });

  test('is answered correctly at a megabyte, whichever way it is big', () => {
    const numbers = Array.from({ length: 150_000 }, (_, i) => i);
    const properties = Object.fromEntries(numbers.slice(0, 60_000).map((i) => [`p${i}`, { type: 'string' }]));
    const nested = '['.repeat(400_000) + ']'.repeat(400_000);
    expect(checkModelSchema(JSON.stringify({ type: 'object', enum: numbers })).issues).toEqual([]);
    expect(checkModelSchema(JSON.stringify({ type: 'object', enum: [...numbers, 7] })).issues).toHaveLength(
      1,
    );
    expect(checkModelSchema(JSON.stringify({ type: 'object', properties })).issues).toEqual([]);
    expect(checkModelSchema(`{"type":"object","enum":[${nested}]}`).issues).toEqual([]);
    expect(checkModelSchema(`{"type":"object","required":[${'1,'.repeat(400_000)}1]}`).issues).toHaveLength(
      100,
    );
  });
});
