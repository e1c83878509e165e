import { createEmulator } from 'cloudapi-emulator';
import type { Credential, Emulator } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import { handlers } from 'cloudapi-emulator/handlers';
import { test } from 'cloudapi-emulator/vitest';
import { getResponse } from 'msw';
import { describe, expect } from 'vitest';
import { signedRequest } from '../signed-request.ts';
import { newEmulator, newName } from './new-emulator.ts';

const weather = {
  accessKeyId: 'weatherid',
  accessKeySecret: 'Weather-Secret-1',
  accountId: '1000000000000001',
} satisfies Credential;
const traffic = {
  accessKeyId: 'trafficid',
  accessKeySecret: 'Traffic-Secret-2',
  securityToken: 'Traffic+Token/3==',
  accountId: '1000000000000002',
} satisfies Credential;
const reader = {
  accessKeyId: 'readerid',
  accessKeySecret: 'Reader-Secret-4',
  accountId: weather.accountId,
  name: 'reader',
  policies: [
    {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'apigateway:Describe*', Resource: '*' },
        { Effect: 'Allow', Action: 'apigateway:CreateModel', Resource: 'acs:apigateway:*:*:apigroup/*' },
        { Effect: 'Deny', Action: '*', Resource: ['acs:apigateway:cn-beijing:*:*'] },
      ],
    },
  ],
} satisfies Credential;
const credentials: readonly Credential[] = [weather, traffic, reader];
const SECRETS = [weather, traffic, reader]
  .map(({ accessKeySecret }) => accessKeySecret)
  .concat(traffic.securityToken);

const as = ({ accessKeyId }: Credential, region?: string) => ({ accessKeyId, region });
const MODEL = { ModelName: 'Order', Schema: '{"type":"object"}' };
const UNSIGNED =
  'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14&Format=JSON';

const withCredentials = test.extend({ cloudapiOptions: { credentials, endpoints: ['/api/cloudapi'] } });

