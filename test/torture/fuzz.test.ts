import { createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { operations } from '../../src/operations/table.ts';
import { processorTimer } from '../processor-timer.ts';
import { signedRequest } from '../signed-request.ts';
import { heapUsed } from './heap-used.ts';
import { rounds } from './rounds.ts';

const MAX_CPU_MS = 2_000;
const MAX_HEAP_BYTES = 150_000_000;
const HOST = 'https://apigateway.cn-hangzhou.aliyuncs.com';
const GROUP = 'a'.repeat(32);
const credential = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };

const names: readonly string[] = [
  ...new Set([...operations.values()].flatMap((operation) => Object.keys(operation.parameters))),
  'Format',
  'Version',
  'Action',
  'AccessKeyId',
  'Signature',
  'SignatureNonce',
  '__proto__',
  'constructor',
];
const schema = '{"type":"object","properties":{"a":{"type":"string"}}}';
const value = fc.oneof(
  fc.constantFrom('', '0', '1', '-1', '51', '1e400', 'JSON', 'XML', '2016-07-14', 'apiGroup', 'desc', 'true'),
  fc.constantFrom(GROUP, 'Weather', '/a', schema, '{', '[]', 'null', '{"type":1}', '\uD800', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.json({ maxDepth: 3 }),
);
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('.1', '.2.Key', '.1.Key', '.1.Value', '.0', '.1.1.1'))
      .map((parts) => parts.join('')),
  },
  fc.string({ maxLength: 20 }),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });
const action = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...operations.keys()) },
  fc.constantFrom('CreateInstance', 'createapigroup', '__proto__'),
  fc.string({ maxLength: 20 }),
);
const call = fc.record({
  action,
  /** Most calls go the usual way, so that they come to an operation. */
  isUsual: fc.boolean(),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc.constantFrom('/', '/', '/groups', '/%'),
  query: pairs,
  body: fc.option(pairs),
  type: fc.constantFrom('application/x-www-form-urlencoded', 'application/json', '', 'a/b;c'),
  accept: fc.constantFrom('application/json', 'text/xml', '*/*', ''),
});
type Fuzzed = Parameters<Parameters<typeof call.map>[0]>[0];

function toRequest({ action: named, isUsual, method, path, query, body, type, accept }: Fuzzed): Request {
  const usual: [string, string][] = [
    ['Action', named],
    ['Version', '2016-07-14'],
  ];
  const search = new URLSearchParams(isUsual ? [...usual, ...query] : query);
  const verb = isUsual ? (body === null ? 'GET' : 'POST') : method;
  const hasBody = body !== null && verb !== 'GET' && verb !== 'HEAD';
  return new Request(`${HOST}${isUsual ? '/' : path}?${search}`, {
    method: verb,
    headers: {
      ...(accept !== '' && { accept }),
      ...(hasBody && { 'content-type': isUsual ? 'application/x-www-form-urlencoded' : type }),
    },
    ...(hasBody && { body: new URLSearchParams(body).toString() }),
  });
}

/** The call as `signedFetch` sends it. */
function toSigned({ action: named, query }: Fuzzed): Promise<Request> {
  // A header does not hold every name.
  const ascii = /^[\w.]+$/.test(named) ? named : 'DescribeRegions';
  // Whatever it is, as a caller in JavaScript may send it.
  const parameters = Object.fromEntries(query) as never;
  return signedRequest(credential, ascii as 'DescribeRegions', parameters);
}

/** @returns the status */
async function expectAnswer(emulator: Emulator, request: Request): Promise<number> {
  const used = processorTimer();
  const response = await emulator.handle(request);
  await response.text();
  expect(used()).toBeLessThan(MAX_CPU_MS);
  expect([200, 204, 400, 403, 404, 501]).toContain(response.status);
  return response.status;
}

test.each(['without credentials', 'with credentials, unsigned', 'with credentials, signed'])(
  'requests of all kinds are answered %s, without an internal error and without taking long',
  async (kind) => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    const emulator = createEmulator({
      storage: 'memory',
      fixture: { groups: [{ GroupName: 'Weather', GroupId: GROUP, Models: ['Order'] }] },
      limits: { modelsPerGroup: 20, qps: { CreateApiGroup: Infinity, ModifyApiGroup: Infinity } },
      ...(kind === 'without credentials' ? {} : { credentials: [credential] }),
    });
    const statuses: Record<number, number> = {};
    const send = async (fuzzed: Fuzzed): Promise<void> => {
      const isSigned = kind === 'with credentials, signed';
      const status = await expectAnswer(emulator, isSigned ? await toSigned(fuzzed) : toRequest(fuzzed));
      statuses[status] = (statuses[status] ?? 0) + 1;
    };
    await fc.assert(fc.asyncProperty(call, send), { numRuns: rounds(100_000 / 3) });
    expect(error).not.toHaveBeenCalled();
    console.log(`Answers ${kind}, by status: ${JSON.stringify(statuses)}`);
    expect(heapUsed()).toBeLessThan(MAX_HEAP_BYTES);
    // Used once more, so that it was not collected before.
    expect(emulator.journal.entries().length).toBeGreaterThan(0);
  },
);
