import RpcClient from '@alicloud/pop-core';
import OldClient from '@alicloud/cloudapi';
import fc from 'fast-check';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { signedFetch } from '../../src/client.ts';
import type { CallInput } from '../../src/operations/table.ts';
import { createAuthenticator } from '../../src/callers/authenticate.ts';
import type { Signer } from '../../src/callers/authenticate.ts';
import type { SignedRequest } from '../../src/wire/read.ts';
import type { Action } from '../../src/operations/table.ts';
import { core, sdk } from './sdks.ts';

const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com';
const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const sts = { accessKeyId: 'STS.testid', accessKeySecret: 'stssecret', securityToken: 'a+token/of=sts==' };
const authenticator = createAuthenticator([
  { ...key, accountId: '1234567890123456' },
  { ...sts, accountId: '1234567890123456' },
]);

/** What was sent last, as it came. */
let sent: Request | undefined;
const server = setupServer(
  http.all('*', ({ request }) => {
    sent = request.clone() as Request;
    return HttpResponse.json({ RequestId: 'none' });
  }),
);
beforeAll(() => server.listen());
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

/** The request that a call sends. */
async function capture(call: Promise<unknown>): Promise<Request> {
  sent = undefined;
  await call;
  if (sent === undefined) throw new Error('Nothing was sent.');
  return sent;
}

async function signed(request: Request): Promise<SignedRequest> {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

/** Who has signed what a call sends, by the emulator's own check. */
async function callerOf(call: Promise<unknown>): Promise<Signer> {
  return authenticator.authenticate(await signed(await capture(call)), Date.now());
}

interface Settings {
  readonly accessKeyId?: string;
  readonly securityToken?: string;
  readonly endpoint?: string;
  readonly protocol?: string;
  readonly signatureAlgorithm?: string;
  readonly queries?: Readonly<Record<string, string>>;
}

function typed({ queries = {}, ...settings }: Settings = {}): InstanceType<typeof sdk.default> {
  const globalParameters = new core.$OpenApiUtil.GlobalParameters({ queries });
  return new sdk.default(
    new core.$OpenApiUtil.Config({ ...key, regionId: 'cn-hangzhou', ...settings, globalParameters }),
  );
}

function rpc(credential: object = key): RpcClient {
  return new RpcClient({ ...key, ...credential, endpoint: ENDPOINT, apiVersion: '2016-07-14' });
}

const GROUP = {
  GroupName: 'Weather',
  Description: "a b*c~ 'd' (天气) 😀",
  Tag: [{ Key: 'ü&=', Value: '%2A+' }],
};
const group = new sdk.CreateApiGroupRequest({
  groupName: GROUP.GroupName,
  description: GROUP.Description,
  tag: [new sdk.CreateApiGroupRequestTag({ key: 'ü&=', value: '%2A+' })],
});

/** Texts that are encoded in more than one way in the wild. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '*',
    '~',
    '%',
    '%2A',
    '+',
    'a&b=c',
    '\n',
    '\r\n\t',
    "!'()",
    '😀',
    '天气',
    '\uFEFF',
  ),
);
const names = hostile.filter(
  (name) => !/^(?:__proto__|Format|Action|Version|Signature.*|Timestamp)$/i.test(name),
);

describe('what an official SDK signs is let in:', () => {
  test.for<[string, () => Promise<unknown>]>([
    ['@alicloud/cloudapi20160714 by V3', () => typed().createApiGroup(group)],
    [
      '@alicloud/cloudapi20160714 by V3, over http with a port',
      () => typed({ endpoint: 'localhost:8080', protocol: 'http' }).createApiGroup(group),
    ],
    [
      '@alicloud/cloudapi20160714 by V3, with an endpoint in upper case and its default port',
      () => typed({ endpoint: 'APIGATEWAY.cn-hangzhou.aliyuncs.com:443' }).createApiGroup(group),
    ],
    ['@alicloud/cloudapi20160714 by V1', () => typed({ signatureAlgorithm: 'v2' }).createApiGroup(group)],
    ['@alicloud/pop-core by GET', () => rpc().request('CreateApiGroup', GROUP)],
    ['@alicloud/pop-core by POST', () => rpc().request('CreateApiGroup', GROUP, { method: 'POST' })],
    ['@alicloud/cloudapi', () => new OldClient({ ...key, endpoint: ENDPOINT }).createApiGroup(GROUP)],
  ])('%s', async ([, call]) => {
    expect((await callerOf(call())).credential.accessKeyId).toBe('testid');
  });

  test.for<[string, () => Promise<unknown>]>([
    ['@alicloud/cloudapi20160714 by V3', () => typed({ ...sts }).createApiGroup(group)],
    [
      '@alicloud/cloudapi20160714 by V1',
      () => typed({ ...sts, signatureAlgorithm: 'v2' }).createApiGroup(group),
    ],
    ['@alicloud/pop-core by GET', () => rpc(sts).request('CreateApiGroup', GROUP)],
    ['@alicloud/pop-core by POST', () => rpc(sts).request('CreateApiGroup', GROUP, { method: 'POST' })],
  ])('%s, with a security token', async ([, call]) => {
    expect((await callerOf(call())).credential.accessKeyId).toBe('STS.testid');
  });

  test.for<[string, (fields: Readonly<Record<string, string>>) => Promise<unknown>]>([
    ['pop-core by GET', (fields) => rpc().request('CreateApiGroup', fields)],
    ['pop-core by POST', (fields) => rpc().request('CreateApiGroup', fields, { method: 'POST' })],
    ['the typed SDK by V1', (queries) => typed({ queries, signatureAlgorithm: 'v2' }).createApiGroup(group)],
  ])('any names and values, by %s', async ([, call]) => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, hostile, { maxKeys: 5 }), async (fields) => {
        expect((await callerOf(call(fields))).credential.accessKeyId).toBe('testid');
      }),
      { numRuns: 40 },
    );
  });

  // It signs names as they are; of these four a name could be read in two ways.
  test('any values, and names without "=", "&", "%" and line ends, by the typed SDK by V3', async () => {
    const plain = names.filter((name) => !/[=&%\n]/.test(name));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(plain, hostile, { maxKeys: 5 }), async (queries) => {
        expect((await callerOf(typed({ queries }).createApiGroup(group))).credential.accessKeyId).toBe(
          'testid',
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('what an official SDK has signed is refused', () => {
  test.for<[string, () => Promise<unknown>]>([
    ['by V3', () => typed().createApiGroup(group)],
    ['by V1', () => rpc().request('CreateApiGroup', GROUP)],
  ])('%s, once a letter of it was changed', async ([, call]) => {
    const request = await signed(await capture(call()));
    const url = new URL(request.url.href.replace('Weather', 'Climate'));
    expect(() => authenticator.authenticate({ ...request, url }, Date.now())).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
  });
});

/** Sends a call again by the helper, at the same time and with the same nonce, and compares every byte that counts. */
async function expectSame<Name extends Action>(
  bySdk: Request,
  credential: typeof key,
  action: Name,
  parameters: CallInput<Name>,
): Promise<void> {
  const header = (name: string): string => bySdk.headers.get(name) ?? '';
  // Also what msw draws its ids from, which want other lengths.
  const draw = crypto.getRandomValues.bind(crypto);
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const nonce = Buffer.from(header('x-acs-signature-nonce'), 'hex');
    if (array instanceof Uint8Array && array.length === nonce.length) array.set(nonce);
    else draw(array);
    return array;
  });
  const clock = (): number => Date.parse(header('x-acs-date'));
  const byHelper = await capture(signedFetch(credential, action, parameters, { clock }));
  const seen = ({ method, url, headers }: Request): unknown => ({
    method,
    parameters: [...new URL(url).searchParams].toSorted(),
    host: new URL(url).host,
    signed: [...headers].filter(([name]) => /^x-acs-|^authorization$|^accept$/.test(name)),
  });
  expect(seen(byHelper)).toEqual(seen(bySdk));
}

