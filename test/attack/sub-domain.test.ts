import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import fc from 'fast-check';
import { getResponse } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { processorTimer } from '../processor-timer.ts';
import { apiInput, newGateway, refusalOf } from '../everywhere/gateway.ts';
import type { ApiParts, Gateway } from '../everywhere/gateway.ts';

async function gatewayWith(
  api: ApiParts = {},
  options: EmulatorOptions = {},
  create = createEmulator,
): Promise<Gateway> {
  const emulator = create({
    storage: 'memory',
    limits: { subDomainCallsPerDay: Infinity },
    ...options,
  });
  const gateway = await newGateway(emulator);
  await gateway.deploy(api);
  return gateway;
}

const of = (Location: string, more: object = {}): object => ({
  ApiParameterName: 'city',
  Location,
  ParameterType: 'String',
  Required: 'OPTIONAL',
  ...more,
});

test.for(['(', '*', '[z-a]', 'a{2,1}', '(?<city'])(
  'a pattern that is none lets every value pass: %s',
  async (RegularExpression) => {
    const gateway = await gatewayWith({ parameters: [of('QUERY', { RegularExpression })] });
    expect((await gateway.send('/forecast?city=anything')).status).toBe(200);
  },
);

test('several cookies of a back end or a mock all arrive', async () => {
  const cookies = ['a=1; Path=/', 'b=2, 3'];
  const backend = (): Response =>
    new Response('ok', { headers: cookies.map((value): [string, string] => ['set-cookie', value]) });
  const mock = {
    Mock: 'TRUE',
    MockHeaders: cookies.map((HeaderValue) => ({ HeaderName: 'Set-Cookie', HeaderValue })),
  };
  for (const service of [mock, { ServiceAddress: 'http://backend.example.com' }]) {
    const gateway = await gatewayWith({ service }, { backend });
    expect((await gateway.send('/forecast')).headers.getSetCookie()).toEqual(cookies);
  }
});

describe('a path that ModifyApi has freed, and another API has taken', () => {
  const named = (name: string, RequestPath: string): ApiParts => ({
    name,
    request: { RequestPath },
    service: { Mock: 'TRUE', MockResult: name },
  });

  test('leads to the last deployment, also of the same moment, whichever API is older', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    emulator.clock.freeze();
    const gateway = await newGateway(emulator);
    const modify = (ApiId: string, parts: ApiParts): Promise<object> =>
      emulator.call('ModifyApi', { ...apiInput(gateway.groupId, parts), ApiId });
    const deploy = (ApiId: string): Promise<object> =>
      emulator.call('DeployApi', { ApiId, StageName: 'RELEASE', Description: 'test' });
    const read = async (): Promise<string> => (await gateway.send('/path')).text();

    const older = await gateway.deploy(named('Older', '/other'));
    const newer = await gateway.deploy(named('Newer', '/path'));
    await modify(newer, named('Newer', '/moved'));
    await modify(older, named('Older', '/path'));
    expect(await read()).toBe('Newer');
    await deploy(older);
    expect(await read()).toBe('Older');

    await modify(older, named('Older', '/other'));
    await modify(newer, named('Newer', '/path'));
    expect(await read()).toBe('Newer');
    emulator.clock.advance(1);
    await deploy(newer);
    expect(await read()).toBe('Newer');
  });

  test('leads to the older deployment again once the last one is taken off', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const gateway = await newGateway(emulator);
    const first = await gateway.deploy(named('First', '/path'));
    await emulator.call('ModifyApi', {
      ...apiInput(gateway.groupId, named('First', '/moved')),
      ApiId: first,
    });
    const second = await gateway.deploy(named('Second', '/path'));
    await emulator.call('AbolishApi', { ApiId: second, StageName: 'RELEASE' });
    expect(await (await gateway.send('/path')).text()).toBe('First');
  });
});

test.for([
  ['/', '/forecast'],
  ['/v2', '/v2/forecast'],
  ['/v2/', '/v2/forecast'],
  ['/a//b', '/a//b/forecast'],
  ['/100%', '/100%25/forecast'],
  ['/天 气', '/天 气/forecast'],
  ['/a%2Fb', '/a%2Fb/forecast'],
])('a BasePath that is changed after the deployment counts at once: %s', async ([BasePath, path]) => {
  const emulator = createEmulator({ storage: 'memory' });
  const gateway = await newGateway(emulator, { BasePath: '/v1' });
  await gateway.deploy();
  await gateway.send('/v1/forecast');
  await emulator.call('ModifyApiGroup', { GroupId: gateway.groupId, BasePath });
  const statuses = [await gateway.send(path ?? ''), await gateway.send('/v1/forecast')].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([200, 404]);
});