describe('with credentials', () => {
  withCredentials('a signed call is let in, as its account', async ({ cloudapi }) => {
    for (const credential of [weather, traffic]) {
      const response = await signedFetch(credential, 'CreateApiGroup', {
        GroupName: 'Weather',
        Description: 'a b*c~%2B\n😀',
        Tag: [{ Key: 'env', Value: 'uat' }],
      });
      expect(response.status).toBe(200);
      expect((await response.json()).TagStatus).toBe(true);
    }
    expect(cloudapi.journal.entries().map(({ account }) => account)).toEqual([
      weather.accountId,
      traffic.accountId,
    ]);
  });

  withCredentials('a call that nobody has signed is refused', async ({ cloudapi }) => {
    const response = await fetch(UNSIGNED);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      Code: 'MissingAccessKeyId',
      Message: 'AccessKeyId is mandatory for this action.',
    });
    const mount = await fetch(
      new URL('/api/cloudapi?Action=DescribeApiGroups', globalThis.location?.href ?? 'http://localhost'),
    );
    expect(await mount.json()).toMatchObject({ Code: 'MissingAccessKeyId' });
    expect(cloudapi.journal.entries()).toMatchObject([{ account: '' }, { account: '' }]);
  });

  withCredentials('a wrong secret is refused with the server’s string to sign', async () => {
    const response = await signedFetch({ ...weather, accessKeySecret: 'wrong' }, 'DescribeApiGroups', {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      Code: 'SignatureDoesNotMatch',
      Message: expect.stringMatching(
        /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\]$/,
      ),
    });
  });

  withCredentials('a signature is good for one call', async ({ cloudapi }) => {
    const request = await signedRequest(weather, 'CreateApiGroup', { GroupName: 'Weather' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => cloudapi.handle(request.clone())));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400]);
    const codes = cloudapi.journal.entries().map(({ code }) => code);
    expect(codes.filter((code) => code === 'SignatureNonceUsed')).toHaveLength(4);
    // Also one of a call that was refused, or that failed in its parameters.
    const wrong = await signedRequest(weather, 'CreateApiGroup', { GroupName: 'no' });
    expect(await (await cloudapi.handle(wrong.clone())).json()).toMatchObject({ Code: 'InvalidGroupName' });
    expect(await (await cloudapi.handle(wrong.clone())).json()).toMatchObject({ Code: 'SignatureNonceUsed' });
    const denied = await signedRequest(reader, 'DeleteApiGroup', { GroupId: 'x' });
    expect(await (await cloudapi.handle(denied.clone())).json()).toMatchObject({ Code: 'NoPermission' });
    expect(await (await cloudapi.handle(denied.clone())).json()).toMatchObject({
      Code: 'SignatureNonceUsed',
    });
    // Nonces of different keys have nothing to do with each other.
    expect((await signedFetch(traffic, 'DescribeApiGroups', {})).status).toBe(200);
  });

  test('a signature is good for one call of all tabs', async () => {
    const name = newName();
    const [one, two] = [newEmulator({ name, credentials }), newEmulator({ name, credentials })];
    const request = await signedRequest(weather, 'CreateApiGroup', { GroupName: 'Weather' });
    const answers = await Promise.all([one, two].map((tab) => tab.handle(request.clone())));
    const shared = one.storage.kind === 'indexeddb';
    expect(answers.map(({ status }) => status).toSorted()).toEqual(shared ? [200, 400] : [200, 200]);
  });

  test('a time is compared with the clock option', async () => {
    let now = Date.UTC(2026, 0, 1);
    const emulator = newEmulator({ credentials, clock: () => now });
    const request = await signedRequest(weather, 'DescribeApiGroups', {}, { clock: () => now });
    now += 15 * 60_000 + 1000;
    expect(await (await emulator.handle(request.clone())).json()).toMatchObject({
      Code: 'InvalidTimeStamp.Expired',
      Message: 'Specified time stamp or date value is expired.',
    });
    now -= 1000;
    expect((await emulator.handle(request.clone())).status).toBe(200);
  });

  test('emulator.call takes an access key instead of a signature', async () => {
    const emulator = newEmulator({ credentials });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as(weather));
    await expect(emulator.call('DescribeApiGroups', {})).rejects.toMatchObject({
      code: 'MissingAccessKeyId',
    });
    await expect(emulator.call('DescribeApiGroups', {}, { accessKeyId: 'nobody' })).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
      status: 404,
    });
  });

  test('a back end’s path may have an access key to sign with', async () => {
    const emulator = newEmulator({ credentials });
    const served = handlers(emulator, {
      endpoints: ['https://console.example.com/api'],
      accessKeyId: 'readerid',
    });
    const send = async (query: string): Promise<unknown> =>
      (await getResponse(served, new Request(`https://console.example.com/api?${query}`)))?.json();
    expect(await send('Action=DescribeApiGroups')).toMatchObject({ TotalCount: 0 });
    expect(await send('Action=CreateApiGroup&GroupName=Weather')).toMatchObject({ Code: 'NoPermission' });
    // The real endpoints are not that back end's.
    const direct = await getResponse(served, new Request(UNSIGNED));
    expect(await direct?.json()).toMatchObject({ Code: 'MissingAccessKeyId' });
  });

  test('none given lets anyone in', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    expect((await emulator.handle(new Request(UNSIGNED))).status).toBe(200);
    expect(emulator.journal.entries()).toMatchObject([{ account: '1234567890123456' }]);
  });
});

