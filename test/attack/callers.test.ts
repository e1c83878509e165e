import 'fake-indexeddb/auto';
import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { createEmulator } from 'cloudapi-emulator';
import type { Credential, Emulator, EmulatorOptions, Exchange } from 'cloudapi-emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { processorTimer } from '../processor-timer.ts';

afterEach(() => vi.restoreAllMocks());

const HOST = 'apigateway.cn-hangzhou.aliyuncs.com';
const NOW = Date.UTC(2026, 2, 16, 8);
const ALLOWED = 'a'.repeat(32);
const VICTIM = 'b'.repeat(32);
const root = {
  accessKeyId: 'rootid',
  accessKeySecret: 'Root-Secret-1',
  accountId: '1000000000000001',
} satisfies Credential;
const sts = {
  accessKeyId: 'STS.id',
  accessKeySecret: 'Sts-Secret-2',
  securityToken: 'Sts+Token/3==',
  accountId: root.accountId,
} satisfies Credential;
/** May do everything, with one group only. */
const user = {
  accessKeyId: 'userid',
  accessKeySecret: 'User-Secret-4',
  accountId: root.accountId,
  policies: [
    {
      Version: '1',
      Statement: {
        Effect: 'Allow',
        Action: 'apigateway:*',
        Resource: `acs:apigateway:*:*:apigroup/${ALLOWED}`,
      },
    },
  ],
} satisfies Credential;
const SECRETS = [
  'Root-Secret',
  'Sts-Secret',
  'User-Secret',
  'Sts+Token',
  encodeURIComponent('Sts+Token'),
  'Sts%252BToken',
];

let now = NOW;
const newEmulator = (options: EmulatorOptions = {}): Emulator => {
  now = NOW;
  return createEmulator({ storage: 'memory', credentials: [root, sts, user], clock: () => now, ...options });
};
const withGroups = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const emulator = newEmulator(options);
  await emulator.seed({
    groups: [
      { GroupName: 'Allowed', GroupId: ALLOWED, Models: ['Order'] },
      { GroupName: 'Victim', GroupId: VICTIM, Models: ['Order'] },
    ],
  });
  return emulator;
};

type Pairs = readonly (readonly [string, string])[];
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const query = (pairs: Pairs): string =>
  pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
