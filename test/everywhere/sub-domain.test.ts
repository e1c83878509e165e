import { describe, expect, test } from 'vitest';
import { apiInput, newGateway, refusalOf } from './gateway.ts';
import { newEmulator } from './new-emulator.ts';

const UUID_4 = /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

describe('a mock', () => {
  test('answers with its body, status and headers, and with those of the gateway', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({
      service: {
        Mock: 'TRUE',
        MockResult: '{"天气":"晴"}',
        MockStatusCode: 201,
        MockHeaders: [
          { HeaderName: 'X-Weather', HeaderValue: 'sunny' },
          { HeaderName: 'Content-Length', HeaderValue: '99' },
          { HeaderName: 'not a name', HeaderValue: 'x' },
          { HeaderName: 'X-City', HeaderValue: '杭州\r\nX-Evil: 1' },
        ],
      },
    });
    const response = await gateway.send('/forecast');
    expect(response.status).toBe(201);
    expect(await response.text()).toBe('{"天气":"晴"}');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-max-age': '172800',
      'content-length': '16',
      'content-type': 'application/json; charset=UTF-8',
      'x-ca-request-id': expect.stringMatching(UUID_4),
      'x-weather': 'sunny',
      'x-city': '%E6%9D%AD%E5%B7%9E%0D%0AX-Evil: 1',
    });
    expect(response.headers.has('x-ca-error-code')).toBe(false);
  });

  test.for([
    ['JSON', 'application/json; charset=UTF-8'],
    ['TEXT', 'text/plain; charset=UTF-8'],
    ['XML', 'application/xml; charset=UTF-8'],
    ['HTML', 'text/html; charset=UTF-8'],
  ] as const)('of the type %s is %s', async ([ResultType, type]) => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ more: { ResultType } });
    expect((await gateway.send('/forecast')).headers.get('content-type')).toBe(type);
  });

  test('has the content type that it says itself', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({
      service: {
        Mock: 'TRUE',
        MockResult: 'a,b',
        MockHeaders: [{ HeaderName: 'content-type', HeaderValue: 'text/csv' }],
      },
    });
    expect((await gateway.send('/forecast')).headers.get('content-type')).toBe('text/csv');
  });

  test.for([204, 304])('may have a status without a body, %i', async (MockStatusCode) => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ service: { Mock: 'TRUE', MockResult: 'unseen', MockStatusCode } });
    const response = await gateway.send('/forecast');
    expect([response.status, await response.text()]).toEqual([MockStatusCode, '']);
    expect(response.headers.has('content-length')).toBe(false);
  });

  test('for HEAD has no body', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ request: { RequestHttpMethod: 'ANY' } });
    const response = await gateway.send('/forecast', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '12',
      '',
    ]);
  });
});

describe('the stage', () => {
  test('is RELEASE, or what X-Ca-Stage says; each runs what was deployed to it', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    const ApiId = await gateway.deploy({}, ['RELEASE', 'TEST']);
    const read = async (stage?: string): Promise<unknown> =>
      (
        await gateway.send('/forecast', stage === undefined ? {} : { headers: { 'X-Ca-Stage': stage } })
      ).text();
    const service = { Mock: 'TRUE', MockResult: '{"rain":true}' };
    await emulator.call('ModifyApi', { ...apiInput(gateway.groupId, { service }), ApiId });
    expect([await read(), await read('TEST')]).toEqual(['{"sun":true}', '{"sun":true}']);
    await emulator.call('DeployApi', { ApiId, StageName: 'TEST', Description: 'rain' });
    expect([await read(), await read('TEST'), await read('release')]).toEqual([
      '{"sun":true}',
      '{"rain":true}',
      '{"sun":true}',
    ]);
    await emulator.call('AbolishApi', { ApiId, StageName: 'RELEASE' });
    expect((await gateway.send('/forecast')).status).toBe(404);
    expect(await read('TEST')).toBe('{"rain":true}');
  });

  test('that is unknown is refused', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy();
    const response = await gateway.send('/forecast', { headers: { 'X-Ca-Stage': 'PROD' } });
    expect(await refusalOf(response)).toEqual(['I400SG', 400, 'Invalid Stage', '']);
  });
});

