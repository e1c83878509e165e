import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const make = (options: object): Emulator =>
  createEmulator({ storage: 'memory', ...options } as EmulatorOptions);
const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1' };
const UNSIGNED =
  'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14&Format=JSON';

describe('credentials', () => {
  test('that are one, not a list, are refused, or count: nobody else is let in', async () => {
    let emulator: Emulator;
    try {
      emulator = make({ credentials: key });
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
      return;
    }
    expect((await emulator.handle(new Request(UNSIGNED))).status).toBe(400);
  });

  test.for<[string, unknown]>([
    ['a hole', Object.assign(Array.from({ length: 2 }), { 1: key })],
    ['holes only', Array.from({ length: 3 })],
    ['a key that is a number', [{ ...key, accessKeyId: 5 }]],
    ['a key that is a list', [{ ...key, accessKeyId: ['testid'] }]],
    ['a key that is null', [{ ...key, accessKeyId: null }]],
    ['a list in the list', [[key]]],
  ])('with %s are refused', ([, credentials]) => {
    expect(() => make({ credentials })).toThrow(TypeError);
  });

  test('with a secret that is too long are refused', () => {
    const longest = 'Ab/+'.repeat(1024);
    expect(() => make({ credentials: [{ ...key, accessKeySecret: longest }] })).not.toThrow();
    expect(() => make({ credentials: [{ ...key, accessKeySecret: `${longest}x` }] })).toThrow(
      'createEmulator: credentials[0].accessKeySecret must have at most 4,096 characters, also when it is escaped.',
    );
    expect(() => make({ credentials: [{ ...key, securityToken: longest.repeat(10_000) }] })).toThrow(
      'credentials[0].securityToken must have at most 4,096 characters',
    );
  });

  test('whose secrets grow when they are escaped are measured as they are then', () => {
    const quotes = (count: number): object => ({
      credentials: [{ ...key, accessKeySecret: '"'.repeat(count) }],
    });
    expect(() => make(quotes(455))).not.toThrow();
    expect(() => make(quotes(456))).toThrow('must have at most 4,096 characters, also when it is escaped.');
  });

  test('with so many long secrets that no engine has room for their patterns are refused', () => {
    const many = (count: number): object => ({
      credentials: Array.from({ length: count }, (_, index) => ({
        ...key,
        accessKeyId: `testid${index}`,
        accessKeySecret: String(index).padStart(4096, 'Ab/+'),
      })),
    });
    expect(() => make(many(64))).not.toThrow();
    expect(() => make(many(65))).toThrow('credentials must have at most 262,144 characters of secrets.');
  });

  test('of a reactive object are taken, as those of a plain one', async () => {
    // As a page has them from Vue's reactive().
    const emulator = make({ credentials: new Proxy([new Proxy(key, {})], {}) });
    expect((await emulator.handle(new Request(UNSIGNED))).status).toBe(400);
  });
});

describe('other options', () => {
  test.for<[string, object]>([
    ['a list of options', []],
    ['limits that are a list', { limits: [] }],
    ['an error code that is a number', { errors: { RepeatedModelName: { code: 404 } } }],
    ['an error code that is null', { errors: { RepeatedModelName: { code: null } } }],
    ['an error code that is a list', { errors: { RepeatedModelName: { code: ['a'] } } }],
  ])('%s is refused', ([, options]) => {
    expect(() => createEmulator(options as EmulatorOptions)).toThrow(TypeError);
  });

  test('parts of an error that are there as undefined are left out, as their type says', () => {
    make({ errors: { RepeatedModelName: { code: 'RepeatedModel', message: undefined, status: undefined } } });
  });
});

describe('faults', () => {
  test.for<[string, object]>([
    ['a delay that is null', { delay: null }],
    ['a delay that is text', { delay: '5' }],
    ['a delay that is true', { delay: true }],
    ['a delay that is a list', { delay: [] }],
    ['a delay that no timer knows', { delay: 2 ** 31 }],
    ['a code that is undefined', { error: { code: undefined, message: 'Odd.', status: 400 } }],
    ['a code that is a number', { error: { code: 5, message: 'Odd.', status: 400 } }],
    ['a list', []],
    ['a misspelt member', { dely: 5 }],
  ])('%s is refused', ([, rule]) => {
    expect(() => make({}).faults.add(rule as never)).toThrow(TypeError);
  });
});

describe('signedFetch', () => {
  test.for(['evil.example/?', 'a b', '', 'x@evil.example/#'])(
    'goes to no other host, whatever the region: %s',
    async (region) => {
      const hosts: string[] = [];
      vi.stubGlobal('fetch', async (url: URL) => {
        hosts.push(url.host);
        return new Response('{}');
      });
      await signedFetch(key, 'DescribeRegions', {}, { region }).catch(() => undefined);
      expect(hosts.filter((host) => !host.endsWith('.aliyuncs.com'))).toEqual([]);
    },
  );

  test('parameters in a circle are refused, with words', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    vi.stubGlobal('fetch', async () => new Response('{}'));
    await expect(signedFetch(key, 'DescribeRegions', circle as never)).rejects.toThrow();
  });

  test.for(['nonsense', '', 'https://'])(
    'an endpoint that is no address is refused, with words: %j',
    async (endpoint) => {
      await expect(signedFetch(key, 'DescribeRegions', {}, { endpoint })).rejects.toThrow(
        'signedFetch: endpoint must be a whole URL',
      );
    },
  );

  test.for(['testid\n', 'a,b', '键'])(
    'an access key that no header holds is refused: %j',
    async (accessKeyId) => {
      const refusal = signedFetch({ ...key, accessKeyId }, 'DescribeRegions', {});
      await expect(refusal).rejects.toThrow('signedFetch: accessKeyId must consist of letters');
    },
  );
});
