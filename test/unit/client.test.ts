import { createEmulator } from 'cloudapi-emulator';
import type { CallOutput } from 'cloudapi-emulator';
import fc from 'fast-check';
import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { signedFetch } from '../../src/client.ts';
import type { SignedFetchOptions, TypedResponse } from '../../src/client.ts';
import type { CallInput } from '../../src/operations/table.ts';
import { createAuthenticator } from '../../src/callers/authenticate.ts';
import type { Action } from '../../src/operations/table.ts';

const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const NOW = Date.UTC(2026, 2, 16, 8);
const clock = (): number => NOW;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What signedFetch sends. */
async function sentBy<Name extends Action>(
  action: Name,
  parameters: CallInput<Name>,
  options: SignedFetchOptions = {},
  credential: Parameters<typeof signedFetch>[0] = key,
): Promise<Request> {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (...input: ConstructorParameters<typeof Request>) => {
    requests.push(new Request(...input));
    return new Response();
  });
  await signedFetch(credential, action, parameters, { clock, ...options });
  const [request, ...others] = requests;
  if (request === undefined || others.length > 0) throw new Error('One request was expected.');
  return request;
}

test('signedFetch calls the emulator, and knows the type of the answer', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  vi.stubGlobal('fetch', (...input: ConstructorParameters<typeof Request>) =>
    emulator.handle(new Request(...input)),
  );
  const response = await signedFetch(key, 'CreateApiGroup', {
    GroupName: 'Weather',
    Tag: [{ Key: 'team', Value: 'sky' }],
  });
  expectTypeOf(response).toEqualTypeOf<TypedResponse<CallOutput<'CreateApiGroup'>>>();
  expect(response.status).toBe(200);
  const group = await response.json();
  expectTypeOf(group.GroupId).toEqualTypeOf<string>();
  expect(group).toMatchObject({ GroupName: 'Weather', TagStatus: true });

  const refused = await signedFetch(key, 'CreateApiGroup', { GroupName: 'Weather' });
  expect(refused.ok).toBe(false);
  expect(await refused.json()).toMatchObject({ Code: 'RepeatedApiGroup' });
});

describe('signedFetch sends', () => {
  test('a POST to the endpoint of the region, with its parameters in the query and no body', async () => {
    const request = await sentBy('DescribeModels', { GroupId: 'a b' }, { region: 'eu-central-1' });
    expect(request.method).toBe('POST');
    expect(request.url).toBe('https://apigateway.eu-central-1.aliyuncs.com/?GroupId=a%20b');
    expect(request.body).toBeNull();
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: 'application/json',
      authorization: expect.stringMatching(
        /^ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-[\w;-]+,Signature=[\da-f]{64}$/,
      ),
      'x-acs-action': 'DescribeModels',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-date': '2026-03-16T08:00:00Z',
      'x-acs-signature-nonce': expect.stringMatching(/^[\da-f]{64}$/),
      'x-acs-version': '2016-07-14',
    });
  });

  test('to cn-hangzhou, where no region is named', async () => {
    expect((await sentBy('DescribeRegions', {})).url).toBe('https://apigateway.cn-hangzhou.aliyuncs.com/');
  });

  test.for([
    ['http://localhost:8080', 'http://localhost:8080/?Language=en'],
    ['http://localhost:8080/api/cloud?a=1', 'http://localhost:8080/api/cloud?a=1&Language=en'],
    [new URL('https://example.com/x/'), 'https://example.com/x/?Language=en'],
  ] as const)('to an endpoint of one’s own, %s', async ([endpoint, url]) => {
    expect((await sentBy('DescribeRegions', { Language: 'en' }, { endpoint })).url).toBe(url);
  });

  test('to a path of the page', async () => {
    vi.stubGlobal('location', { href: 'https://example.com/app/index.html' });
    const { url } = await sentBy('DescribeRegions', {}, { endpoint: '/api/cloud' });
    expect(url).toBe('https://example.com/api/cloud');
  });

  test('lists in their flat form, where an item that is left out keeps its number', async () => {
    const parameters = {
      ResourceType: 'apiGroup',
      ResourceId: ['a', undefined, 'b'],
      Tag: [{ Key: 'k', Value: undefined }, null, { Key: '', Value: 'v' }],
      Nothing: null,
    } as unknown as CallInput<'TagResources'>;
    expect([...new URL((await sentBy('TagResources', parameters)).url).searchParams]).toEqual([
      ['ResourceType', 'apiGroup'],
      ['ResourceId.1', 'a'],
      ['ResourceId.3', 'b'],
      ['Tag.1.Key', 'k'],
      ['Tag.3.Key', ''],
      ['Tag.3.Value', 'v'],
    ]);
  });

  test('another nonce each time', async () => {
    const [one, other] = [await sentBy('DescribeRegions', {}), await sentBy('DescribeRegions', {})];
    const nonceOf = ({ headers }: Request): string | null => headers.get('x-acs-signature-nonce');
    expect(nonceOf(one)).not.toBe(nonceOf(other));
  });

  test('the time of now, without a clock', async () => {
    const request = await sentBy('DescribeRegions', {}, { clock: undefined });
    const time = Date.parse(request.headers.get('x-acs-date') ?? '');
    expect(Math.abs(Date.now() - time)).toBeLessThan(60_000);
  });

  test('the same in a page that is no secure context, where crypto has neither subtle nor randomUUID', async () => {
    const inSecureContext = await sentBy('DescribeRegions', {});
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const request = await sentBy('DescribeRegions', {});
    expect([...request.headers.keys()]).toEqual([...inSecureContext.headers.keys()]);
    expect(request.headers.get('x-acs-signature-nonce')).toMatch(/^[\da-f]{64}$/);
  });

  test('the signal that gives the call up', async () => {
    const { signal } = await sentBy(
      'DescribeRegions',
      {},
      { signal: AbortSignal.abort(new Error('enough')) },
    );
    expect(signal.aborted).toBe(true);
  });
});