describe('accounts', () => {
  test('have groups, models, quota, names and throttle of their own', async () => {
    const emulator = newEmulator({
      credentials,
      limits: { groupsPerRegion: 2, qps: { CreateApiGroup: 2 } },
      clock: () => 0,
    });
    const groups = [];
    for (const who of [weather, traffic]) {
      for (const GroupName of ['Weather', 'Climate']) {
        groups.push(await emulator.call('CreateApiGroup', { GroupName }, as(who)));
      }
      await expect(emulator.call('CreateApiGroup', { GroupName: 'Third' }, as(who))).rejects.toMatchObject({
        code: 'Throttling.User',
      });
    }
    emulator.setLimits({ qps: { CreateApiGroup: Infinity } });
    await expect(emulator.call('CreateApiGroup', { GroupName: 'Third' }, as(weather))).rejects.toMatchObject({
      code: 'ExceedLimitApiGroup',
    });
    // Another region of the same account has a quota of its own.
    await emulator.call('CreateApiGroup', { GroupName: 'Third' }, as(weather, 'cn-beijing'));
    expect((await emulator.call('DescribeApiGroups', {}, as(traffic))).TotalCount).toBe(2);
    const [mine] = groups;
    const GroupId = mine?.GroupId ?? '';
    await emulator.call('CreateModel', { GroupId, ...MODEL }, as(weather));
    const foreign = [
      emulator.call('DescribeApiGroup', { GroupId }, as(traffic)),
      emulator.call('CreateModel', { GroupId, ...MODEL }, as(traffic)),
      emulator.call('ModifyApiGroup', { GroupId, GroupName: 'Stolen' }, as(traffic)),
      emulator.call('DeleteModel', { GroupId, ModelName: 'Order' }, as(traffic)),
    ].map((call) => expect(call).rejects.toMatchObject({ code: 'NotFoundApiGroup' }));
    await Promise.all(foreign);
    await emulator.call('DeleteApiGroup', { GroupId }, as(traffic));
    expect((await emulator.call('DescribeModels', { GroupId }, as(traffic))).TotalCount).toBe(0);
    expect((await emulator.call('DescribeModels', { GroupId }, as(weather))).TotalCount).toBe(1);
  });

  test('cannot refer to each other’s models', async () => {
    const emulator = newEmulator({ credentials });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as(weather));
    const { ModelRef } = await emulator.call('CreateModel', { GroupId, ...MODEL }, as(weather));
    const other = await emulator.call('CreateApiGroup', { GroupName: 'Traffic' }, as(traffic));
    const Schema = JSON.stringify({ type: 'object', properties: { order: { $ref: ModelRef } } });
    await emulator.call('CreateModel', { GroupId, ModelName: 'Mine', Schema }, as(weather));
    await expect(
      emulator.call('CreateModel', { GroupId: other.GroupId, ModelName: 'Foreign', Schema }, as(traffic)),
    ).rejects.toMatchObject({ code: 'NotFoundModel' });
  });

  test('a fixture’s groups are the first credential’s, unless they say whose they are', async () => {
    const emulator = newEmulator({
      credentials,
      fixture: { groups: ['Weather', { GroupName: 'Traffic', AccountId: traffic.accountId }] },
    });
    const namesOf = async (who: Credential): Promise<unknown> => {
      const list = await emulator.call('DescribeApiGroups', {}, as(who));
      return list.ApiGroupAttributes.ApiGroupAttribute.map(({ GroupName }) => GroupName);
    };
    expect(await namesOf(weather)).toEqual(['Weather']);
    expect(await namesOf(reader)).toEqual(['Weather']);
    expect(await namesOf(traffic)).toEqual(['Traffic']);
    await expect(emulator.seed({ groups: [{ GroupName: 'Other', AccountId: 'me' }] })).rejects.toThrow(
      'Invalid fixture: groups[0].AccountId must be a string of digits.',
    );
  });
});