test('a RequestPath with half a character and a percent sign stands in the way of no other API', async () => {
  const gateway = await gatewayWith({ name: 'Odd_', request: { RequestPath: '/%\ud800' } });
  await gateway.deploy();
  expect((await gateway.send('/forecast')).status).toBe(200);
});

test.for([204, 205, 304])(
  'a mock without a body keeps no client of Node waiting: %i',
  async (MockStatusCode) => {
    const { setupEmulator } = await import('cloudapi-emulator/node');
    const { emulator, start, stop } = setupEmulator({ storage: 'memory' });
    await start();
    try {
      const gateway = await newGateway(emulator);
      await gateway.deploy({ service: { Mock: 'TRUE', MockResult: 'unseen', MockStatusCode } });
      const { get } = await import('node:http');
      const ended = await new Promise((resolve, reject) => {
        get(`http://${gateway.host}/forecast`, (response) => {
          response
            .resume()
            .on('end', () => resolve(response.statusCode))
            .on('error', reject);
        }).on('error', reject);
      });
      expect(ended).toBe(MockStatusCode);
    } finally {
      await stop();
    }
  },
);

test.for([
  ['an address', `/${'x'.repeat(100_000)}`, 404],
  ['a wrongly encoded address', `/%${'x'.repeat(100_000)}`, 400],
  ['a definition', '/forecast?city=x', 400],
] as const)('a refusal that quotes %s of any length reaches Node’s own clients', async ([, path, status]) => {
  const { setupEmulator } = await import('cloudapi-emulator/node');
  const { emulator, start, stop } = setupEmulator({ storage: 'memory' });
  await start();
  try {
    const gateway = await newGateway(emulator);
    await gateway.deploy({ parameters: [of('QUERY', { EnumValue: '杭州,'.repeat(20_000) })] });
    const { get } = await import('node:http');
    const answered = await new Promise((resolve, reject) => {
      get(`http://${gateway.host}${path}`, (response) => resolve(response.resume().statusCode)).on(
        'error',
        reject,
      );
    });
    expect(answered).toBe(status);
  } finally {
    await stop();
  }
});