describe('what signedFetch sends', () => {
  const authenticator = createAuthenticator([
    { ...key, accountId: '1' },
    { accessKeyId: 'STS.testid', accessKeySecret: 'stssecret', securityToken: 'token==', accountId: '2' },
  ]);

  function accountOf({ method, url, headers }: Request): string {
    const request = { method, url: new URL(url), headers, body: new Uint8Array() };
    return authenticator.authenticate(request, NOW).credential.accountId;
  }

  test('is let in with a security token', async () => {
    const credential = {
      accessKeyId: 'STS.testid',
      accessKeySecret: 'stssecret',
      securityToken: 'token==',
    };
    const request = await sentBy('DescribeRegions', {}, {}, credential);
    expect(request.headers.get('x-acs-accesskey-id')).toBe('STS.testid');
    expect(accountOf(request)).toBe('2');
  });

  test('is let in at an endpoint of one’s own, with port, path and query', async () => {
    const endpoint = 'http://localhost:8080/api/cloud%20api?a=%2A';
    expect(accountOf(await sentBy('DescribeRegions', {}, { endpoint }))).toBe('1');
  });

  test('is let in whatever the names and values, half surrogate pairs too', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.array(fc.nat(0xffff), { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
      fc.constantFrom('', ' ', '*', '~', '%', '%2A', '+', 'a&b=c', '\n', '\uD83D', '\uDE00x', '😀'),
    );
    const value = fc.oneof(text, fc.double(), fc.boolean(), fc.array(text, { maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, value, { maxKeys: 5 }), async (parameters) => {
        expect(accountOf(await sentBy('CreateApiGroup', parameters as never))).toBe('1');
      }),
      { numRuns: 80 },
    );
  });
});

describe('signedFetch refuses', () => {
  test.for([
    [undefined, 'the credential must be an object.'],
    [{}, 'accessKeyId is missing.'],
    [{ accessKeyId: '', accessKeySecret: 'testsecret' }, 'accessKeyId must be a non-empty string.'],
    [{ accessKeyId: 'testid' }, 'accessKeySecret is missing.'],
    [{ accessKeyId: 'testid', accessKeySecret: '' }, 'accessKeySecret must be a non-empty string.'],
    [{ accessKeyId: 3, accessKeySecret: 'testsecret' }, 'accessKeyId must be a non-empty string.'],
  ])('to sign with %j', async ([credential, words]) => {
    const call = signedFetch(credential as never, 'DescribeRegions', {});
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(`signedFetch: ${String(words)}`);
  });
});
