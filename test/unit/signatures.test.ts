import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../src/callers/authenticate.ts';
import {
  canonicalRequestV3,
  EMPTY_HASH,
  formatTimestamp,
  fromBase64,
  fromHex,
  importKey,
  parseTimestamp,
  percentEncode,
  sha256,
  sign,
  sortByName,
  stringToSignV1,
  stringToSignV3,
  verify,
} from '../../src/wire/signatures.ts';
import { bytesToHex as toHex } from '@noble/hashes/utils.js';

const CREDENTIAL = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };
const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/';
/** The business parameters of the vectors C-V1 and C-V3-G. */
const GROUP = {
  GroupName: 'Weather',
  Description: 'The weather informations.',
  BasePath: '/qqq',
  'Tag.1.Key': 'env',
  'Tag.1.Value': 'uat',
  'Tag.2.Key': 'owner',
  'Tag.2.Value': 'a b*c~',
};
/** The example of CreateModel's document, as it is there. */
const SCHEMA =
  '{"type":"object","properties":{"id":{"format":"int64","maximum":100,"exclusiveMaximum":true,"type":"integer"},"name":{"maxLength":10,"type":"string"}}}';

function signV1(method: string, parameters: Readonly<Record<string, string>>): string {
  const key = importKey('V1', 'testsecret');
  return Buffer.from(sign(key, stringToSignV1(method, Object.entries(parameters)))).toString('base64');
}