describe('the gateway refuses, with an empty body', () => {
  test('a path and a method that the stage does not have', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy({}, ['TEST']);
    await gateway.deploy({ name: 'Alarms', request: { RequestHttpMethod: 'POST', RequestPath: '/alarms' } });
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual([
      'I404NF',
      404,
      'API not found with `GET /forecast`',
      '',
    ]);
    await gateway.send('/alarms');
    await gateway.send('/nowhere');
    expect(emulator.journal.find({ via: 'subdomain' }).map(({ gate, detail }) => [gate, detail])).toEqual([
      [
        'path',
        'RELEASE has nothing at this path, unlike TEST: send the header X-Ca-Stage, or deploy the API to RELEASE.',
      ],
      ['path', 'RELEASE has this path with POST.'],
      ['path', 'No API of the group that is deployed to RELEASE (1 of 2) has this path.'],
    ]);
  });

  test('a method that HTTP does not have, and a path that is wrongly encoded', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ request: { RequestHttpMethod: 'ANY' } });
    expect(await refusalOf(await gateway.send('/forecast', { method: 'BREW' }))).toEqual([
      'I405UM',
      405,
      'Unsupported Method `BREW`',
      '',
    ]);
    expect(await refusalOf(await gateway.send('/%E0%A4%A'))).toEqual([
      'I400PA',
      400,
      'Invalid Request Path `/%E0%A4%A`',
      '',
    ]);
  });

  test('a protocol that the API does not have', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ request: { RequestProtocol: 'HTTP' } });
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual([
      'I403PT',
      403,
      'Invalid protocol HTTPS unsupported',
      '',
    ]);
  });

  test.for([
    [
      'APP',
      {},
      ['A400MA', 400, 'Need authorization, `X-Ca-Key` or `Authorization: APPCODE ...` is required', ''],
    ],
    ['APP', { 'X-Ca-Key': '1' }, ['I403AA', 403, 'Unauthorized', '']],
    ['OPENID', {}, ['I403AA', 403, 'Unauthorized', '']],
  ] as const)('a caller of an API with AuthType %s, with %o', async ([AuthType, headers, refusal]) => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ more: { AuthType } });
    expect(await refusalOf(await gateway.send('/forecast', { headers }))).toEqual(refusal);
  });

  test('a domain that nobody has', async () => {
    const emulator = newEmulator();
    const host = `${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com`;
    expect(await emulator.answer(new Request(`https://${host}/`))).toBeUndefined();
    expect(await refusalOf(await emulator.handle(new Request(`https://${host}/`)))).toEqual([
      'I404DO',
      404,
      `Invalid Domain \`${host}\``,
      '',
    ]);
    const { host: own } = await newGateway(emulator);
    expect((await emulator.answer(new Request(`http://${own}/x`)))?.status).toBe(404);
    const elsewhere = own.replace('hangzhou', 'shanghai');
    expect(await emulator.answer(new Request(`http://${elsewhere}/x`))).toBeUndefined();
    expect(emulator.journal.find({ via: 'subdomain' })).toHaveLength(1);
  });

  test('on a classic instance in that kind’s own words, without a code', async () => {
    const gateway = await newGateway(newEmulator(), { InstanceId: 'api-shared-classic-001' });
    await gateway.deploy({ more: { AuthType: 'APP' } });
    expect(await refusalOf(await gateway.send('/nowhere'))).toEqual([null, 400, 'Invalid Url', '']);
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual([null, 403, 'Unauthorized', '']);
  });

  test('an address or headers that are too long', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy();
    const long = 'x'.repeat(8192);
    const refusal = ['I413UL', 413, 'Request URL too Large', ''];
    expect(await refusalOf(await gateway.send(`/forecast?${long}`))).toEqual(refusal);
    expect(await refusalOf(await gateway.send('/forecast', { headers: { 'x-long': long } }))).toEqual(
      refusal,
    );
  });
});

test('the group’s BasePath stands before each path', async () => {
  const emulator = newEmulator();
  const gateway = await newGateway(emulator, { BasePath: '/v1' });
  await gateway.deploy();
  await gateway.deploy({ name: 'Root', request: { RequestPath: '/' } });
  expect((await gateway.send('/v1/forecast')).status).toBe(200);
  expect((await gateway.send('/v1')).status).toBe(200);
  expect((await gateway.send('/forecast')).status).toBe(404);
  expect(emulator.journal.entries().at(-1)?.detail).toBe("The path is not below the group's BasePath, /v1.");
});

test('a preflight is answered, unless the path has an API for OPTIONS or ANY', async () => {
  const emulator = newEmulator();
  const gateway = await newGateway(emulator);
  await gateway.deploy();
  await gateway.deploy({ name: 'Options', request: { RequestPath: '/own', RequestHttpMethod: 'OPTIONS' } });
  await gateway.deploy({ name: 'Any_', request: { RequestPath: '/any', RequestHttpMethod: 'ANY' } });
  const response = await gateway.send('/forecast', { method: 'OPTIONS' });
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(response.headers.get('access-control-allow-methods')).toBe('GET,POST,PUT,DELETE,HEAD,OPTIONS,PATCH');
  expect(response.headers.get('access-control-allow-headers')).toContain('X-Ca-Stage');
  for (const path of ['/own', '/any'])
    expect(await (await gateway.send(path, { method: 'OPTIONS' })).text()).toBe('{"sun":true}');
});

