import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  requestConfig,
  requestParameters,
  resultDescriptions,
  serviceConfig,
} from '../../src/resources/api-definition.ts';
import { anyCase, jsonParameter, jsonText, word } from '../../src/resources/json-parameter.ts';
import { parseParameters } from '../../src/operations/parse-parameters.ts';

/** A word with each letter in upper or lower case. */
function inAnyCase(text: string): fc.Arbitrary<string> {
  return fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
    );
}

const parts = {
  RequestProtocol: fc.constantFrom('HTTP', 'HTTPS', 'HTTP,HTTPS'),
  RequestHttpMethod: fc.constantFrom('GET', 'POST', 'ANY'),
  RequestPath: fc.stringMatching(/^\/[a-z]{0,5}(\/\[[a-z]{1,5}\])?$/),
  RequestMode: fc.constantFrom('MAPPING', 'PASSTHROUGH'),
  BodyFormat: fc.constantFrom('', 'FORM', 'STREAM'),
  PostBodyDescription: fc.string(),
};

const config = fc.record(parts);

const read = (text: string): unknown => v.parse(jsonParameter(requestConfig, {}), text);

describe('JSON in a parameter', () => {
  test('means the same whatever the case of its keys, their order and other keys', () => {
    const names = Object.keys(parts);
    fc.assert(
      fc.property(
        config,
        fc.tuple(...names.map(inAnyCase)),
        fc.dictionary(
          fc
            .string()
            .filter(
              (key) =>
                ![...names, 'bodymodel', 'escapepathparam'].some(
                  (name) => name.toLowerCase() === key.toLowerCase(),
                ),
            ),
          fc.jsonValue(),
        ),
        (value, keys, others) => {
          const entries = Object.entries(value).map(
            ([name, part]) => [keys[names.indexOf(name)], part] as const,
          );
          const text = JSON.stringify({ ...Object.fromEntries(entries.toReversed()), ...others });
          expect(read(text)).toEqual(value);
        },
      ),
    );
  });

  test('means the same after it was given back', () => {
    fc.assert(
      fc.property(config, (value) => {
        const once = read(JSON.stringify(value));
        expect(read(JSON.stringify(once))).toEqual(once);
      }),
    );
  });

  test('is read to its known form, or refused: it never breaks', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const schema of [requestConfig, serviceConfig, requestParameters]) {
          expect(typeof v.safeParse(jsonParameter(schema, {}), text).success).toBe('boolean');
        }
      }),
    );
  });

  test('may have keys such as __proto__', () => {
    const text = '{"__proto__":{"RequestPath":"/evil"},"requestpath":"/good","RequestHttpMethod":"GET"}';
    expect(read(text)).toMatchObject({ RequestPath: '/good' });
  });

  test('of two keys that differ in case only, the first counts', () => {
    expect(v.parse(anyCase({ Name: jsonText }), JSON.parse('{"NAME":"a","name":"b"}'))).toEqual({
      Name: 'a',
    });
  });

  test('takes null and an empty string for what was left out', () => {
    expect(read('{"RequestHttpMethod":"GET","RequestPath":"/","BodyFormat":"","BodyModel":null}')).toEqual(
      read('{"RequestHttpMethod":"GET","RequestPath":"/"}'),
    );
  });

  test('has its words in any case', () => {
    expect(v.parse(word('FunctionCompute'), 'functioncompute')).toBe('FunctionCompute');
    expect(v.is(word('TRUE', 'FALSE'), true)).toBe(true);
    expect(v.is(word('TRUE', 'FALSE'), ['TRUE'])).toBe(false);
  });
});

describe('a refusal names the place', () => {
  const refused = (schema: v.GenericSchema, value: string): unknown => {
    try {
      return parseParameters({ RequestConfig: jsonParameter(schema, {}) }, { RequestConfig: value });
    } catch (error) {
      return error;
    }
  };

  test.for<[string, v.GenericSchema, string, string, string]>([
    ['no JSON', requestConfig, '{', 'InvalidFormatRequestConfig', 'must be JSON'],
    ['a list', requestConfig, '[]', 'InvalidRequestConfig', 'RequestConfig must be an object.'],
    ['an object', requestParameters, '{}', 'InvalidRequestConfig', 'RequestConfig must be a list.'],
    [
      'no path',
      requestConfig,
      '{"RequestHttpMethod":"GET"}',
      'InvalidRequestConfig',
      'RequestConfig.RequestPath is missing.',
    ],
    [
      'a flag that is none',
      resultDescriptions,
      '[{"Mandatory":"perhaps"}]',
      'InvalidRequestConfig',
      'RequestConfig[0].Mandatory must be true or false.',
    ],
    [
      'a wrong word in a list',
      requestParameters,
      '[{"ApiParameterName":"a","Location":"QUERY"},{"apiparametername":"b","location":"SKY"}]',
      'InvalidRequestConfig',
      'RequestConfig[1].Location must be PATH, QUERY, HEAD, BODY.',
    ],
    [
      'a status that no mock may have',
      serviceConfig,
      '{"MockStatusCode":"299"}',
      'InvalidRequestConfig',
      'RequestConfig.MockStatusCode must be in 200-206',
    ],
    [
      'a mock that is too long',
      serviceConfig,
      JSON.stringify({ MockResult: '天'.repeat(17_067) }),
      'InvalidRequestConfig',
      'RequestConfig.MockResult must have at most 50 KB.',
    ],
  ])('%s', ([, schema, value, code, detail]) => {
    expect(refused(schema, value)).toMatchObject({ code, detail: expect.stringContaining(detail) });
  });
});