const sorted = (pairs: Pairs): Pairs => pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
const stamp = (time = now): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Signer {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

let nonces = 0;
/** Signed by V1; `extra` is added unsigned. */
function v1(signer: Signer, pairs: Pairs, headers: Record<string, string> = {}, extra: Pairs = []): Request {
  const all: Pairs = [
    ['Version', '2016-07-14'],
    ['Format', 'JSON'],
    ['AccessKeyId', signer.accessKeyId],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureVersion', '1.0'],
    ['Timestamp', stamp()],
    ...(signer.securityToken === undefined ? [] : [['SecurityToken', signer.securityToken] as const]),
    ...(pairs.some(([name]) => name === 'SignatureNonce')
      ? []
      : [['SignatureNonce', `nonce-${(nonces += 1)}`] as const]),
    ...pairs,
  ];
  const text = `GET&%2F&${encode(query(sorted(all)))}`;
  const signature = createHmac('sha1', `${signer.accessKeySecret}&`).update(text).digest('base64');
  return new Request(`https://${HOST}/?${query([...all, ['Signature', signature], ...extra])}`, { headers });
}

interface V3 {
  readonly action?: string;
  readonly pairs?: Pairs;
  readonly form?: Pairs;
  readonly nonce?: string;
  readonly time?: number;
  /** Done to the headers that are sent, after they were signed. */
  readonly tamper?: (headers: Record<string, string>) => void;
  readonly unsigned?: Pairs;
  /** What is done about the content type of a form; it is sent and signed when left out. */
  readonly contentType?: 'sent but not signed' | 'neither sent nor signed';
}
function v3(
  signer: Signer,
  {
    action = 'DescribeApiGroups',
    pairs = [],
    form,
    nonce = `nonce-${(nonces += 1)}`,
    time = now,
    tamper,
    unsigned = [],
    contentType,
  }: V3 = {},
): Request {
  const body = form === undefined ? '' : query(form);
  const headers: Record<string, string> = {
    host: HOST,
    'x-acs-action': action,
    'x-acs-content-sha256': hashOf(body),
    'x-acs-date': stamp(time),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': '2016-07-14',
    ...(signer.securityToken !== undefined && { 'x-acs-security-token': signer.securityToken }),
    ...(form !== undefined &&
      contentType === undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const names = Object.keys(headers).toSorted();
  const canonical = [
    'POST',
    '/',
    query(sorted(pairs)),
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    hashOf(body),
  ].join('\n');
  const signature = createHmac('sha256', signer.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${hashOf(canonical)}`)
    .digest('hex');
  delete headers['host'];
  headers['authorization'] =
    `ACS3-HMAC-SHA256 Credential=${signer.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  if (contentType === 'sent but not signed') headers['content-type'] = 'application/x-www-form-urlencoded';
  tamper?.(headers);
  return new Request(`https://${HOST}/?${query([...pairs, ...unsigned])}`, {
    method: 'POST',
    headers,
    // As bytes, to which Request adds no content type.
    ...(form !== undefined && { body: new TextEncoder().encode(body) }),
  });
}
const codeOf = async (response: Promise<Response>): Promise<string> => {
  const text = await (await response).text();
  return /"Code":"([^"]*)"|<Code>([^<]*)</.exec(text)?.slice(1).find(Boolean) ?? 'ok';
};

describe('what is executed is what was signed', () => {
  test('both schemes let a right call in', async () => {
    const emulator = await withGroups();
    expect(await codeOf(emulator.handle(v1(root, [['Action', 'DescribeApiGroups']])))).toBe('ok');
    expect(await codeOf(emulator.handle(v3(root)))).toBe('ok');
    expect(await codeOf(emulator.handle(v3(sts)))).toBe('ok');
    expect(await codeOf(emulator.handle(v1(sts, [['Action', 'DescribeApiGroups']])))).toBe('ok');
    expect(await codeOf(emulator.handle(v3(root, { form: [['PageSize', '5']] })))).toBe('ok');
  });

  test.for<[string, V3]>([
    [
      'an Action in the query',
      {
        unsigned: [
          ['Action', 'DeleteApiGroup'],
          ['GroupId', VICTIM],
        ],
      },
    ],
    ['another x-acs-action', { tamper: (headers) => (headers['x-acs-action'] = 'DeleteApiGroup') }],
    ['another date', { tamper: (headers) => (headers['x-acs-date'] = stamp(now + 1000)) }],
    ['another nonce', { tamper: (headers) => (headers['x-acs-signature-nonce'] = 'other') }],
    ['a header more', { tamper: (headers) => (headers['x-acs-region'] = 'x') }],
    [
      'fewer signed headers',
      {
        tamper: (headers) =>
          (headers['authorization'] = headers['authorization']!.replace('x-acs-action;', '')),
      },
    ],
    [
      'the signed headers in capitals and the action not among them',
      {
        tamper: (headers) =>
          (headers['authorization'] = headers['authorization']!.replace(
            /SignedHeaders=[^,]*/,
            'SignedHeaders=HOST;X-ACS-DATE',
          )),
      },
    ],
    [
      'a signed header twice',
      { tamper: (headers) => (headers['x-acs-action'] = 'DescribeApiGroups, DeleteApiGroup') },
    ],
    ['no hash', { tamper: (headers) => delete headers['x-acs-content-sha256'] }],
  ])('V3 is refused with %s that is not signed', async ([, options]) => {
    const emulator = await withGroups();
    expect(await codeOf(emulator.handle(v3(root, options)))).toBe('SignatureDoesNotMatch');
    expect((await emulator.snapshot()).groups).toHaveLength(2);
  });

  test('V3 is refused with another form than the one that was hashed', async () => {
    const emulator = await withGroups();
    const signed = v3(root, { action: 'DeleteApiGroup', form: [['GroupId', ALLOWED]] });
    const other = new Request(signed, { body: query([['GroupId', VICTIM]]) });
    expect(await codeOf(emulator.handle(other))).toBe('SignatureDoesNotMatch');
  });

  // Without its content type, a body is none: the tags that were named in it would not be.
  test.for(['sent but not signed', 'neither sent nor signed'] as const)(
    'V3 is refused with a form whose content type is %s',
    async (contentType) => {
      const emulator = newEmulator();
      const tags = [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ];
      await emulator.seed({ groups: [{ GroupName: 'Allowed', GroupId: ALLOWED, Tag: tags }] });
      const before = await emulator.snapshot();
      const untag = (options: V3): Request =>
        v3(root, {
          action: 'UntagResources',
          pairs: [
            ['ResourceType', 'apiGroup'],
            ['ResourceId.1', ALLOWED],
            ['All', 'true'],
          ],
          form: [['TagKey.1', 'a']],
          ...options,
        });
      expect(await codeOf(emulator.handle(untag({ contentType })))).toBe('SignatureDoesNotMatch');
      expect((await emulator.snapshot()).groups).toEqual(before.groups);
      expect(await codeOf(emulator.handle(untag({})))).toBe('ok');
      expect(emulator.journal.entries().at(-1)?.parameters).toMatchObject({ TagKey: ['a'] });
    },
  );

  test('V3: an Action in the signed query is executed and authorised as such, whatever the header says', async () => {
    const emulator = await withGroups();
    expect(
      await codeOf(
        emulator.handle(
          v3(user, {
            action: 'DescribeRegions',
            pairs: [
              ['Action', 'DeleteApiGroup'],
              ['GroupId', VICTIM],
            ],
          }),
        ),
      ),
    ).toBe('NoPermission');
  });

  test('V1: the header x-acs-action, which is not signed, names no action', async () => {
    const emulator = await withGroups();
    const request = v1(root, [['GroupId', VICTIM]], { 'x-acs-action': 'DeleteApiGroup' });
    expect(await codeOf(emulator.handle(request))).toBe('MissingAction');
    expect((await emulator.snapshot()).groups).toHaveLength(2);
  });

  test('V1: the header x-acs-action does not take the place of the signed Action', async () => {
    const emulator = await withGroups();
    await emulator.handle(
      v1(
        root,
        [
          ['Action', 'DescribeApiGroup'],
          ['GroupId', VICTIM],
        ],
        { 'x-acs-action': 'DeleteApiGroup' },
      ),
    );
    expect(emulator.journal.entries()[0]?.action).toBe('DescribeApiGroup');
  });

  test('V1: no parameter can be added', async () => {
    const emulator = await withGroups();
    for (const pair of [
      ['GroupId', VICTIM],
      ['Signature', 'x'],
      ['AccessKeyId', 'userid'],
      ['', ''],
      ['Signature', ''],
    ] as const) {
      const code = await codeOf(emulator.handle(v1(root, [['Action', 'DescribeApiGroups']], {}, [pair])));
      // A second Signature changes nothing: the first one counts.
      expect(code).toBe(pair[0] === 'Signature' ? 'ok' : 'SignatureDoesNotMatch');
    }
  });

  test('V1 and V3 at once: the header counts, and has to be right', async () => {
    const emulator = await withGroups();
    const request = v1(root, [['Action', 'DescribeApiGroups']], {
      authorization: 'ACS3-HMAC-SHA256 Credential=rootid,SignedHeaders=host,Signature=00',
      'x-acs-date': stamp(),
      'x-acs-signature-nonce': 'x',
    });
    expect(await codeOf(emulator.handle(request))).toBe('SignatureDoesNotMatch');
  });

  test.for([
    'ACS3-HMAC-SHA256',
    'ACS3-HMAC-SHA256 ',
    'ACS3-HMAC-SHA256 Credential',
    'ACS3-HMAC-SHA256 Credential=,SignedHeaders=,Signature=',
    'ACS3-HMAC-SHA256 Credential=rootid',
    'ACS3-HMAC-SHA256 Credential=rootid,SignedHeaders=;;;,Signature=zz',
    'ACS3-HMAC-SHA256 Credential=__proto__,SignedHeaders=host,Signature=00',
    'ACS3-HMAC-SHA256 Credential=rootid,SignedHeaders=host:x,Signature=0',
    `ACS3-HMAC-SHA256 ${'Credential=rootid,'.repeat(10_000)}`,
    `ACS3-HMAC-SHA256 ${'a'.repeat(1_000_000)}`,
    `ACS3-HMAC-SHA256 Credential=rootid,SignedHeaders=${'x;'.repeat(300_000)},Signature=${'00'.repeat(300_000)}`,
    'Basic cm9vdDpyb290',
    ',,,=',
  ])('a malformed Authorization is refused at once: %s', async (authorization) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const emulator = await withGroups();
    const used = processorTimer();
    const code = await codeOf(
      emulator.handle(v3(root, { tamper: (headers) => (headers['authorization'] = authorization) })),
    );
    expect(used()).toBeLessThan(1_000);
    expect(code).toMatch(
      /^(?:Missing\w+|InvalidSignatureMethod|InvalidAccessKeyId\.NotFound|SignatureDoesNotMatch)$/,
    );
    expect(log).not.toHaveBeenCalled();
  });
});

describe('nonces', () => {
  test('fifty replays at once in two emulators on one database: one is let in', async () => {
    const options = { storage: 'indexeddb', name: crypto.randomUUID() } as const;
    const tabs = [newEmulator(options), newEmulator(options)];
    const request = v3(root, { action: 'CreateApiGroup', pairs: [['GroupName', 'Weather']] });
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => codeOf(tabs[i % 2]!.handle(request.clone()))),
    );
    await Promise.all(tabs.map((tab) => tab.dispose()));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['ok', 'SignatureNonceUsed']));
  });

  test('of a megabyte are two where they differ, and take little room', async () => {
    const emulator = newEmulator();
    const call = (nonce: string): Promise<string> =>
      codeOf(
        emulator.handle(
          v1(root, [
            ['Action', 'DescribeRegions'],
            ['SignatureNonce', nonce],
          ]),
        ),
      );
    const long = 'n'.repeat(1_000_000);
    expect(await call(`${long}1`)).toBe('ok');
    expect(await call(`${long}1`)).toBe('SignatureNonceUsed');
    expect(await call(`${long}2`)).toBe('ok');
  });

  test('are kept up to the bound, and over it the newest call can still not be replayed', async () => {
    const emulator = newEmulator();
    const call = (nonce: string, time = NOW): Promise<string> =>
      codeOf(emulator.handle(v3(root, { action: 'DescribeRegions', nonce, time })));
    for (let i = 0; i < 10_000; i += 1) await call(`n${i}`);
    expect(await call('n0')).toBe('SignatureNonceUsed');
    expect(await call('one more')).toBe('ok');
    expect(await call('n0')).toBe('ok');
    // Signed a minute ago, by a client whose clock is late.
    expect(await call('late', NOW - 60_000)).toBe('ok');
    expect(await call('late', NOW - 60_000)).toBe('SignatureNonceUsed');
  }, 60_000);

  test('are forgotten by reset and by restore, as docs/limits.md says', async () => {
    const emulator = newEmulator();
    const request = v3(root);
    const snapshot = await emulator.snapshot();
    for (const forget of [() => emulator.reset(), () => emulator.restore(snapshot)]) {
      expect(await codeOf(emulator.handle(request.clone()))).toBe('ok');
      expect(await codeOf(emulator.handle(request.clone()))).toBe('SignatureNonceUsed');
      await forget();
    }
    expect(await codeOf(emulator.handle(request.clone()))).toBe('ok');
  });

  test('a clock that jumps forward and back breaks nothing', async () => {
    const emulator = newEmulator();
    const request = v3(root);
    expect(await codeOf(emulator.handle(request.clone()))).toBe('ok');
    now += 60 * 60_000;
    expect(await codeOf(emulator.handle(request.clone()))).toBe('InvalidTimeStamp.Expired');
    expect(await codeOf(emulator.handle(v3(root)))).toBe('ok');
    now -= 2 * 60 * 60_000;
    expect(await codeOf(emulator.handle(v3(root)))).toBe('ok');
  });

  test.for<[string, () => number]>([
    [
      'throws',
      () => {
        throw new Error('No time.');
      },
    ],
    ['gives NaN', () => NaN],
    ['gives text', () => '2026' as never],
    ['gives a BigInt', () => 1n as never],
  ])('a clock that %s lets nobody in', async ([, clock]) => {
    vi.spyOn(console, 'error').mockReturnValue();
    const emulator = newEmulator({ clock });
    expect(await codeOf(emulator.handle(v3(root)))).toBe('InternalError');
    await expect(emulator.call('DescribeApiGroups', {}, { accessKeyId: 'rootid' })).rejects.toMatchObject({
      code: 'InternalError',
    });
  });
});