describe('request parameters', () => {
  const POST = { RequestHttpMethod: 'POST' };
  const of = (Location: string, more: object = {}): object => ({
    ApiParameterName: 'city',
    Location,
    ParameterType: 'String',
    Required: 'REQUIRED',
    ...more,
  });

  test.for([
    ['QUERY', 'I400MP', 'Parameter `city` is required'],
    ['HEAD', 'I400MH', 'Header `city` is Required'],
    ['BODY', 'I400MP', 'Parameter `city` is required'],
  ])('that are required in %s must be there', async ([location, code, message]) => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ request: POST, parameters: [of(location ?? '')] });
    const send = (path: string, init: RequestInit): Promise<Response> =>
      gateway.send(path, { method: 'POST', ...init });
    expect(await refusalOf(await send('/forecast', {}))).toEqual([code, 400, message, '']);
    const response = await send('/forecast?city=Hangzhou', {
      headers: { city: 'Hangzhou' },
      body: new URLSearchParams({ city: 'Hangzhou' }),
    });
    expect(response.status).toBe(200);
  });

  test.for([
    [{ ParameterType: 'Int' }, '7', '2147483648'],
    [{ ParameterType: 'Long' }, '-9223372036854775808', '9223372036854775808'],
    [{ ParameterType: 'Float' }, '-1.5e3', '1,5'],
    [{ ParameterType: 'Double' }, '.5', 'one'],
    [{ ParameterType: 'Boolean' }, 'true', 'yes'],
    [{ ParameterType: 'Int', MinValue: 1, MaxValue: 3 }, '3', '4'],
    [{ ParameterType: 'Int', MinValue: 1, MaxValue: 3 }, '1', '0'],
    [{ MinLength: 2, MaxLength: 3 }, '天气𠮷', '天'],
    [{ MinLength: 2, MaxLength: 3 }, 'ab', 'abcd'],
    [{ RegularExpression: '[a-z]+' }, 'abc', 'abc1'],
    [{ RegularExpression: '^\\d{3}$' }, '123', '1234'],
    [{ EnumValue: 'a, b' }, 'b', 'c'],
    [{ ParameterType: 'Array', ArrayItemsType: 'Int' }, '1&city=2', '1&city=x'],
  ] as const)('with %o take %s, and refuse %s', async ([rule, good, bad]) => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ parameters: [of('QUERY', rule)] });
    expect((await gateway.send(`/forecast?city=${good}`)).status).toBe(200);
    const response = await gateway.send(`/forecast?city=${bad}`);
    expect([response.headers.get('x-ca-error-code'), response.status, await response.text()]).toEqual([
      'I400IP',
      400,
      '',
    ]);
  });

  test('in the path are decoded and checked', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({
      request: { RequestPath: '/forecast/[city]' },
      parameters: [of('PATH', { EnumValue: '杭州' })],
    });
    expect((await gateway.send('/forecast/杭州')).status).toBe(200);
    expect((await gateway.send('/forecast/x')).headers.get('x-ca-error-code')).toBe('I400IP');
  });

  test('in the body must come in a form', async () => {
    const gateway = await newGateway(newEmulator());
    await gateway.deploy({ request: POST, parameters: [of('BODY')] });
    const send = (body: BodyInit, type?: string): Promise<Response> =>
      gateway.send('/forecast', { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) });
    expect(await refusalOf(await send('{}', 'application/json'))).toEqual([
      'I400CT',
      400,
      'Invalid Content-Type: `application/json`',
      '',
    ]);
    const form = new FormData();
    form.append('city', 'Hangzhou');
    expect((await send(form)).status).toBe(200);
    expect((await send('--x', 'multipart/form-data; boundary=y')).headers.get('x-ca-error-code')).toBe(
      'I400BD',
    );
  });
});

describe('the limit of the day', () => {
  const day = 86_400_000;

  test.for([
    ['cn-hangzhou', 1000],
    ['cn-hongkong', 100],
    ['ap-southeast-1', 100],
  ] as const)('in %s is %i calls, until midnight in UTC+8', async ([region, limit]) => {
    const emulator = newEmulator({ storage: 'memory' });
    // Two hours before midnight in UTC+8.
    emulator.clock.freeze(20_000 * day + 14 * 3_600_000);
    const gateway = await newGateway(emulator, {}, region);
    await gateway.deploy();
    for (let i = 0; i < limit; i += 1) {
      const { status } = await gateway.send('/forecast');
      if (status !== 200) expect([i, status]).toBe('answered');
    }
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual([
      'T429ID',
      429,
      'Throttled by INNER DOMAIN Flow Control',
      '',
    ]);
    emulator.clock.advance(2 * 3_600_000 - 1);
    expect((await gateway.send('/forecast')).status).toBe(429);
    emulator.clock.advance(1);
    expect((await gateway.send('/forecast')).status).toBe(200);
  });

  test('is what subDomainCallsPerDay says, over all tabs, for each group', async () => {
    const emulator = newEmulator({ limits: { subDomainCallsPerDay: 2 } });
    const gateway = await newGateway(emulator, { InstanceId: 'api-shared-classic-001' });
    const other = await newGateway(emulator, { GroupName: 'Traffic' });
    await gateway.deploy();
    await other.deploy();
    expect(emulator.limits.subDomainCallsPerDay).toBe(2);
    await gateway.send('/forecast');
    await gateway.send('/forecast');
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual([
      null,
      403,
      'Throttled by DOMAIN Flow Control',
      '',
    ]);
    expect((await other.send('/forecast')).status).toBe(200);
    emulator.setLimits({ subDomainCallsPerDay: Infinity });
    expect((await gateway.send('/forecast')).status).toBe(200);
  });
});