describe('RAM', () => {
  withCredentials('a refusal says what is missing, as the service does', async ({ cloudapi }) => {
    const response = await signedFetch(reader, 'CreateApiGroup', { GroupName: 'Weather' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      Code: 'NoPermission',
      Message: 'User is not authorized to operate on the specified resource.',
      AccessDeniedDetail: {
        AuthAction: 'apigateway:CreateApiGroup',
        AuthPrincipalType: 'SubUser',
        AuthPrincipalOwnerId: weather.accountId,
        AuthPrincipalDisplayName: 'reader',
        NoPermissionType: 'ImplicitDeny',
        PolicyType: 'AccountLevelIdentityBasedPolicy',
      },
    });
    expect(cloudapi.journal.entries()).toMatchObject([
      {
        code: 'NoPermission',
        detail: expect.stringContaining('acs:apigateway:cn-hangzhou:1000000000000001:apigroup/*'),
      },
    ]);
  });

  test('each operation is checked against its action and resource, before its parameters', async () => {
    const emulator = newEmulator({ credentials });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, as(weather));
    await emulator.call('CreateModel', { GroupId, ...MODEL }, as(reader));
    expect((await emulator.call('DescribeModels', { GroupId }, as(reader))).TotalCount).toBe(1);
    await expect(emulator.call('CreateApiGroup', { GroupName: 'no' }, as(reader))).rejects.toMatchObject({
      code: 'NoPermission',
      status: 403,
    });
    await expect(emulator.call('DescribeApiGroups', {}, as(reader, 'cn-beijing'))).rejects.toMatchObject({
      body: { AccessDeniedDetail: { NoPermissionType: 'ExplicitDeny' } },
    });
  });

  test('in XML the detail stands in the error as well', async () => {
    const emulator = newEmulator({ credentials });
    const response = await emulator.handle(
      new Request(
        'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DeleteApiGroup&Version=2016-07-14&GroupId=x',
      ),
      { accessKeyId: 'readerid' },
    );
    expect(await response.text()).toContain(
      '<AccessDeniedDetail><AuthAction>apigateway:DeleteApiGroup</AuthAction><AuthPrincipalType>SubUser</AuthPrincipalType>',
    );
  });
});

describe('secrets', () => {
  /** Everything that a database holds, as text. */
  async function dump(name: string): Promise<string> {
    if (typeof indexedDB === 'undefined') return '';
    const { openDB } = await import('idb');
    const database = await openDB(name);
    const all = await Promise.all([...database.objectStoreNames].map((store) => database.getAll(store)));
    database.close();
    return JSON.stringify(all, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
  }

  test('are in no journal, snapshot, error or database', async () => {
    const name = newName();
    const emulator: Emulator = newEmulator({ name, credentials });
    const shown: unknown[] = [];
    for (const who of [weather, traffic, reader]) {
      for (const secret of [who.accessKeySecret, 'wrong']) {
        const request = await signedRequest({ ...who, accessKeySecret: secret }, 'CreateApiGroup', {
          GroupName: 'Weather',
        });
        shown.push(await (await emulator.handle(request)).text());
      }
    }
    const query = new URLSearchParams({
      Action: 'DescribeApiGroups',
      Version: '2016-07-14',
      Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
      AccessKeyId: traffic.accessKeyId,
      SecurityToken: traffic.securityToken,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: crypto.randomUUID(),
      Signature: 'd3Jvbmc=',
      // As a client that knows no better may send it.
      AccessKeySecret: traffic.accessKeySecret,
    });
    shown.push(await (await emulator.handle(new Request(`${UNSIGNED.split('?')[0]}?${query}`))).text());
    shown.push(emulator.journal.entries(), await emulator.snapshot(), await dump(name), emulator);
    const text = JSON.stringify(shown);
    expect(text).toContain(weather.accountId);
    for (const secret of SECRETS) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encodeURIComponent(secret));
      expect(text).not.toContain(encodeURIComponent(encodeURIComponent(secret)));
    }
  });
});

test.for([1, 8])(
  'the longest secrets that credentials may have are kept out of messages: %d of them',
  async (count) => {
    const many = Array.from({ length: count }, (_, index) => ({
      ...weather,
      accessKeyId: `weatherid${index}`,
      accessKeySecret: String(index).padStart(4096, 'Ab/+'),
    }));
    const emulator = newEmulator({ storage: 'memory', credentials: many });
    const { accessKeyId = '', accessKeySecret = '' } = many.at(-1) ?? {};
    const parameters = { GroupName: `Weather ${accessKeySecret}` };
    await emulator.call('CreateApiGroup', parameters, { accessKeyId }).catch(() => undefined);
    expect(emulator.journal.entries()).toMatchObject([
      { code: 'InvalidGroupName', parameters: { GroupName: 'Weather ***' } },
    ]);
  },
);