describe('policies', () => {
  const V = VICTIM;
  const A = ALLOWED;
  test.for<[string, Pairs]>([
    [
      'createapigroup',
      [
        ['Action', 'deleteapigroup'],
        ['GroupId', V],
      ],
    ],
    [
      'GroupId twice, the allowed one first in the query',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', A],
        ['GroupId', V],
      ],
    ],
    [
      'GroupId twice, the allowed one last',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', V],
        ['GroupId', A],
      ],
    ],
    [
      'a list beside the name',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', V],
        ['GroupId.1', A],
      ],
    ],
    [
      'a list before the name',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId.1', A],
        ['GroupId', V],
      ],
    ],
    [
      'a list alone',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId.1', A],
      ],
    ],
    [
      'an object in a list',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId.1.x', A],
        ['GroupId', V],
      ],
    ],
    ['no GroupId', [['Action', 'DeleteApiGroup']]],
    [
      'an empty GroupId',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', ''],
      ],
    ],
    [
      'an empty GroupId before another',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', ''],
        ['GroupId', V],
      ],
    ],
    [
      'a way up',
      [
        ['Action', 'DeleteApiGroup'],
        ['GroupId', `${A}/../${V}`],
      ],
    ],
    [
      'another type',
      [
        ['Action', 'TagResources'],
        ['ResourceType', `apigroup/${A}`],
        ['ResourceId.1', V],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'type as a list',
      [
        ['Action', 'TagResources'],
        ['ResourceType.1', 'apiGroup'],
        ['ResourceId.1', V],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'an allowed one among others',
      [
        ['Action', 'TagResources'],
        ['ResourceType', 'apiGroup'],
        ['ResourceId.1', A],
        ['ResourceId.2', V],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'a list and the name',
      [
        ['Action', 'TagResources'],
        ['ResourceType', 'apiGroup'],
        ['ResourceId', A],
        ['ResourceId.1', V],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'an empty one in a list',
      [
        ['Action', 'TagResources'],
        ['ResourceType', 'apiGroup'],
        ['ResourceId.1', A],
        ['ResourceId.2', ''],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'objects in a list',
      [
        ['Action', 'TagResources'],
        ['ResourceType', 'apiGroup'],
        ['ResourceId.1.x', A],
        ['ResourceId.2', V],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'tags of all',
      [
        ['Action', 'ListTagResources'],
        ['ResourceType', 'apiGroup'],
        ['Tag.1.Key', 'a'],
      ],
    ],
    [
      'all groups',
      [
        ['Action', 'DescribeApiGroups'],
        ['GroupId', A],
      ],
    ],
    [
      'the models of another',
      [
        ['Action', 'DescribeModels'],
        ['GroupId', V],
      ],
    ],
    [
      'a model of another by its id',
      [
        ['Action', 'DescribeModels'],
        ['GroupId', ''],
        ['ModelId', 'x'],
      ],
    ],
  ])('who may use one group reaches no other: %s', async ([, pairs]) => {
    const emulator = await withGroups();
    const before = await emulator.snapshot();
    for (const request of [
      v1(user, pairs),
      v3(user, { pairs }),
      v3(user, { form: pairs }),
      v3(user, { pairs: pairs.slice(0, 2), form: pairs.slice(2) }),
    ]) {
      const response = await emulator.handle(request);
      expect(await response.text()).not.toMatch(/"(?:GroupName|ModelName)":"(?:Victim|Order)"/);
    }
    const { groups, models } = await emulator.snapshot();
    const others = (snapshot: typeof before): unknown => [
      snapshot.groups.filter(({ groupId }) => groupId === V),
      snapshot.models.filter(({ groupId }) => groupId === V),
    ];
    expect(others({ ...before, groups, models })).toEqual(others(before));
  });

  test('what was changed in the options afterwards changes nothing', async () => {
    const policies = structuredClone(user.policies) as never[];
    const emulator = newEmulator({ credentials: [{ ...user, policies }] });
    policies.length = 0;
    policies.push({ Version: '1', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as never);
    expect(await codeOf(emulator.handle(v3(user, { action: 'DescribeRegions' })))).toBe('NoPermission');
  });

  test('a pattern of stars and an id of a megabyte are compared in reasonable time', async () => {
    const Resource = `acs:apigateway:*:*:${'*a'.repeat(500)}*b`;
    const emulator = newEmulator({
      credentials: [
        {
          ...user,
          policies: [
            {
              Version: '1',
              Statement: { Effect: 'Allow', Action: `apigateway:${'*e'.repeat(500)}`, Resource: '*' },
            },
            { Version: '1', Statement: { Effect: 'Allow', Action: '*', Resource } },
          ],
        },
      ],
    });
    const used = processorTimer();
    expect(
      await codeOf(
        emulator.handle(v3(user, { action: 'DescribeApiGroup', form: [['GroupId', 'a'.repeat(1_000_000)]] })),
      ),
    ).toBe('NoPermission');
    expect(used()).toBeLessThan(3_000);
  });

  test('a hundred thousand resources are refused in reasonable time', async () => {
    const emulator = newEmulator();
    const form = Array.from({ length: 100_000 }, (_, i) => [`ResourceId.${i + 1}`, ALLOWED] as const);
    const used = processorTimer();
    await emulator.handle(
      v3(user, { action: 'TagResources', form: [['ResourceType', 'apiGroup'], ...form, ['Tag.1.Key', 'a']] }),
    );
    expect(used()).toBeLessThan(5_000);
  });
});

describe('a context', () => {
  test('without an access key asks for a signature', async () => {
    const emulator = newEmulator();
    const request = (): Request =>
      new Request(`https://${HOST}/?Action=DescribeApiGroups&Version=2016-07-14&Format=JSON`);
    for (const context of [undefined, {}, { accessKeyId: undefined }])
      expect(await codeOf(emulator.handle(request(), context))).toBe('MissingAccessKeyId');
    for (const accessKeyId of ['', '__proto__', 'nobody'])
      expect(await codeOf(emulator.handle(request(), { accessKeyId }))).toMatch(/AccessKeyId/);
  });

  test.for([null, 1, 'x'])('that is none never makes handle reject: %j', async (context) => {
    vi.spyOn(console, 'error').mockReturnValue();
    const emulator = newEmulator();
    const response = await emulator.handle(v3(root), context as never);
    expect(response).toBeInstanceOf(Response);
  });
});

test('no secret is shown anywhere', async () => {
  const shown: unknown[] = [];
  for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void shown.push(...words));
  const name = crypto.randomUUID();
  const emulator = newEmulator({ storage: 'indexeddb', name });
  const wrong = { ...sts, accessKeySecret: 'wrong' };
  for (const request of [
    v3(sts),
    v3(wrong),
    v1(wrong, [['Action', 'DescribeApiGroups']]),
    v1(sts, [
      ['Action', 'DescribeApiGroups'],
      ['AccessKeySecret', sts.accessKeySecret],
    ]),
    v1(wrong, [
      ['Action', 'DescribeApiGroups'],
      ['AccessKeySecret', sts.accessKeySecret],
    ]),
    v3(wrong, {
      pairs: [
        ['AccessKeySecret', sts.accessKeySecret],
        ['SecurityToken', sts.securityToken],
      ],
    }),
    v3(wrong, { form: [['AccessKeySecret', sts.accessKeySecret]] }),
    v3(root, { form: [['AccessKeySecret', sts.accessKeySecret]] }),
  ]) {
    const response = await emulator.handle(request);
    shown.push(await response.text(), [...response.headers]);
  }
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' }, { accessKeyId: 'rootid' });
  shown.push(
    emulator.journal.entries(),
    await emulator.snapshot(),
    inspect(emulator, { depth: 20, showHidden: true, getters: true }),
  );
  await emulator.dispose();
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.addEventListener('success', () => resolve(opening.result));
  });
  for (const store of database.objectStoreNames) {
    const request = database.transaction(store).objectStore(store).getAll();
    await new Promise((resolve) => request.addEventListener('success', resolve));
    shown.push(request.result);
  }
  database.close();
  const text =
    inspect(shown, { depth: 20, maxArrayLength: null, maxStringLength: null }) + JSON.stringify(shown);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
});

