import Ajv04Module from 'ajv-draft-04';
import { checkModelSchema } from 'cloudapi-emulator/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from './rounds.ts';

const Ajv04 = Ajv04Module.default;

/** The keywords of draft 4, each with what its chapter of the JSON Schema Test Suite gives it, right and wrong. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  type: ['object', 'any', ['integer', 'string'], [], ['null', 'null'], 1],
  required: [['a'], [], ['a', 'a'], [1], true],
  enum: [
    [1, 2],
    [],
    [[1], [1]],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    'a',
    [0, false],
  ],
  minLength: [0, -1, 1.5, '1', 2.0],
  maxItems: [0, -1, 1e300, null],
  minProperties: [1, -1, {}],
  multipleOf: [0.01, 0, -1],
  maximum: [3.0, '3'],
  exclusiveMaximum: [true, 1],
  exclusiveMinimum: [false, 'x'],
  minimum: [-2, null],
  uniqueItems: [true, 1],
  pattern: ['^a*$', 1],
  format: ['ipv4', 'no-such-format', 1],
  id: ['http://localhost/a', 1],
  // ajv itself throws if it is no string.
  $schema: ['http://json-schema.org/draft-04/schema#'],
  title: ['a', {}],
  default: [[], {}, null],
};
const inner = ['not', 'items', 'additionalItems', 'additionalProperties'];
const lists = ['allOf', 'anyOf', 'oneOf', 'items'];
const named = ['properties', 'patternProperties', 'definitions', 'dependencies'];

const schemaLike = fc.letrec((tie) => {
  const names = fc.constantFrom('a', 'b', '$ref', '__proto__', 'foo/bar', 'foo~bar', '');
  const entry = fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      ...Object.entries(values).flatMap(([name, all]) => all.map((one) => [name, one] as const)),
    ),
    fc.tuple(fc.constantFrom(...inner), fc.oneof(tie('schema'), fc.constantFrom(true, false, 1, null))),
    fc.tuple(fc.constantFrom(...lists), fc.array(tie('schema'), { maxLength: 3 })),
    fc.tuple(
      fc.constantFrom(...named),
      fc.dictionary(names, fc.oneof(tie('schema'), fc.constantFrom(1, ['a'], ['a', 'a'], [])), {
        maxKeys: 3,
      }),
    ),
  );
  return { schema: fc.array(entry, { maxLength: 5 }).map((entries) => Object.fromEntries(entries)) };
}).schema;

test('a schema is of draft 4 exactly if ajv-draft-04 says so', () => {
  const ajv = new Ajv04({ strict: false, validateFormats: false });
  fc.assert(
    fc.property(schemaLike, (schema) => {
      const text = JSON.stringify(schema);
      const { issues } = checkModelSchema(text);
      expect(issues.some((issue) => issue.kind === 'draft-04')).toBe(
        ajv.validateSchema(JSON.parse(text) as object) !== true,
      );
    }),
    { numRuns: rounds(200_000) },
  );
});
