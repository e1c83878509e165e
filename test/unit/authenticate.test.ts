import { createHash, createHmac } from 'node:crypto';
import { CloudApiError } from 'cloudapi-emulator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAuthenticator, TIME_WINDOW } from '../../src/callers/authenticate.ts';
import type { Signer } from '../../src/callers/authenticate.ts';
import type { Credential } from '../../src/callers/credential.ts';
import type { SignedRequest } from '../../src/wire/read.ts';

const HOST = 'apigateway.cn-hangzhou.aliyuncs.com';
const NOW = Date.UTC(2026, 2, 16, 8);
const DATE = '2026-03-16T08:00:00Z';
const TOKEN = 'CAIS+token/of=sts==';
/** Whatever of these a refusal shows is too much. */
const SECRETS = ['testsecret', 'stssecret', 'oldsecret', TOKEN, encodeURIComponent(TOKEN), 'CAIS'];

const credentials: readonly Credential[] = [
  { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456', name: 'weather' },
  {
    accessKeyId: 'STS.testid',
    accessKeySecret: 'stssecret',
    securityToken: TOKEN,
    accountId: '1234567890123457',
    policies: [{ Version: '1', Statement: { Effect: 'Allow', Action: 'apigateway:*', Resource: '*' } }],
  },
  { accessKeyId: 'oldid', accessKeySecret: 'oldsecret', accountId: '1234567890123456', status: 'Inactive' },
];
const authenticator = createAuthenticator(credentials);

type Fields = Readonly<Record<string, string | undefined>>;

/** Encodes by RFC 3986, in another way than `src` does. */
function encode(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) =>
    /[\w.~-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function given(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

function query(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function canonical(fields: Readonly<Record<string, string>>): string {
  return query(
    Object.fromEntries(
      Object.keys(fields)
        .toSorted()
        .map((name) => [name, fields[name] ?? '']),
    ),
  );
}

interface V1Options {
  readonly method?: 'GET' | 'POST';
  readonly secret?: string;
  /** Parameters that go into the form; the others go into the query. */
  readonly form?: (name: string) => boolean;
  /** Done to what is signed, before it is sent. */
  readonly tamper?: (sent: Record<string, string>) => void;
}

/** A request that is signed by V1, by hand. */
function v1(
  changes: Fields = {},
  { method = 'GET', secret = 'testsecret', form = () => false, tamper }: V1Options = {},
): SignedRequest {
  const signed = given({
    Action: 'CreateApiGroup',
    Version: '2016-07-14',
    Format: 'JSON',
    GroupName: 'Weather',
    Description: 'a b*c~',
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: 'nonce-1',
    Timestamp: DATE,
    ...changes,
  });
  const { Signature, ...rest } = signed;
  const text = `${method}&%2F&${encode(canonical(rest))}`;
  const sent: Record<string, string> = {
    ...rest,
    Signature: Signature ?? createHmac('sha1', `${secret}&`).update(text).digest('base64'),
  };
  if ('Signature' in changes && Signature === undefined) delete sent['Signature'];
  tamper?.(sent);
  const inForm = Object.fromEntries(Object.entries(sent).filter(([name]) => form(name)));
  const inQuery = Object.fromEntries(Object.entries(sent).filter(([name]) => !form(name)));
  return {
    method,
    url: new URL(`https://${HOST}/?${query(inQuery)}`),
    headers: new Headers(
      method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } : {},
    ),
    body: new TextEncoder().encode(query(inForm)),
  };
}

interface V3Options {
  readonly method?: 'GET' | 'POST';
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Those that are sent but not signed. */
  readonly unsigned?: readonly string[];
  readonly authorization?: (right: string) => string;
}

/** A request that is signed by V3, by hand. */
function v3(
  changes: Fields = {},
  {
    method = 'POST',
    accessKeyId = 'testid',
    secret = 'testsecret',
    query: parameters = { GroupName: 'Weather', Description: 'a b*c~' },
    body = '',
    unsigned = [],
    authorization = (right) => right,
  }: V3Options = {},
): SignedRequest {
  const hash = createHash('sha256').update(body).digest('hex');
  const headers = given({
    'x-acs-action': 'CreateApiGroup',
    'x-acs-version': '2016-07-14',
    'x-acs-date': DATE,
    'x-acs-signature-nonce': 'nonce-3',
    'x-acs-content-sha256': hash,
    ...changes,
  });
  const signed: Record<string, string> = { ...headers, host: HOST };
  for (const name of unsigned) delete signed[name];
  const names = Object.keys(signed).toSorted();
  const request = [
    method,
    '/',
    canonical(parameters),
    ...names.map((name) => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    hash,
  ].join('\n');
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(request).digest('hex')}`;
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return {
    method,
    url: new URL(`https://${HOST}/?${query(parameters)}`),
    headers: new Headers({
      ...headers,
      authorization: authorization(
        `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
      ),
    }),
    body: new TextEncoder().encode(body),
  };
}

const callerOf = (request: SignedRequest, now = NOW): Signer => authenticator.authenticate(request, now);

/** The refusal of a request, which never shows a secret. */
function refusalOf(request: SignedRequest, now = NOW): CloudApiError {
  let error: unknown;
  try {
    callerOf(request, now);
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof CloudApiError)) throw new Error('It was let in, or broke.', { cause: error });
  const { message, detail, stack, body } = error;
  const shown = JSON.stringify([error, message, detail, stack, body, String(error.cause)]);
  for (const secret of SECRETS) expect(shown).not.toContain(secret);
  expect(detail).toMatch(/./);
  return error;
}

const OWN = { secret: 'stssecret', accessKeyId: 'STS.testid' };

describe('a caller is let in', () => {
  test.for<[string, SignedRequest]>([
    ['V1, GET, in the query', v1()],
    ['V1, POST, in the query', v1({}, { method: 'POST' })],
    ['V1, POST, in the form', v1({}, { method: 'POST', form: () => true })],
    [
      'V1, POST, the signature in the query and the rest in the form',
      v1({}, { method: 'POST', form: (name) => !name.startsWith('Signature') }),
    ],
    [
      'V1, POST, the signature in the form and the rest in the query',
      v1({}, { method: 'POST', form: (name) => name === 'Signature' }),
    ],
    ['V3, POST', v3()],
    ['V3, GET', v3({}, { method: 'GET' })],
    ['V3, without parameters', v3({}, { query: {} })],
    [
      'V3, with a form',
      v3(
        { 'content-type': 'application/x-www-form-urlencoded' },
        { query: {}, body: 'GroupName=Weather&Description=a%20b' },
      ),
    ],
  ])('by %s', ([, request]) => {
    const { credential, nonce, time } = callerOf(request);
    expect(credential).toBe(authenticator.find('testid'));
    expect(nonce).toMatch(/^nonce-[13]$/);
    expect(time).toBe(NOW);
  });

  test.for<[string, SignedRequest]>([
    ['V1', v1({ AccessKeyId: 'STS.testid', SecurityToken: TOKEN }, { secret: 'stssecret' })],
    ['V3', v3({ 'x-acs-security-token': TOKEN, 'x-acs-accesskey-id': 'STS.testid' }, OWN)],
  ])('with a security token, by %s', ([, request]) => {
    expect(callerOf(request).credential).toMatchObject({
      accessKeyId: 'STS.testid',
      accountId: '1234567890123457',
      isTemporary: true,
    });
  });

  test.for<[string, SignedRequest]>([
    ['V1', v1()],
    ['V3', v3()],
  ])('to the last of 15 minutes, before and after, by %s', ([, request]) => {
    expect(TIME_WINDOW).toBe(900_000);
    expect(callerOf(request, NOW - TIME_WINDOW).time).toBe(NOW);
    expect(callerOf(request, NOW + TIME_WINDOW).time).toBe(NOW);
  });

  test('not by V1 whose action stands in a header, which V1 does not sign', () => {
    const request = v1({ Action: undefined });
    const refused = refusalOf({ ...request, headers: new Headers({ 'x-acs-action': 'DeleteApiGroup' }) });
    expect(refused.code).toBe('MissingAction');
  });

  test('by V3 whose Authorization has spaces after its commas', () => {
    const request = v3({}, { authorization: (right) => right.replaceAll(',', ', ') });
    expect(callerOf(request).nonce).toBe('nonce-3');
  });

  test('by V3 for the host of its URL, whatever header says otherwise', () => {
    const right = v3();
    for (const host of [HOST, 'apigateway.cn-beijing.aliyuncs.com', '']) {
      expect(callerOf({ ...right, headers: withHeader(right, 'host', host) }).nonce).toBe('nonce-3');
    }
  });

  test('by V3 whose names of parameters are not encoded, as the official SDK signs them', () => {
    const raw = v3({}, { query: { 'Größe (m)': '1' } });
    const text = [
      'POST',
      '/',
      'Größe (m)=1',
      ...['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date'].map(
        (name) => `${name}:${name === 'host' ? HOST : raw.headers.get(name)}`,
      ),
      'x-acs-signature-nonce:nonce-3',
      'x-acs-version:2016-07-14',
      '',
      'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version',
      raw.headers.get('x-acs-content-sha256'),
    ].join('\n');
    const hash = createHash('sha256').update(text).digest('hex');
    const signature = createHmac('sha256', 'testsecret').update(`ACS3-HMAC-SHA256\n${hash}`).digest('hex');
    const authorization = raw.headers.get('authorization')?.replace(/[\da-f]{64}$/, signature) ?? '';
    const request = { ...raw, headers: withHeader(raw, 'authorization', authorization) };
    expect(callerOf(request).nonce).toBe('nonce-3');
  });
});

function withHeader({ headers }: SignedRequest, name: string, value: string | undefined): Headers {
  const changed = new Headers(headers);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

describe('a V1 request is refused', () => {
  test.for<[string, string]>([
    ['AccessKeyId', 'MissingAccessKeyId'],
    ['Signature', 'MissingSignature'],
    ['SignatureMethod', 'MissingSignatureMethod'],
    ['SignatureVersion', 'MissingSignatureVersion'],
    ['SignatureNonce', 'MissingSignatureNonce'],
    ['Timestamp', 'MissingTimestamp'],
  ])('without %s, by %s', ([name, code]) => {
    for (const value of [undefined, '']) {
      expect(refusalOf(v1({ [name]: value }))).toMatchObject({
        code,
        status: 400,
        message: `${name} is mandatory for this action.`,
      });
    }
  });

  test.for<[string, Fields, string, number]>([
    ['another algorithm', { SignatureMethod: 'HMAC-SHA256' }, 'InvalidSignatureMethod', 400],
    ['another version', { SignatureVersion: '2.0' }, 'InvalidSignatureVersion', 400],
    ['a bearer token', { SignatureType: 'BEARERTOKEN', Signature: undefined }, 'InvalidSignatureMethod', 400],
    ['a time that is no time', { Timestamp: 'now' }, 'InvalidTimeStamp.Format', 400],
    ['a day that does not exist', { Timestamp: '2026-02-30T08:00:00Z' }, 'InvalidTimeStamp.Format', 400],
    ['a time in another zone', { Timestamp: '2026-03-16T16:00:00+08:00' }, 'InvalidTimeStamp.Format', 400],
    ['an unknown access key', { AccessKeyId: 'nobody' }, 'InvalidAccessKeyId.NotFound', 404],
    ['an access key in upper case', { AccessKeyId: 'TESTID' }, 'InvalidAccessKeyId.NotFound', 404],
    ['an access key of all objects', { AccessKeyId: 'constructor' }, 'InvalidAccessKeyId.NotFound', 404],
    ['an inactive access key', { AccessKeyId: 'oldid' }, 'InvalidAccessKeyId.Inactive', 400],
    ['an STS access key without its token', { AccessKeyId: 'STS.testid' }, 'MissingSecurityToken', 400],
    [
      'a wrong security token',
      { AccessKeyId: 'STS.testid', SecurityToken: 'other' },
      'InvalidSecurityToken',
      400,
    ],
    ['a security token on a key that has none', { SecurityToken: TOKEN }, 'InvalidSecurityToken', 400],
  ])('with %s', ([, changes, code, status]) => {
    expect(refusalOf(v1(changes))).toMatchObject({ code, status });
  });

  test('a second too early or too late', () => {
    for (const now of [NOW - TIME_WINDOW - 1, NOW + TIME_WINDOW + 1]) {
      expect(refusalOf(v1(), now)).toMatchObject({ code: 'InvalidTimeStamp.Expired', status: 400 });
    }
  });

  test('where it is signed with another secret, with the string to sign', () => {
    const request = v1({ Description: undefined }, { secret: 'othersecret' });
    expect(refusalOf(request)).toMatchObject({
      code: 'SignatureDoesNotMatch',
      status: 400,
      message:
        'Specified signature is not matched with our calculation. server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26Action%3DCreateApiGroup%26Format%3DJSON%26GroupName%3DWeather%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dnonce-1%26SignatureVersion%3D1.0%26Timestamp%3D2026-03-16T08%253A00%253A00Z%26Version%3D2016-07-14',
    });
  });

  test('with the string to sign, but not the security token in it', () => {
    const request = v1({ AccessKeyId: 'STS.testid', SecurityToken: TOKEN });
    const { message } = refusalOf(request);
    expect(message).toContain('%26SecurityToken%3D***%26SignatureMethod%3DHMAC-SHA1%26');
  });

  test.for(['x', '====', '%', 'OLeaidS1JvxuMvnyHOwuJ', '😀', 'AAAA', 'OLeaidS1JvxuMvnyHOwuJ+uX5qZ='])(
    'where its signature is %j',
    (Signature) => {
      expect(refusalOf(v1({ Signature }))).toMatchObject({ code: 'SignatureDoesNotMatch' });
    },
  );

  test('where the last letter of its base64 is changed, which has bits to spare', () => {
    const request = v1({}, { tamper: (sent) => (sent['Signature'] = nextSpelling(sent['Signature'])) });
    expect(refusalOf(request)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test.for<[string, V1Options]>([
    ['a changed value', { tamper: (sent) => (sent['GroupName'] = 'Climate') }],
    ['a changed action', { tamper: (sent) => (sent['Action'] = 'DeleteApiGroup') }],
    ['a changed version', { tamper: (sent) => (sent['Version'] = '2016-07-15') }],
    ['a changed format', { tamper: (sent) => (sent['Format'] = 'XML') }],
    ['a changed nonce', { tamper: (sent) => (sent['SignatureNonce'] = 'nonce-2') }],
    ['a changed time', { tamper: (sent) => (sent['Timestamp'] = '2026-03-16T08:00:01Z') }],
    ['an emptied value', { tamper: (sent) => (sent['Description'] = '') }],
    ['one parameter less', { tamper: (sent) => delete sent['Description'] }],
    ['one parameter more', { tamper: (sent) => (sent['BasePath'] = '/') }],
    ['an empty parameter more', { tamper: (sent) => (sent['BasePath'] = '') }],
    ['a renamed parameter', { tamper: (sent) => rename(sent, 'Description', 'BasePath') }],
    ['a space more', { tamper: (sent) => (sent['GroupName'] = 'Weather ') }],
  ])('after it was signed: %s', ([, options]) => {
    expect(refusalOf(v1({}, options))).toMatchObject({ code: 'SignatureDoesNotMatch' });
    const inForm = { ...options, method: 'POST', form: () => true } as const;
    expect(refusalOf(v1({}, inForm))).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('after it was signed: another method', () => {
    expect(refusalOf({ ...v1(), method: 'POST' })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('after it was signed: a second parameter of a name, before or after, in the query or the form', () => {
    const right = v1({}, { method: 'POST' });
    for (const search of [
      `GroupName=Climate&${right.url.search.slice(1)}`,
      `${right.url.search}&GroupName=Climate`,
    ]) {
      const url = new URL(right.url);
      url.search = search;
      expect(refusalOf({ ...right, url })).toMatchObject({ code: 'SignatureDoesNotMatch' });
    }
    const body = new TextEncoder().encode('GroupName=Climate');
    expect(refusalOf({ ...right, body })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('after it was signed: a second access key, whose secret somebody else knows', () => {
    const right = v1();
    const url = new URL(right.url);
    url.search = `AccessKeyId=STS.testid&SecurityToken=${encodeURIComponent(TOKEN)}&${right.url.search.slice(1)}`;
    expect(refusalOf({ ...right, url })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

/** Another base64 text of the same bytes. */
function nextSpelling(signature = ''): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return signature.replace(/.=$/, (end) => `${letters[letters.indexOf(end.charAt(0)) + 1]}=`);
}

function rename(sent: Record<string, string>, from: string, to: string): void {
  sent[to] = sent[from] ?? '';
  delete sent[from];
}

describe('a V3 request is refused', () => {
  test('without Authorization, by MissingAccessKeyId', () => {
    const right = v3();
    expect(refusalOf({ ...right, headers: withHeader(right, 'authorization', undefined) })).toMatchObject({
      code: 'MissingAccessKeyId',
      status: 400,
      detail: expect.stringContaining('credentials'),
    });
  });

  test.for<[string, (right: string) => string, string]>([
    ['Credential', (right) => right.replace('Credential=testid,', ''), 'MissingAccessKeyId'],
    ['an access key', (right) => right.replace('testid', ''), 'MissingAccessKeyId'],
    ['SignedHeaders', (right) => right.replace(/SignedHeaders=[^,]*,/, ''), 'MissingSignedHeaders'],
    ['Signature', (right) => right.replace(/,Signature=.*/, ''), 'MissingSignature'],
    ['any part', () => 'ACS3-HMAC-SHA256 ', 'InvalidSignatureMethod'],
    ['any known part', () => 'ACS3-HMAC-SHA256 x', 'MissingAccessKeyId'],
  ])('without %s in Authorization', ([, authorization, code]) => {
    expect(refusalOf(v3({}, { authorization }))).toMatchObject({ code, status: 400 });
  });

  test.for<[string, string]>([
    ['x-acs-date', 'MissingTimestamp'],
    ['x-acs-signature-nonce', 'MissingSignatureNonce'],
  ])('without %s', ([name, code]) => {
    for (const value of [undefined, ''])
      expect(refusalOf(v3({ [name]: value }))).toMatchObject({ code, status: 400 });
  });

  test.for([
    'ACS3-HMAC-SM3',
    'ACS3-RSA-SHA256',
    'acs3-hmac-sha256',
    'ACS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256',
    'Bearer',
    'acs',
  ])('by %s, an algorithm that is not known', (algorithm) => {
    const request = v3({}, { authorization: (right) => right.replace('ACS3-HMAC-SHA256', algorithm) });
    expect(refusalOf(request)).toMatchObject({
      code: 'InvalidSignatureMethod',
      status: 400,
      message: 'Specified signature method is not valid.',
      detail: expect.stringContaining(algorithm),
    });
  });

  test('by an Authorization of one word, which is not shown', () => {
    expect(refusalOf(v3({}, { authorization: () => 'testsecret' }))).toMatchObject({
      code: 'InvalidSignatureMethod',
    });
  });

  test.for<[string, Fields, V3Options, string, number]>([
    ['a time that is no time', { 'x-acs-date': 'now' }, {}, 'InvalidTimeStamp.Format', 400],
    [
      'a day that does not exist',
      { 'x-acs-date': '2026-02-29T08:00:00Z' },
      {},
      'InvalidTimeStamp.Format',
      400,
    ],
    ['a time long ago', { 'x-acs-date': '2026-03-16T07:44:59Z' }, {}, 'InvalidTimeStamp.Expired', 400],
    ['a time to come', { 'x-acs-date': '2026-03-16T08:15:01Z' }, {}, 'InvalidTimeStamp.Expired', 400],
    ['an unknown access key', {}, { accessKeyId: 'nobody' }, 'InvalidAccessKeyId.NotFound', 404],
    [
      'an inactive access key',
      {},
      { accessKeyId: 'oldid', secret: 'oldsecret' },
      'InvalidAccessKeyId.Inactive',
      400,
    ],
    ['an STS access key without its token', {}, OWN, 'MissingSecurityToken', 400],
    ['a wrong security token', { 'x-acs-security-token': 'other' }, OWN, 'InvalidSecurityToken', 400],
    [
      'a security token on a key that has none',
      { 'x-acs-security-token': TOKEN },
      {},
      'InvalidSecurityToken',
      400,
    ],
    ['no hash of its body', { 'x-acs-content-sha256': undefined }, {}, 'SignatureDoesNotMatch', 400],
    [
      'a wrong hash of its body',
      { 'x-acs-content-sha256': 'f'.repeat(64) },
      {},
      'SignatureDoesNotMatch',
      400,
    ],
  ])('with %s', ([, changes, options, code, status]) => {
    expect(refusalOf(v3(changes, options))).toMatchObject({ code, status });
  });

  test('where it is signed with another secret, with the string to sign', () => {
    const { message, detail, code, status } = refusalOf(v3({}, { secret: 'othersecret' }));
    expect({ code, status }).toEqual({ code: 'SignatureDoesNotMatch', status: 400 });
    const text = detail?.split('\n').slice(1).join('\n') ?? '';
    expect(text).toMatch(/^POST\n\/\nDescription=a%20b%2Ac~&GroupName=Weather\nhost:/);
    const hash = createHash('sha256').update(text).digest('hex');
    expect(message).toBe(
      `Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n${hash}]`,
    );
  });

  test('with what should have been signed, but no security token in it', () => {
    const request = v3(
      { 'x-acs-security-token': TOKEN },
      { accessKeyId: 'STS.testid', query: { SecurityToken: TOKEN, Name: 'a' } },
    );
    const { detail } = refusalOf(request);
    expect(detail).toContain('\nx-acs-security-token:***\n');
    expect(detail).toContain('Name=a&SecurityToken=***\n');
  });

  test.for(['', 'x', '0', 'f'.repeat(64), 'F'.repeat(63), '0'.repeat(128)])(
    'where its signature is %j',
    (signature) => {
      const request = v3({}, { authorization: (right) => right.replace(/[\da-f]{64}$/, signature) });
      expect(refusalOf(request)).toMatchObject({ code: 'SignatureDoesNotMatch' });
    },
  );

  test.for([
    'host',
    'x-acs-action',
    'x-acs-version',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-content-sha256',
  ])('where %s is not signed', (name) => {
    expect(refusalOf(v3({}, { unsigned: [name] }))).toMatchObject({
      code: 'SignatureDoesNotMatch',
      detail: expect.stringContaining(`${name} is not signed`),
    });
  });

  test('where its security token is not signed', () => {
    const options = { ...OWN, unsigned: ['x-acs-security-token'] };
    expect(refusalOf(v3({ 'x-acs-security-token': TOKEN }, options))).toMatchObject({
      code: 'SignatureDoesNotMatch',
      detail: expect.stringContaining('x-acs-security-token is not signed'),
    });
  });

  test.for([
    ['x-acs-action', 'DeleteApiGroup'],
    ['x-acs-version', '2016-07-15'],
    ['x-acs-date', '2026-03-16T08:00:01Z'],
    ['x-acs-signature-nonce', 'nonce-4'],
    ['x-acs-content-sha256', 'f'.repeat(64)],
    ['x-acs-new', '1'],
    ['x-acs-action', undefined],
  ] as const)('after it was signed: %s as %j', ([name, value]) => {
    const right = v3();
    expect(refusalOf({ ...right, headers: withHeader(right, name, value) })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  test.for<[string, (url: URL) => void]>([
    ['the host', (url) => (url.host = 'apigateway.cn-beijing.aliyuncs.com')],
    ['the port', (url) => (url.port = '8443')],
    ['the path', (url) => (url.pathname = '/other')],
    ['a value', (url) => url.searchParams.set('GroupName', 'Climate')],
    ['one parameter less', (url) => url.searchParams.delete('Description')],
    ['one parameter more', (url) => url.searchParams.append('BasePath', '/')],
    ['a second one of a name', (url) => url.searchParams.append('GroupName', 'Weather')],
  ])('after it was signed: %s', ([, tamper]) => {
    const right = v3();
    const url = new URL(right.url);
    tamper(url);
    expect(refusalOf({ ...right, url })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('after it was signed: the method, the body, the list of headers', () => {
    const right = v3({ 'content-type': 'application/x-www-form-urlencoded' }, { body: 'GroupName=Weather' });
    const shortened = right.headers.get('authorization')?.replace('content-type;', '');
    for (const change of [
      { method: 'GET' },
      { body: new TextEncoder().encode('GroupName=Climate') },
      { body: new Uint8Array() },
      { headers: withHeader(right, 'content-type', 'text/plain') },
      { headers: withHeader(right, 'authorization', shortened) },
    ]) {
      expect(refusalOf({ ...right, ...change })).toMatchObject({ code: 'SignatureDoesNotMatch' });
    }
  });

  // Names as they are could be read in two ways: "A=1&B" with the value 2 looks like A=1 and B=2.
  test.for([
    [{ A: '1', B: '2' }, 'A%3D1%26B=2'],
    [{ 'a b': '1' }, 'a%2520b=1'],
    [{ ä: '1', B: '2' }, `${encodeURIComponent('B=2&ä')}=1`],
  ] as const)('after it was signed: %j as one name', ([parameters, search]) => {
    const right = v3({}, { query: parameters });
    const url = new URL(right.url);
    url.search = search;
    expect(refusalOf({ ...right, url })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

describe('a body of V3', () => {
  const form = 'application/x-www-form-urlencoded';
  const body = 'GroupName=Weather';

  test.for<[string, SignedRequest]>([
    ['is not signed', v3({ 'content-type': form }, { body, unsigned: ['content-type'] })],
    ['was not sent', v3({}, { body })],
  ])('is refused if its content type %s, though the signature is right', ([, request]) => {
    const refusal = refusalOf(request);
    expect(refusal).toMatchObject({ code: 'SignatureDoesNotMatch', status: 400, grade: 'inferred' });
    expect(refusal.detail).toContain('content-type is not signed');
  });

  test('is refused if its signed content type was stripped', () => {
    const right = v3({ 'content-type': form }, { body });
    expect(callerOf(right).nonce).toBe('nonce-3');
    const stripped = { ...right, headers: withHeader(right, 'content-type', undefined) };
    expect(refusalOf(stripped)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('needs no signed content type if it is empty', () => {
    expect(callerOf(v3({ 'content-type': form }, { unsigned: ['content-type'] })).nonce).toBe('nonce-3');
  });
});

// Each refusal is searched for secrets by refusalOf.
describe('a secret that was sent in a wrong field is not shown,', () => {
  test.for(SECRETS.filter((secret) => secret !== 'CAIS'))('by V1: %s', (secret) => {
    for (const name of ['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'SignatureType', 'Timestamp']) {
      refusalOf(v1({ [name]: secret }));
    }
    for (const name of ['GroupName', 'AccesKeySecret', 'SignatureNonce', 'Signature', secret]) {
      const { code, message } = refusalOf(v1({ [name]: secret, Extra: secret }, { secret: 'wrong' }));
      expect(code).toBe('SignatureDoesNotMatch');
      expect(message).toContain('%26Extra%3D***%26');
    }
  });

  test.for(SECRETS.filter((secret) => secret !== 'CAIS'))('by V3: %s', (secret) => {
    refusalOf(v3({}, { accessKeyId: secret }));
    refusalOf(v3({ 'x-acs-date': secret }));
    refusalOf(v3({}, { authorization: () => `${secret} Credential=testid` }));
    refusalOf(
      v3({}, { authorization: (right) => right.replace('SignedHeaders=', `SignedHeaders=${secret};`) }),
    );
    refusalOf(v3({}, { authorization: (right) => right.replace(/[\da-f]{64}$/, secret) }));
    for (const name of ['x-acs-signature-nonce', 'x-acs-new', 'x-acs-content-sha256', 'x-acs-action']) {
      refusalOf(v3({ [name]: secret }, { secret: 'wrong' }));
    }
    const { detail } = refusalOf(
      v3({ 'x-acs-new': secret }, { secret: 'wrong', query: { a: secret, [secret]: 'b' } }),
    );
    expect(detail).toContain('\nx-acs-new:***\n');
    expect(detail).toContain('a=***');
    expect(detail).toContain('***=b');
  });

  test('also as a part of the name of an unsigned header', () => {
    const { detail } = refusalOf(v3({ 'x-acs-testsecret': '1' }, { unsigned: ['x-acs-testsecret'] }));
    expect(detail).toContain('The header x-acs-*** is not signed');
  });

  test('nor where nothing was signed', () => {
    for (const secret of SECRETS.filter((one) => one !== 'CAIS')) {
      expect(() => authenticator.find(secret)).toThrow(
        expect.objectContaining({ detail: expect.stringContaining('"***"') }),
      );
    }
  });
});

describe('of two schemes', () => {
  test('V3 counts, where the header Authorization is there', () => {
    const [one, three] = [v1(), v3({}, { query: {} })];
    expect(refusalOf({ ...three, url: one.url })).toMatchObject({
      message: expect.stringContaining('server StringToSign is ['),
    });
  });

  test('V1 counts, where Authorization is empty', () => {
    const right = v1();
    expect(callerOf({ ...right, headers: withHeader(right, 'authorization', '') }).nonce).toBe('nonce-1');
  });
});

describe('whatever the names and values,', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('', ' ', '*', '~', '%', '%2A', '+', '&=', '\n', '\r\n', "!'()", '😀', 'é', '\uFEFFa'),
  );
  const parameters = fc.dictionary(
    text.filter((name) => !/^(?:__proto__|Signature\w*|SecurityToken|AccessKeyId|Timestamp)$/.test(name)),
    text,
    { maxKeys: 6 },
  );

  test('what was signed by hand is let in, and what was changed is not', () => {
    fc.assert(
      fc.property(parameters, fc.boolean(), (fields, isForm) => {
        const options = isForm ? ({ method: 'POST', form: () => true } as const) : {};
        expect(callerOf(v1(fields, options)).nonce).toBe('nonce-1');
        expect(callerOf(v3({}, { query: fields })).nonce).toBe('nonce-3');
        const tamper = (sent: Record<string, string>): string => (sent['Action'] += '.');
        expect(refusalOf(v1(fields, { ...options, tamper })).code).toBe('SignatureDoesNotMatch');
      }),
      { numRuns: 100 },
    );
  });

  test('nothing else than a refusal comes of nonsense', () => {
    const header = fc.string({ unit: fc.constantFrom(...'ACS3-HMAC,=; Credential\tSignature0f%"') });
    fc.assert(
      fc.property(header, header, parameters, (authorization, list, fields) => {
        const request = v3({}, { query: fields });
        for (const value of [
          `ACS3-HMAC-SHA256 ${authorization}`,
          `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${list},Signature=${'0'.repeat(64)}`,
          authorization,
        ]) {
          refusalOf({ ...request, headers: withHeader(request, 'authorization', value) });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a hundred thousand of them are read in time', () => {
    const url = new URL(`https://${HOST}/?${'a=1&'.repeat(100_000)}`);
    expect(refusalOf({ ...v3(), url }).code).toBe('SignatureDoesNotMatch');
    const form = { ...v1({}, { method: 'POST' }), body: new TextEncoder().encode('a=1&'.repeat(100_000)) };
    expect(refusalOf(form).code).toBe('SignatureDoesNotMatch');
    const long = withHeader(v3(), 'authorization', `ACS3-HMAC-SHA256 ${'a'.repeat(100_000)}`);
    expect(refusalOf({ ...v3(), headers: long }).code).toBe('MissingAccessKeyId');
  });
});

test('a known access key is found, without what is secret about it', () => {
  expect(() => authenticator.find('nobody')).toThrow('Specified access key is not found.');
  expect(() => authenticator.find('toString')).toThrow('Specified access key is not found.');
  expect(() => authenticator.find(undefined)).toThrow('AccessKeyId is mandatory for this action.');
  expect(authenticator.find('testid')).toEqual({
    accessKeyId: 'testid',
    accountId: '1234567890123456',
    name: 'weather',
    isTemporary: false,
    policies: undefined,
  });
  const shown = JSON.stringify([
    authenticator,
    ...credentials
      .filter(({ status }) => status !== 'Inactive')
      .map(({ accessKeyId }) => authenticator.find(accessKeyId)),
  ]);
  for (const secret of SECRETS) expect(shown).not.toContain(secret);
});

test('a refusal of the gateway has its words, not those of the product', () => {
  expect(refusalOf(v1({ SignatureVersion: '2.0' })).message).toBe(
    'Specified parameter SignatureVersion is not valid.',
  );
  expect(refusalOf(v1({ SecurityToken: TOKEN })).message).toBe(
    'Specified parameter SecurityToken is not valid.',
  );
});

test('a refusal says how well it is known, also where its code is known better than its use', () => {
  const gradeOf = (request: SignedRequest): string => refusalOf(request).grade;
  expect(gradeOf(v1({ SignatureNonce: undefined }))).toBe('documented');
  expect(gradeOf(v3({ 'x-acs-signature-nonce': undefined }))).toBe('inferred');
  expect(gradeOf(v1({ SignatureType: 'BEARERTOKEN' }))).toBe('inferred');
  expect(gradeOf(v1({}, { secret: 'wrong' }))).toBe('documented');
  expect(gradeOf(v1({ SignatureVersion: '2.0' }))).toBe('inferred');
  expect(gradeOf(v3({}, { secret: 'wrong' }))).toBe('observed');
  expect(gradeOf({ ...v3(), body: new TextEncoder().encode('other') })).toBe('inferred');
});
