import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRouter, segmentsOf } from '../../src/data-plane/router.ts';

/** Which of the routes, `METHOD /path`, a request takes, with the values of its parameters. */
function route(routes: readonly string[], request: string): unknown {
  const router = createRouter(
    routes.map((target) => {
      const [method = '', path = ''] = target.split(' ');
      return { method, path, target };
    }),
  );
  const [method = '', path = ''] = request.split(' ');
  const match = router.find(method, segmentsOf(path) ?? []);
  return match && [match.target, Object.fromEntries(match.parameters)];
}

describe('a request finds its API by path and method', () => {
  test.for([
    ['a path without parameters', ['GET /a/b'], 'GET /a/b', ['GET /a/b', {}]],
    ['the root', ['GET /'], 'GET /', ['GET /', {}]],
    ['a parameter in brackets', ['GET /a/[id]'], 'GET /a/7', ['GET /a/[id]', { id: '7' }]],
    ['a parameter in braces', ['GET /a/{id}/c'], 'GET /a/7/c', ['GET /a/{id}/c', { id: '7' }]],
    ['two parameters', ['GET /[a]/[b]'], 'GET /1/2', ['GET /[a]/[b]', { a: '1', b: '2' }]],
    ['an encoded value', ['GET /[a]'], 'GET /x%2Fy%20z', ['GET /[a]', { a: 'x/y z' }]],
    ['an encoded path', ['GET /天气'], 'GET /%E5%A4%A9%E6%B0%94', ['GET /天气', {}]],
    ['a path with a percent sign', ['GET /100%'], 'GET /100%25', ['GET /100%', {}]],
    ['all below a path', ['GET /web/*'], 'GET /web/a/b', ['GET /web/*', { '*': 'a/b' }]],
    ['any method', ['ANY /a'], 'PATCH /a', ['ANY /a', {}]],
    ['a method before ANY', ['ANY /a', 'GET /a'], 'GET /a', ['GET /a', {}]],
    ['a fixed path before a parameter', ['GET /[a]', 'GET /b'], 'GET /b', ['GET /b', {}]],
    ['a parameter before *', ['GET /*', 'GET /[a]'], 'GET /b', ['GET /[a]', { a: 'b' }]],
    [
      'a parameter where the fixed path has another method',
      ['GET /[a]', 'PUT /b'],
      'GET /b',
      ['GET /[a]', { a: 'b' }],
    ],
    [
      'a way back from a dead end',
      ['GET /a/b/c', 'GET /[x]/b/d'],
      'GET /a/b/d',
      ['GET /[x]/b/d', { x: 'a' }],
    ],
    ['its own names of parameters', ['GET /[a]', 'PUT /[b]'], 'PUT /1', ['PUT /[b]', { b: '1' }]],
  ] as const)('%s', ([, routes, request, found]) => {
    expect(route(routes, request)).toEqual(found);
  });

  test.for([
    ['another method', ['GET /a'], 'POST /a'],
    ['a longer path', ['GET /a'], 'GET /a/b'],
    ['a shorter path', ['GET /a/b'], 'GET /a'],
    ['a slash at the end', ['GET /a'], 'GET /a/'],
    ['another case', ['GET /a'], 'GET /A'],
    ['an empty parameter', ['GET /a/[id]'], 'GET /a/'],
    ['nothing below a path', ['GET /web/*'], 'GET /web'],
    ['a name of an object’s own', ['GET /a'], 'GET /__proto__'],
  ] as const)('and none with %s', ([, routes, request]) => {
    expect(route(routes, request)).toBeUndefined();
  });

  test('a path that is wrongly encoded has no segments', () => {
    expect(segmentsOf('/%E0%A4%A')).toBeUndefined();
  });
});

/** A segment of a definition, and one of a request that it takes. */
const segment = fc.oneof(
  fc.stringMatching(/^[a-c]{1,2}$/).map((text) => [text, text] as const),
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,5}$/), fc.string({ minLength: 1, unit: 'grapheme' }))
    .map(([name, value]) => [`[${name}]`, encodeURIComponent(value)] as const),
);

test('a definition takes each request that is made after it, and reads its values', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
      const names = segments.flatMap(([part]) => (part.startsWith('[') ? [part] : []));
      fc.pre(new Set(names).size === names.length);
      const path = `/${segments.map(([part]) => part).join('/')}`;
      const found = route([`GET ${path}`], `GET /${segments.map(([, part]) => part).join('/')}`);
      const values = segments.flatMap(([part, value]) =>
        part.startsWith('[') ? [[part.slice(1, -1), decodeURIComponent(value)]] : [],
      );
      expect(found).toEqual([`GET ${path}`, Object.fromEntries(values)]);
    }),
  );
});

test('among many definitions the one is found that a look at each of them finds', () => {
  const path = fc.array(fc.constantFrom('a', 'b', '[x]', '[y]'), { minLength: 1, maxLength: 4 });
  const request = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 12 }), request, (paths, sent) => {
      const routes = paths.map((segments) => `GET /${segments.join('/')}`);
      const isTaken = (segments: readonly string[]): boolean =>
        segments.length === sent.length &&
        segments.every((part, index) => part.startsWith('[') || part === sent[index]);
      expect(route(routes, `GET /${sent.join('/')}`) !== undefined).toBe(paths.some(isTaken));
    }),
  );
});

test('a path of four thousand segments is found, and one that ends elsewhere is not', () => {
  const path = `/${Array(4000).fill('[a]').join('/')}`;
  const sent = `/${Array(4000).fill('x').join('/')}`;
  expect(route([`GET ${path}`], `GET ${sent}`)).toBeDefined();
  expect(route([`GET ${path}`], `GET ${sent}/y`)).toBeUndefined();
});