describe('signedFetch signs, byte for byte, as the official SDK does:', () => {
  test('a call', async () => {
    await expectSame(await capture(typed().createApiGroup(group)), key, 'CreateApiGroup', GROUP);
  });

  test('a call with a security token', async () => {
    await expectSame(await capture(typed(sts).createApiGroup(group)), sts, 'CreateApiGroup', GROUP);
  });

  test('a call without parameters', async () => {
    const call = typed().describeApiGroups(new sdk.DescribeApiGroupsRequest({}));
    await expectSame(await capture(call), key, 'DescribeApiGroups', {});
  });

  test('numbers, truth values, lists, and what is left out', async () => {
    const page = new sdk.DescribeApiGroupsRequest({ pageNumber: 2, pageSize: 50, sort: 'asc' });
    await expectSame(await capture(typed().describeApiGroups(page)), key, 'DescribeApiGroups', {
      PageNumber: 2,
      PageSize: 50,
      Sort: 'asc',
      GroupName: undefined,
      Tag: [],
    });
    const untag = new sdk.UntagResourcesRequest({
      resourceType: 'apiGroup',
      resourceId: ['a', 'b'],
      tagKey: ['k'],
      all: false,
    });
    await expectSame(await capture(typed().untagResources(untag)), key, 'UntagResources', {
      ResourceType: 'apiGroup',
      ResourceId: ['a', 'b'],
      TagKey: ['k'],
      All: false,
    });
  });

  test('any values', async () => {
    const tags = fc.array(fc.record({ key: hostile, value: hostile }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, tags, async (groupName, description, tag) => {
        const request = new sdk.CreateApiGroupRequest({
          groupName,
          description,
          tag: tag.map((one) => new sdk.CreateApiGroupRequestTag(one)),
        });
        await expectSame(await capture(typed().createApiGroup(request)), key, 'CreateApiGroup', {
          GroupName: groupName,
          Description: description,
          Tag: tag.map((one) => ({ Key: one.key, Value: one.value })),
        });
      }),
      { numRuns: 60 },
    );
  });
});
