import { createEmulator } from 'cloudapi-emulator';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { unflatten } from '../../src/wire/parameters.ts';

const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/';
const NAMED = 'Action=CreateApiGroup&Version=2016-07-14';

function send(query: string, init?: RequestInit & { readonly endpoint?: string }): Promise<Response> {
  return createEmulator({ storage: 'memory' }).handle(
    new Request(`${init?.endpoint ?? ENDPOINT}?${query}`, init),
  );
}

function form(body: string): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
}

interface ErrorBody {
  readonly RequestId: string;
  readonly HostId: string;
  readonly Code: string;
  readonly Message: string;
  readonly Recommend: string;
}

describe('a call is read', () => {
  test.for<[string, string, RequestInit]>([
    ['the query, by GET', `${NAMED}&GroupName=Weather&Format=JSON`, {}],
    ['the query, by POST', `${NAMED}&GroupName=Weather&Format=JSON`, { method: 'POST' }],
    ['the form', '', form(`${NAMED}&GroupName=Weather&Format=JSON`)],
    ['query and form', `${NAMED}&Format=JSON`, form('GroupName=Weather')],
    [
      'the headers x-acs-action and x-acs-version',
      'GroupName=Weather',
      { method: 'POST', headers: { 'x-acs-action': 'CreateApiGroup', 'x-acs-version': '2016-07-14' } },
    ],
  ])('from %s', async ([, query, init]) => {
    const response = await send(query, init);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ GroupName: 'Weather' });
  });

  test('with its region from the host', async () => {
    const hosts = ['apigateway.eu-central-1', 'apigateway-vpc.eu-central-1', 'cloudapi.eu-central-1'];
    for (const host of hosts) {
      const response = await send(`${NAMED}&Format=JSON&GroupName=Weather`, {
        endpoint: `https://${host}.aliyuncs.com/`,
      });
      expect(await response.json()).toMatchObject({
        SubDomain: expect.stringMatching(/-eu-central-1\.alicloudapi\.com$/),
      });
    }
    const central = await send(`${NAMED}&Format=JSON&GroupName=Weather`, {
      endpoint: 'http://apigateway.aliyuncs.com/',
    });
    expect(await central.json()).toMatchObject({
      SubDomain: expect.stringMatching(/-cn-hangzhou\.alicloudapi\.com$/),
    });
  });

  test('with RegionId and other undeclared parameters passed over', async () => {
    expect(
      (await send(`${NAMED}&GroupName=Weather&RegionId=cn-beijing&__proto__=x&constructor=y`)).status,
    ).toBe(200);
  });

  test('with lists put together from Tag.N.Key, in the order of their numbers', () => {
    const flat: [string, string][] = [
      ['Tag.10.Key', 'c'],
      ['Tag.2.Key', 'b'],
      ['Tag.2.Value', '2'],
      ['Tag.999999999.Key', 'z'],
      ['ResourceId.1', 'r'],
      ['Tag.2.Key', 'second'],
      ['Tag.x.Key', 'no list'],
      ['__proto__.1.x', 'no list'],
    ];
    expect(unflatten(flat)).toEqual({
      Tag: [{ Key: 'b', Value: '2' }, { Key: 'c' }, { Key: 'z' }],
      ResourceId: ['r'],
      'Tag.x.Key': 'no list',
      '__proto__.1.x': 'no list',
    });
  });

  test('with any list of tags the same after it was flattened', () => {
    const tag = fc.record({ Key: fc.string(), Value: fc.string() });
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1 }), (tags) => {
        const flat = tags.flatMap(({ Key, Value }, i): [string, string][] => [
          [`Tag.${i + 1}.Key`, Key],
          [`Tag.${i + 1}.Value`, Value],
        ]);
        expect(unflatten(flat.toReversed())).toEqual({ Tag: tags });
      }),
    );
  });
});