interface V3Vector {
  readonly secret?: string;
  readonly endpoint?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

function signV3({ secret = 'testsecret', endpoint = ENDPOINT, query, headers }: V3Vector) {
  const url = new URL(`${endpoint}?${new URLSearchParams(query).toString()}`);
  const signed = { host: url.host, 'x-acs-content-sha256': EMPTY_HASH, ...headers };
  const text = stringToSignV3(
    canonicalRequestV3({
      method: 'POST',
      url,
      headers: sortByName(Object.entries(signed)),
      hash: EMPTY_HASH,
    }),
  );
  const [algorithm, hash] = text.split('\n');
  return { algorithm, hash, signature: toHex(sign(importKey('V3', secret), text)) };
}

const cloudApi = (action: string): Readonly<Record<string, string>> => ({
  'x-acs-action': action,
  'x-acs-version': '2016-07-14',
  'x-acs-date': '2026-03-16T00:00:00Z',
  'x-acs-signature-nonce': '0123456789abcdef0123456789abcdef',
});

describe('V1 signs the vector', () => {
  const V1_A = {
    Timestamp: '2016-02-23T12:46:24Z',
    Format: 'XML',
    AccessKeyId: 'testid',
    Action: 'DescribeRegions',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    Version: '2014-05-26',
    SignatureVersion: '1.0',
  };

  test('V1-a', () => {
    expect(stringToSignV1('GET', Object.entries(V1_A))).toBe(
      'GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26',
    );
    expect(signV1('GET', V1_A)).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });

  test('V1-a, whatever Signature it carries', () => {
    expect(signV1('GET', { ...V1_A, Signature: 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=' })).toBe(
      'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
    );
  });

  test('V1-b', () => {
    const signature = signV1('GET', {
      AccessKeyId: 'testid',
      Action: 'DescribeDedicatedHosts',
      Format: 'JSON',
      RegionId: 'cn-beijing',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: 'edb2b34af0af9a6d14deaf7c1a5315eb',
      SignatureVersion: '1.0',
      Timestamp: '2023-03-13T08:34:30Z',
      Version: '2014-05-26',
    });
    expect(signature).toBe('9NaGiOspFP5UPcwX8Iwt2YJXXuk=');
  });

  test.each([
    ['GET', 'stD8pu9DUW8Gh59zMpHJIMp7EDI='],
    ['POST', 'QHREIzOlSWMpIYS3vJSwyv4ugvI='],
  ])('C-V1 by %s', (method, signature) => {
    const parameters = {
      ...GROUP,
      Action: 'CreateApiGroup',
      Version: '2016-07-14',
      Format: 'JSON',
      AccessKeyId: 'testid',
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      Timestamp: '2026-03-16T00:00:00Z',
    };
    expect(signV1(method, parameters)).toBe(signature);
  });
});

describe('V3 signs the vector', () => {
  test('V3-a', () => {
    const vector = {
      secret: 'YourAccessKeySecret',
      endpoint: 'https://ecs.cn-shanghai.aliyuncs.com/',
      query: {
        ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
        RegionId: 'cn-shanghai',
      },
      headers: {
        'x-acs-action': 'RunInstances',
        'x-acs-version': '2014-05-26',
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      },
    };
    expect(signV3(vector)).toEqual({
      algorithm: 'ACS3-HMAC-SHA256',
      hash: '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
      signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    });
  });

  test('C-V3-G', () => {
    expect(signV3({ query: GROUP, headers: cloudApi('CreateApiGroup') })).toMatchObject({
      hash: '1e52ab018b79d17e853b4e06256fce35263a3f4d05bdbaa5a3deebf3d93e51ef',
      signature: '0e564a8f7f3020a58f4b1681529c351ff84c7a3cf237ecce3f1b7633bcb32799',
    });
  });

  test('C-V3-M', () => {
    const query = {
      GroupId: '30e792398d6c4569b04c0e53a3494381',
      ModelName: 'Test',
      Schema: SCHEMA,
      Description: 'Model Description',
    };
    expect(signV3({ query, headers: cloudApi('CreateModel') })).toMatchObject({
      hash: '6e28ba110c0d4676798e12ce34561c31b11d3d2d2f24347d572311041543f91b',
      signature: '88fe47770b5a77e354474117e603a200781fc8f9e2bd0531bbdc3e3f7638d866',
    });
  });

  test('of an empty body by its hash', () => {
    expect(sha256(new Uint8Array())).toBe(EMPTY_HASH);
  });
});

describe('a text is encoded', () => {
  test.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    [' ', '%20'],
    ["!*'()", '%21%2A%27%28%29'],
    ['+&=%/', '%2B%26%3D%25%2F'],
    ['\n\0', '%0A%00'],
    ['天气😀', '%E5%A4%A9%E6%B0%94%F0%9F%98%80'],
    ['', ''],
  ])('by RFC 3986: %j', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  test.each([
    ['half a pair alone', '\uD83D'],
    ['the other half alone', 'a\uDE00b'],
    ['the halves the wrong way round', '\uDE00\uD83D'],
    ['half a pair before a whole one', '\uD83D😀'],
  ])('as a URL has it, where there is %s', (_, text) => {
    expect(decodeURIComponent(percentEncode(text))).toBe(new URLSearchParams({ text }).get('text'));
  });
});

test('names are sorted by their UTF-16 units, and same names stay in their order', () => {
  const names = ['b', 'a', 'B', '\uFF5E', '😀', 'a b', 'a-b', 'a', ''];
  const sorted = sortByName(names.map((name, index) => [name, String(index)]));
  expect(sorted.map(([name]) => name)).toEqual(names.toSorted());
  expect(sorted.filter(([name]) => name === 'a').map(([, index]) => index)).toEqual(['1', '7']);
});

describe('a signature', () => {
  test('is verified with the key of its own scheme only', () => {
    const signature = sign(importKey('V3', 'testsecret'), 'text');
    expect(verify(importKey('V3', 'testsecret'), signature, 'text')).toBe(true);
    expect(verify(importKey('V3', 'testsecret'), signature, 'text.')).toBe(false);
    expect(verify(importKey('V1', 'testsecret'), signature, 'text')).toBe(false);
    expect(verify(importKey('V3', 'testsecret2'), signature, 'text')).toBe(false);
  });

  test.each(['V1', 'V3'] as const)('comes from a key of %s that shows its secret to nobody', (scheme) => {
    const key = importKey(scheme, 'testsecret');
    sign(key, 'text');
    const shown = inspect([key, createAuthenticator([CREDENTIAL])], {
      depth: 20,
      showHidden: true,
      getters: true,
    });
    for (const form of [shown, String(key), JSON.stringify({ key, ...key })]) {
      expect(form).not.toContain('testsecret');
      expect(form).not.toContain('_HMAC');
    }
    expect(() => structuredClone(key)).toThrow();
  });

  test('is compared as a whole', () => {
    const key = importKey('V3', 'testsecret');
    const right = sign(key, 'text');
    for (let bit = 0; bit < 8 * right.length; bit += 1) {
      const wrong = right.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(verify(key, wrong, 'text')).toBe(false);
    }
    for (const wrong of [undefined, right.subarray(1), Uint8Array.of(...right, 0), new Uint8Array()]) {
      expect(verify(key, wrong, 'text')).toBe(false);
    }
    expect(verify(key, right, 'text')).toBe(true);
  });

  test.each(['', 'x', '0', '0g', 'zz', '00 ', ' 00', '0x00'])(
    'cannot be read from %j as hexadecimal',
    (text) => {
      expect(fromHex(text)).toBeUndefined();
    },
  );

  test.each(['x', 'a===', '====', 'aGk', 'aGl=', 'aG k=', ' aGk=', 'aGk=\n', 'aGk-', '\u{1F600}'])(
    'cannot be read from %j as base64',
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );

  test('is read from hexadecimal in any case, and from base64', () => {
    expect(fromHex('00fFa0')).toEqual(Uint8Array.of(0, 255, 160));
    expect(fromBase64('AP+g')).toEqual(Uint8Array.of(0, 255, 160));
  });
});

describe('a timestamp', () => {
  test('is read and written as UTC with whole seconds', () => {
    expect(parseTimestamp('2026-03-16T08:00:01Z')).toBe(Date.UTC(2026, 2, 16, 8, 0, 1));
    expect(parseTimestamp('2024-02-29T23:59:59Z')).toBe(Date.UTC(2024, 1, 29, 23, 59, 59));
    expect(formatTimestamp(Date.UTC(2026, 2, 16, 8, 0, 1, 999))).toBe('2026-03-16T08:00:01Z');
  });

  test.each([
    '',
    'now',
    '1773648000',
    '2026-03-16',
    '2026-03-16T08:00:00',
    '2026-03-16T08:00:00.000Z',
    '2026-03-16T08:00:00+08:00',
    '2026-03-16T08:00:00z',
    '2026-03-16 08:00:00Z',
    '2026-3-16T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-03-16T24:00:00Z',
    '2026-03-16T08:00:60Z',
    ' 2026-03-16T08:00:00Z',
    'Mon, 16 Mar 2026 08:00:00 GMT',
  ])('is not %j', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});

describe('whatever is hashed,', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));

  test('SHA-256 is the one of node:crypto', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        expect(sha256(body)).toBe(createHash('sha256').update(body).digest('hex'));
      }),
    );
  });

  test.each([
    ['V1', 'sha1', '&'],
    ['V3', 'sha256', ''],
  ] as const)('HMAC of %s is the one of node:crypto, however often a key is used', (scheme, hash, suffix) => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (secret, messages) => {
        const key = importKey(scheme, secret);
        for (const message of [...messages, ...messages]) {
          const expected = createHmac(hash, `${secret}${suffix}`).update(message).digest();
          expect(Buffer.from(sign(key, message))).toEqual(expected);
          expect(verify(key, expected, message)).toBe(true);
        }
      }),
    );
  });

  test('at the edges of a block', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000]) {
      const [secret, message] = ['k'.repeat(length), 'm'.repeat(length)];
      expect(sha256(Buffer.from(message))).toBe(createHash('sha256').update(message).digest('hex'));
      const expected = createHmac('sha256', secret).update(message).digest();
      expect(Buffer.from(sign(importKey('V3', secret), message))).toEqual(expected);
    }
  });
});