test('a secret in a wrong field is not answered with, nor kept as a nonce', async () => {
  const emulator = newEmulator();
  const wrong = { ...root, accessKeySecret: 'wrong' };
  const { accessKeySecret, securityToken } = sts;
  let shown = '';
  for (const secret of [accessKeySecret, securityToken]) {
    for (const request of [
      v1({ ...root, accessKeyId: secret }, [['Action', 'DescribeRegions']]),
      v1(wrong, [
        ['Action', 'DescribeRegions'],
        ['AccesKeySecret', secret],
        [secret, 'x'],
      ]),
      v3({ ...root, accessKeyId: secret }),
      v3(wrong, { nonce: secret, pairs: [['AccesKeySecret', secret]] }),
      v3(root, { tamper: (headers) => (headers['x-acs-new'] = secret) }),
      v1(root, [['Action', secret]]),
      v1(root, [
        ['Action', 'DescribeApiGroup'],
        ['GroupId', secret],
      ]),
      v3(root, { action: secret }),
      v3(root, { action: 'TagResources', pairs: [['Tag.1.Key', secret]] }),
      v3(root, { action: 'DescribeApiGroup', form: [['GroupId', secret]] }),
    ]) {
      const response = await emulator.handle(request);
      expect(response.status).toBeGreaterThanOrEqual(400);
      shown += await response.text();
      const entry = emulator.journal.entries().at(-1);
      expect(entry?.status).toBe(response.status);
      shown += JSON.stringify(entry);
    }
    const once = v3(root, { nonce: secret });
    expect(await codeOf(emulator.handle(once.clone()))).toBe('ok');
    expect(await codeOf(emulator.handle(once))).toBe('SignatureNonceUsed');
  }
  shown += JSON.stringify(await emulator.snapshot()) + JSON.stringify(emulator.journal.entries());
  for (const secret of SECRETS) expect(shown).not.toContain(secret);
});