describe('an answer is written', () => {
  test.for<[string, string, RequestInit, RegExp]>([
    ['JSON, as Format says', `${NAMED}&Format=JSON`, { headers: { accept: 'text/xml' } }, /json/],
    ['JSON, as a Format in lower case says', `${NAMED}&Format=json`, {}, /json/],
    ['XML, as Format says', `${NAMED}&Format=XML`, { headers: { accept: 'application/json' } }, /xml/],
    ['JSON, as Accept says', NAMED, { headers: { accept: 'application/json, text/plain, */*' } }, /json/],
    [
      'XML, as Accept says',
      '',
      {
        method: 'POST',
        headers: {
          'x-acs-action': 'CreateApiGroup',
          'x-acs-version': '2016-07-14',
          accept: 'application/xml',
        },
      },
      /xml/,
    ],
    ['XML, the default of V1', `${NAMED}&SignatureVersion=1.0`, { headers: { accept: '*/*' } }, /xml/],
    [
      'XML, the default of V1, whatever Accept says',
      `${NAMED}&SignatureVersion=1.0`,
      { headers: { accept: 'application/json' } },
      /xml/,
    ],
    [
      'JSON, the default of V3',
      '',
      { method: 'POST', headers: { 'x-acs-action': 'CreateApiGroup', 'x-acs-version': '2016-07-14' } },
      /json/,
    ],
  ])('in %s', async ([, query, init, type]) => {
    expect((await send(`${query}&GroupName=Weather`, init)).headers.get('content-type')).toMatch(type);
    expect((await send(query, init)).headers.get('content-type')).toMatch(type);
  });

  test('with the service’s headers', async () => {
    const response = await createEmulator({ storage: 'memory', clock: () => 0 }).handle(
      new Request(`${ENDPOINT}?${NAMED}&GroupName=Weather&Format=JSON`),
    );
    const text = await response.text();
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      'content-length': String(new TextEncoder().encode(text).byteLength),
      'content-type': 'application/json;charset=utf-8',
      date: 'Thu, 01 Jan 1970 00:00:00 GMT',
      etag: expect.stringMatching(/^[\w-]{24}$/),
      'x-acs-request-id': (JSON.parse(text) as ErrorBody).RequestId,
      'x-acs-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('as XML whose root is the action, and whose error is the observed one to the byte', async () => {
    const good = await (await send(`${NAMED}&GroupName=Weather&Description=%3Cb%3E%20%26%20%22`)).text();
    expect(good).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8'\?><CreateApiGroupResponse><RequestId>.*<Description>&lt;b&gt; &amp; &quot;<\/Description>.*<TagStatus>false<\/TagStatus><\/CreateApiGroupResponse>$/,
    );
    const response = await send('Action=CreateApiGroup&Version=2015-01-01');
    const id = response.headers.get('x-acs-request-id') ?? '';
    expect(response.headers.get('content-type')).toBe('text/xml;charset=utf-8');
    expect(await response.text()).toBe(
      `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>${id}</RequestId><HostId>apigateway.cn-hangzhou.aliyuncs.com</HostId><Code>InvalidVersion</Code><Message>Specified parameter Version is not valid.</Message><Recommend><![CDATA[https://api.aliyun.com/troubleshoot?q=InvalidVersion&product=CloudAPI&requestId=${id}]]></Recommend></Error>`,
    );
  });

  test('to a browser’s preflight', async () => {
    const response = await send('', {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'x-acs-action' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('x-acs-action');
  });
});

describe('a malformed request is refused', () => {
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error('The connection broke.')),
  });
  test.for<
    [string, string, RequestInit & { readonly endpoint?: string; readonly duplex?: 'half' }, string, number]
  >([
    ['without an action', 'Version=2016-07-14', {}, 'MissingAction', 400],
    ['without anything', '', {}, 'MissingAction', 400],
    ['without a version', 'Action=CreateApiGroup', {}, 'MissingVersion', 400],
    ['of another version', 'Action=CreateApiGroup&Version=2014-05-26', {}, 'InvalidVersion', 400],
    ['with an unknown format', `${NAMED}&Format=YAML`, {}, 'InvalidParameter.Format', 400],
    ['of an unknown action', 'Action=MakeGroup&Version=2016-07-14', {}, 'InvalidApi.NotFound', 404],
    [
      'of an action of another spelling',
      'Action=createapigroup&Version=2016-07-14',
      {},
      'InvalidApi.NotFound',
      404,
    ],
    [
      'of an action called like a member of every object',
      'Action=constructor&Version=2016-07-14',
      {},
      'InvalidApi.NotFound',
      404,
    ],
    [
      'of a real action that is not served',
      'Action=CreateApp&Version=2016-07-14',
      {},
      'Emulator.NotServed',
      501,
    ],
    ['by PUT', NAMED, { method: 'PUT', body: 'x' }, 'UnsupportedHTTPMethod', 400],
    ['by DELETE', NAMED, { method: 'DELETE' }, 'UnsupportedHTTPMethod', 400],
    ['to another path', NAMED, { endpoint: `${ENDPOINT}groups` }, 'InvalidApi.NotFound', 404],
    [
      'with a JSON body',
      NAMED,
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      'InvalidBody',
      400,
    ],
    ['with a body that breaks off', NAMED, { ...form(''), body: broken, duplex: 'half' }, 'InvalidBody', 400],
    ['without the required parameter', NAMED, {}, 'MissingGroupName', 400],
    ['with a list where a text belongs', `${NAMED}&GroupName.1=x`, {}, 'InvalidGroupName', 400],
    ['with a text where a list belongs', `${NAMED}&GroupName=Weather&Tag=x`, {}, 'InvalidTag', 400],
    [
      'with a page size in words',
      'Action=DescribeApiGroups&Version=2016-07-14&PageSize=abc',
      {},
      'InvalidPageSize',
      400,
    ],
  ])('%s', async ([, query, init, code, status]) => {
    const response = await send(query, { ...init, headers: { accept: 'application/json', ...init.headers } });
    const body = (await response.json()) as ErrorBody;
    expect(body).toEqual({
      RequestId: response.headers.get('x-acs-request-id'),
      HostId: 'apigateway.cn-hangzhou.aliyuncs.com',
      Code: code,
      Message: expect.stringMatching(/./),
      Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&product=CloudAPI&requestId=${body.RequestId}`,
    });
    expect(response.status).toBe(status);
  });

  test('and told what is served, where an action is not', async () => {
    const body = (await (await send('Action=CreateApp&Version=2016-07-14&Format=JSON')).json()) as ErrorBody;
    expect(body.Message).toMatch(/does not serve the action CreateApp .* Served: .*CreateModel/);
  });

  test('in the envelope, whatever it is made of', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const word = fc.oneof(
      fc.constantFrom(
        'Action',
        'Version',
        'Format',
        'GroupName',
        'Schema',
        'Tag.1.Key',
        'Tag.1.Value',
        'Tag.0',
        '__proto__',
      ),
      fc.constantFrom(
        'CreateApiGroup',
        'CreateModel',
        'DescribeModels',
        '2016-07-14',
        'XML',
        'JSON',
        'toString',
        '',
      ),
      fc.string({ unit: 'binary' }),
    );
    const pairs = fc.array(fc.tuple(word, word), { maxLength: 8 });
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'HEAD', 'DELETE'),
      path: fc.constantFrom('', 'x', '%ff', '..%2f'),
      query: pairs,
      raw: fc.string({ unit: 'grapheme' }),
      form: pairs,
      action: fc.constantFrom('', 'CreateApiGroup', 'CreateModel', 'ImportOAS', 'nothing'),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, query, raw, form: fields, action }) => {
        const search = `${new URLSearchParams(query.map(([a, b]) => [a, b]))}&${encodeURI(raw)}`;
        const response = await emulator.handle(
          new Request(`${ENDPOINT}${path}?${search}`, {
            method,
            headers: action === '' ? {} : { 'x-acs-action': action, 'x-acs-version': '2016-07-14' },
            ...(method === 'GET' || method === 'HEAD'
              ? {}
              : { body: new URLSearchParams(fields.map(([a, b]) => [a, b])) }),
          }),
        );
        expect([200, 400, 404, 501]).toContain(response.status);
        expect(await response.text()).toMatch(/RequestId/);
      }),
      { numRuns: 300 },
    );
  });

  test('with InternalError where the clock option gives no time', async () => {
    const report = vi.spyOn(console, 'error').mockReturnValue();
    const emulator = createEmulator({ storage: 'memory', clock: () => NaN });
    const response = await emulator.handle(new Request(`${ENDPOINT}?${NAMED}&Format=JSON&GroupName=Weather`));
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ Code: 'InternalError' });
    expect(report).toHaveBeenCalledOnce();
    report.mockRestore();
  });
});