describe('a back end', () => {
  const SERVICE = { ServiceAddress: 'http://backend.example.com' };
  const ofText = (): ReadableStream =>
    new ReadableStream({
      start(controller) {
        controller.enqueue('text');
        controller.close();
      },
    });
  const read = async (headers: HeadersInit): Promise<Response> => {
    const response = new Response('text', { headers });
    await response.text();
    return response;
  };
  const stream = { 'content-type': 'text/event-stream' };

  test.for<[string, () => Response | Promise<Response>, string]>([
    ['a Response that was read already', () => read({}), 'read already'],
    ['an event stream that was read already', () => read(stream), 'read already'],
    [
      'an event stream that somebody reads',
      () => {
        const response = new Response('text', { headers: stream });
        response.body?.getReader();
        return response;
      },
      'read already',
    ],
    ['Response.error()', () => Response.error(), 'must have a status'],
    ['a body of text instead of bytes', () => new Response(ofText()), 'no Uint8Array'],
  ])('that returns %s is told what is wrong', async ([, backend, reason]) => {
    const emulator = createEmulator({ storage: 'memory', backend });
    const gateway = await newGateway(emulator);
    await gateway.deploy({ service: SERVICE });
    expect((await gateway.send('/forecast')).headers.get('x-ca-error-code')).toBe('D504CO');
    const { detail } = emulator.journal.entries().at(-1) ?? {};
    expect(detail).toMatch(/^The option backend failed: /);
    expect(detail).toContain(reason);
  });

  test.for([
    { ServiceAddress: 'http://a b' },
    { ...SERVICE, ServiceHttpMethod: 'TRACE' },
    { ServiceAddress: 'http://user:password@backend.example.com' },
  ])('is not blamed for a definition that makes no request: %o', async (service) => {
    const emulator = createEmulator({ storage: 'memory', backend: () => new Response('ok') });
    const gateway = await newGateway(emulator);
    await gateway.deploy({ service });
    expect((await gateway.send('/forecast')).headers.get('x-ca-error-code')).toBe('D504CO');
    expect(emulator.journal.entries().at(-1)?.detail).toMatch(/^The API's definition makes no request/);
  });

  test('gets no body of zeros for one of text instead of bytes', async () => {
    const gateway = await gatewayWith(
      { request: { RequestHttpMethod: 'POST' }, service: { ...SERVICE, ServiceHttpMethod: 'POST' } },
      { backend: async (request) => new Response(await request.text()) },
    );
    const sent = { method: 'POST', body: ofText(), duplex: 'half' } as RequestInit;
    expect((await gateway.send('/forecast', sent)).headers.get('x-ca-error-code')).toBe('I400BD');
  });
});

test.for(['Int', 'Long', 'Float', 'Double', 'Boolean'])(
  'a megabyte of digits in a body is looked at in no time, and is no %s with a letter at its end',
  async (ParameterType) => {
    const gateway = await gatewayWith({
      request: { RequestHttpMethod: 'POST' },
      parameters: [of('BODY', { ParameterType })],
    });
    const digits = '1'.repeat(1_000_000);
    for (const city of [`${digits}x`, `.${digits}x`, `1e${digits}x`, `${'0'.repeat(1_000_000)}x`]) {
      const sent = { method: 'POST', body: new URLSearchParams({ city }) };
      const spent = processorTimer();
      expect((await gateway.send('/forecast', sent)).headers.get('x-ca-error-code')).toBe('I400IP');
      // A look that begins anew at each digit takes minutes.
      expect(spent()).toBeLessThan(5000);
    }
  },
);

test('a whole number may have zeros in front, and none has twenty digits more', async () => {
  const gateway = await gatewayWith({ parameters: [of('QUERY', { ParameterType: 'Long' })] });
  const statusOf = async (city: string): Promise<number> =>
    (await gateway.send(`/forecast?city=${city}`)).status;
  expect(await statusOf(`-${'0'.repeat(1000)}9223372036854775808`)).toBe(200);
  expect(await statusOf('0'.repeat(1000))).toBe(200);
  expect(await statusOf(`9223372036854775807${'0'.repeat(20)}`)).toBe(400);
});

describe('bodies', () => {
  const POST = { RequestHttpMethod: 'POST' };
  const stream = (body: ReadableStream): RequestInit =>
    ({ method: 'POST', body, duplex: 'half' }) as RequestInit;

  test('that never end are not read for a mock that needs none', async () => {
    const gateway = await gatewayWith({ request: POST });
    expect((await gateway.send('/forecast', stream(new ReadableStream()))).status).toBe(200);
  });

  test('that never end are given up after ten seconds', async () => {
    vi.useFakeTimers();
    try {
      // Loaded anew, it takes the timers of now for the real ones.
      vi.resetModules();
      const { createEmulator: createAnew } = await import('cloudapi-emulator');
      const gateway = await gatewayWith({ request: POST, parameters: [of('BODY')] }, {}, createAnew);
      const sending = gateway.send('/forecast', stream(new ReadableStream()));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await refusalOf(await sending)).toEqual(['I400BD', 400, 'Invalid Body: it did not end', '']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that go on and on are refused after 8 MB', async () => {
    const gateway = await gatewayWith({ request: POST, parameters: [of('BODY')] });
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const response = await gateway.send('/forecast', stream(endless));
    expect(await refusalOf(response)).toEqual(['I413RL', 413, 'Request body too Large', '']);
    expect(sent).toBeLessThan(12_000_000);
  });

  test('that break off are refused', async () => {
    const gateway = await gatewayWith({ request: POST, parameters: [of('BODY')] });
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    expect(await refusalOf(await gateway.send('/forecast', stream(broken)))).toEqual([
      'I400BD',
      400,
      'Invalid Body: it broke off',
      '',
    ]);
  });
});

test('whatever the path, the query and the stage, the answer is one of the gateway’s', async () => {
  const gateway = await gatewayWith({ request: { RequestPath: '/a/[b]/*', RequestHttpMethod: 'ANY' } });
  const header = fc.string({ unit: fc.constantFrom('A', 'z', ' ', '"', '\u00e9', '\t') });
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      header,
      async (path, query, stage) => {
        const response = await gateway.send(`/a/${path}?${query}`, { headers: { 'X-Ca-Stage': stage } });
        expect(response.headers.get('x-ca-request-id')).toMatch(/^[0-9A-F-]{36}$/);
        expect([200, 400, 404]).toContain(response.status);
      },
    ),
  );
});