test('a secret that was sent by the name that the credential has it by is not shown either', async () => {
  // new URLSearchParams({ ...credential, Action: … })
  const emulator = newEmulator();
  const pairs: Pairs = [
    ['Action', 'DescribeRegions'],
    ['accessKeySecret', sts.accessKeySecret],
    ['securityToken', sts.securityToken],
  ];
  const response = await emulator.handle(v1({ ...sts, accessKeySecret: 'wrong' }, pairs));
  const text = (await response.text()) + JSON.stringify(emulator.journal.entries());
  for (const secret of SECRETS) expect(text).not.toContain(secret);
});

test.for(['action', 'status', 'id', 'body', 'code', 'r', 'a"b', 'a\\b', 'a&b', "'<é"])(
  'a secret such as %s is not shown, and spoils nothing that the emulator says itself',
  async (accessKeySecret) => {
    const emulator = newEmulator({
      credentials: [{ accessKeyId: 'rootid', accessKeySecret, accountId: '1' }],
      fixture: { groups: [{ GroupName: 'Weather', Description: `(${accessKeySecret})` }] },
    });
    const exchanges: Exchange[] = [];
    emulator.exchanges.subscribe((exchange) => exchanges.push(exchange));
    const url = `https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14`;
    for (const format of ['JSON', 'XML'])
      await emulator.handle(new Request(`${url}&Format=${format}`), { accessKeyId: 'rootid' });
    await codeOf(emulator.handle(new Request(url), { accessKeyId: 'other' }));
    const [first, , last] = emulator.journal.entries();
    expect(first).toMatchObject({ action: 'DescribeApiGroups', status: 200, accessKeyId: 'rootid' });
    expect(last).toMatchObject({ code: 'InvalidAccessKeyId.NotFound', gate: 'caller', grade: 'documented' });
    await expect.poll(() => exchanges.length).toBe(3);
    for (const { request, answer } of exchanges) {
      expect(request?.method).toBe('GET');
      expect(answer.body).not.toContain(`(${accessKeySecret})`);
      expect(answer.body).not.toMatch(/\((?:a.*b|.*é)\)/);
    }
  },
);