test('whatever a definition says, requests are answered', async () => {
  const text = fc.string({ unit: 'binary' });
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (path, body, name, value) => {
      const request = { RequestPath: `/${path}`, RequestHttpMethod: 'ANY' };
      const parameters = ['HEAD', 'QUERY', 'PATH'].map((location, index) =>
        of(location, { ApiParameterName: `${name}${index}`, RegularExpression: value, DefaultValue: value }),
      );
      const mock = {
        Mock: 'TRUE',
        MockResult: body,
        MockHeaders: [{ HeaderName: name || 'x', HeaderValue: value }],
      };
      const open = { ServiceAddress: value, ServicePath: path, ServiceHttpMethod: 'GET' };
      for (const service of [mock, open]) {
        const gateway = await gatewayWith(
          { request, parameters, service },
          { backend: () => new Response('ok') },
        );
        const { status } = await gateway.send(new URL(`http://x/${encodeURIComponent(path)}`).pathname);
        expect([200, 400, 404, 504]).toContain(status);
      }
    }),
    { numRuns: 50 },
  );
});

test('names that every object has are parameters like any other', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const gateway = await newGateway(emulator);
  await gateway.deploy({ request: { RequestPath: '/[constructor]' } });
  await gateway.send('/x?__proto__=1&hasOwnProperty=2');
  const [entry] = emulator.journal.find({ via: 'subdomain' });
  expect(Object.entries(entry?.parameters ?? {})).toEqual([
    ['constructor', 'x'],
    ['__proto__', '1'],
    ['hasOwnProperty', '2'],
  ]);
  expect({}).not.toHaveProperty('1');
});

test('a chain of ten thousand slashes is answered at once', async () => {
  const gateway = await gatewayWith({ request: { RequestPath: '/[a]/[b]/*' } });
  expect((await gateway.send('/'.repeat(8000))).status).toBe(404);
});

test('a clock that gives no time is answered as an error of the gateway', async () => {
  let time: number | string = 0;
  const emulator = createEmulator({ storage: 'memory', clock: () => time as number });
  const gateway = await newGateway(emulator);
  await gateway.deploy();
  time = 'soon';
  const response = await gateway.send('/forecast');
  expect(await refusalOf(response)).toEqual(['X500ER', 500, 'Internal Error', '']);
});

test.for(['method', 'headers', 'body'])('a request whose %s cannot be read is answered', async (name) => {
  const emulator = createEmulator({ storage: 'memory', backend: () => new Response('ok') });
  const gateway = await newGateway(emulator);
  await gateway.deploy({ request: { RequestHttpMethod: 'ANY' }, service: { ServiceAddress: 'http://x' } });
  const request = new Request(`https://${gateway.host}/forecast`);
  Object.defineProperty(request, name, {
    get() {
      throw new Error('no');
    },
  });
  const response = await emulator.handle(request);
  expect(response.headers.get('x-ca-error-code')).toMatch(/^(?:X500ER|I400BD)$/);
});

describe('a host of the form of a SubDomain', () => {
  const unknown = `http://${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com/forecast`;

  test('passes if no group has it, and is refused by guard', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    expect(await getResponse(handlers(emulator), new Request(unknown))).toBeUndefined();
    const guarded = await getResponse(handlers(emulator, { guard: true }), new Request(unknown));
    expect([guarded?.status, await guarded?.json()]).toMatchObject([501, { Code: 'Emulator.Guarded' }]);
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.for([
    'https://alicloudapi.com/',
    'https://example.alicloudapi.com/',
    'https://www.alicloudapi.com.example.com/',
    `https://${'0'.repeat(31)}-cn-hangzhou.alicloudapi.com/`,
    `https://${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com.example.com/`,
    `https://x${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com/`,
  ])('is no other one: %s', async (url) => {
    const emulator = createEmulator({ storage: 'memory' });
    expect(await getResponse(handlers(emulator), new Request(url))).toBeUndefined();
  });

  test('goes to the network as it came, with its body, if the group is unknown', async () => {
    const { setupEmulator } = await import('cloudapi-emulator/node');
    const server = createServer((request, response) => request.pipe(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { start, stop } = setupEmulator({ storage: 'memory' });
    await start();
    try {
      const { port } = server.address() as AddressInfo;
      const { request } = await import('node:http');
      const text = await new Promise<string>((resolve, reject) => {
        const { hostname } = new URL(unknown);
        const sent = request(
          {
            host: hostname,
            port,
            method: 'POST',
            path: '/',
            lookup: (_host, options, found) =>
              options.all === true
                ? found(null, [{ address: '127.0.0.1', family: 4 }])
                : found(null, '127.0.0.1', 4),
          },
          (response) => {
            let all = '';
            response.on('data', (part) => (all += String(part)));
            response.on('end', () => resolve(all));
          },
        );
        sent.on('error', reject);
        sent.end('the body');
      });
      expect(text).toBe('the body');
    } finally {
      await stop();
      server.close();
    }
  });
});
