import { CloudApiError } from 'cloudapi-emulator';
import type { Backend, BackendApi } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { newGateway, refusalOf } from './gateway.ts';
import type { ApiParts, Gateway } from './gateway.ts';
import { newEmulator } from './new-emulator.ts';

const SERVICE = {
  ServiceAddress: 'http://backend.example.com/base',
  ServicePath: '/weather',
  ServiceHttpMethod: 'GET',
};

/** What a back end has received. */
interface Received {
  readonly line: string;
  readonly headers: Headers;
  readonly body: string;
  readonly api: BackendApi;
}

/** A gateway with one API, whose back end answers with a line and notes what it received. */
async function gatewayBefore(api: ApiParts): Promise<{ gateway: Gateway; received: Received[] }> {
  const received: Received[] = [];
  const backend: Backend = async (request, definition) => {
    received.push({
      line: `${request.method} ${request.url}`,
      headers: request.headers,
      body: await request.text(),
      api: definition,
    });
    return Response.json({ from: 'backend' }, { status: 203, headers: { 'x-own': 'yes' } });
  };
  const gateway = await newGateway(newEmulator({ backend }));
  await gateway.deploy({ service: SERVICE, ...api });
  return { gateway, received };
}

const of = (Location: string, ApiParameterName: string, more: object = {}): object => ({
  ApiParameterName,
  Location,
  ParameterType: 'String',
  Required: 'OPTIONAL',
  ...more,
});

describe('a back end', () => {
  test('gets the request and the API, and its answer is passed on', async () => {
    const { gateway, received } = await gatewayBefore({});
    const response = await gateway.send('/forecast', { headers: { 'X-Ca-Stage': 'RELEASE' } });
    expect([response.status, await response.json()]).toEqual([203, { from: 'backend' }]);
    expect(response.headers.get('x-own')).toBe('yes');
    expect(response.headers.has('x-ca-error-code')).toBe(false);
    expect(received).toMatchObject([
      {
        line: 'GET http://backend.example.com/base/weather',
        api: { ApiName: 'Forecast', StageName: 'RELEASE', GroupId: gateway.groupId, RegionId: 'cn-hangzhou' },
      },
    ]);
    expect(received[0]?.headers.get('x-ca-request-id')).toBe(response.headers.get('x-ca-request-id'));
  });

  test('gets only what the definition names, in the mode MAPPING', async () => {
    const { gateway, received } = await gatewayBefore({
      request: { RequestPath: '/forecast/[city]', RequestMode: 'MAPPING' },
      service: { ...SERVICE, ServicePath: '/weather/[place]' },
      parameters: [of('PATH', 'city'), of('QUERY', 'unit', { DefaultValue: 'C' }), of('HEAD', 'X-Lang')],
      more: {
        ServiceParameters: JSON.stringify([
          { ServiceParameterName: 'place', Location: 'Path', Type: 'String' },
          { ServiceParameterName: 'X-Unit', Location: 'Head', Type: 'String' },
          { ServiceParameterName: 'lang', Location: 'Query', Type: 'String' },
        ]),
        ServiceParametersMap: JSON.stringify([
          { ServiceParameterName: 'place', RequestParameterName: 'city' },
          { ServiceParameterName: 'X-Unit', RequestParameterName: 'unit' },
          { ServiceParameterName: 'lang', RequestParameterName: 'X-Lang' },
        ]),
        ConstantParameters: JSON.stringify([
          { ServiceParameterName: 'from', ConstantValue: 'gateway', Location: 'QUERY' },
        ]),
        SystemParameters: JSON.stringify([
          { ServiceParameterName: 'X-Domain', ParameterName: 'CaDomain', Location: 'HEAD' },
        ]),
      },
    });
    await gateway.send('/forecast/杭州?extra=1', { headers: { 'X-Lang': 'zh', Authorization: 'Bearer x' } });
    const [{ line, headers } = { line: '', headers: new Headers() }] = received;
    expect(line).toBe('GET http://backend.example.com/base/weather/%E6%9D%AD%E5%B7%9E?lang=zh&from=gateway');
    expect(headers.get('x-unit')).toBe('C');
    expect(headers.get('x-domain')).toBe(gateway.host);
    expect([headers.has('authorization'), headers.has('x-lang')]).toEqual([false, false]);
  });

  test('gets everything in the mode PASSTHROUGH', async () => {
    const { gateway, received } = await gatewayBefore({
      request: { RequestMode: 'PASSTHROUGH', RequestHttpMethod: 'ANY', RequestPath: '/web/*' },
      service: { ...SERVICE, ServicePath: '/files/*', ServiceHttpMethod: 'ANY' },
    });
    await gateway.send('/web/a/b?x=1&x=2', {
      method: 'PUT',
      headers: { Authorization: 'Bearer x', 'content-type': 'text/x-note' },
      body: 'a note',
    });
    expect(received).toMatchObject([
      { line: 'PUT http://backend.example.com/base/files/a/b?x=1&x=2', body: 'a note' },
    ]);
    expect(received[0]?.headers.get('authorization')).toBe('Bearer x');
    expect(received[0]?.headers.get('content-type')).toBe('text/x-note');
  });

  test('gets the fields of a form under their mapped names', async () => {
    const { gateway, received } = await gatewayBefore({
      request: { RequestHttpMethod: 'POST', BodyFormat: 'FORM' },
      service: { ...SERVICE, ServiceHttpMethod: 'POST' },
      parameters: [of('BODY', 'city')],
      more: {
        ServiceParameters: JSON.stringify([
          { ServiceParameterName: 'place', Location: 'Body', Type: 'String' },
        ]),
        ServiceParametersMap: JSON.stringify([
          { ServiceParameterName: 'place', RequestParameterName: 'city' },
        ]),
      },
    });
    await gateway.send('/forecast', {
      method: 'POST',
      body: new URLSearchParams({ city: '杭州', extra: '1' }),
    });
    expect(received[0]?.body).toBe(String(new URLSearchParams({ place: '杭州' })));
  });

  test('gets values for headers as they are, but for characters that no header has', async () => {
    const { gateway, received } = await gatewayBefore({
      parameters: [of('HEAD', 'Authorization'), of('QUERY', 'X-City')],
      more: {
        ServiceParameters: JSON.stringify([
          { ServiceParameterName: 'Authorization', Location: 'Head' },
          { ServiceParameterName: 'X-City', Location: 'Head' },
        ]),
        ConstantParameters: JSON.stringify([
          { ServiceParameterName: 'Accept', ConstantValue: 'text/plain; q=0.5, "odd"', Location: 'HEAD' },
        ]),
      },
    });
    await gateway.send('/forecast?X-City=天 50%25', { headers: { Authorization: 'Bearer a+b/=' } });
    const { headers } = received[0] ?? { headers: new Headers() };
    expect(['authorization', 'accept', 'x-city'].map((name) => headers.get(name))).toEqual([
      'Bearer a+b/=',
      'text/plain; q=0.5, "odd"',
      '%E5%A4%A9 50%',
    ]);
  });

  test.for([
    ['CLIENT', 'text/x-note'],
    ['CUSTOM', 'application/json'],
  ])('gets the content type that ContentTypeCatagory %s says', async ([category, type]) => {
    const { gateway, received } = await gatewayBefore({
      request: { RequestHttpMethod: 'POST' },
      service: {
        ...SERVICE,
        ServiceHttpMethod: 'POST',
        ContentTypeCatagory: category,
        ContentTypeValue: 'application/json',
      },
    });
    const note = { method: 'POST', headers: { 'content-type': 'text/x-note' }, body: '{}' };
    await gateway.send('/forecast', note);
    expect([received[0]?.headers.get('content-type'), received[0]?.body]).toEqual([type, '{}']);
  });

  test('has as long as a timer can take, if ServiceTimeout is longer', async () => {
    const gateway = await newGateway(
      newEmulator({
        backend: async () => {
          // Long enough for a timer that fires at once.
          await new Promise((resolve) => setTimeout(resolve, 20));
          return new Response('late');
        },
      }),
    );
    await gateway.deploy({ service: { ...SERVICE, ServiceTimeout: 2 ** 31 } });
    expect(await (await gateway.send('/forecast')).text()).toBe('late');
  });

  test('that changes the definition changes nothing', async () => {
    const emulator = newEmulator({
      backend: (_request, api) => {
        Object.assign(api.ServiceConfig, { Mock: 'TRUE' });
        return new Response('from the back end');
      },
    });
    const gateway = await newGateway(emulator);
    await gateway.deploy({ service: SERVICE });
    await gateway.send('/forecast');
    expect(await (await gateway.send('/forecast')).text()).toBe('from the back end');
  });

  test('may answer without a body', async () => {
    const gateway = await newGateway(newEmulator({ backend: () => new Response(null, { status: 204 }) }));
    await gateway.deploy({ service: SERVICE });
    expect((await gateway.send('/forecast')).status).toBe(204);
  });
});

describe('a back end that does not answer', () => {
  test.for<[string, Backend]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
    ['breaks the connection', () => Response.error()],
    [
      'breaks off',
      () => new Response(new ReadableStream({ pull: (stream) => stream.error(new Error('broken')) })),
    ],
    ['fails in a call to the emulator', () => Promise.reject(new CloudApiError('NotFoundApi'))],
    ['answers with more than 8 MB', () => new Response(new Uint8Array(8 * 1024 * 1024 + 1))],
    ['returns no Response', (() => 'text') as unknown as Backend],
  ])('because it %s is a 504', async ([, backend]) => {
    const emulator = newEmulator({ backend });
    const gateway = await newGateway(emulator);
    await gateway.deploy({ service: SERVICE });
    const refusal = ['D504CO', 504, 'Backend service connect failed `no answer`', ''];
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual(refusal);
    expect(emulator.journal.entries().at(-1)).toMatchObject({
      gate: 'backend',
      grade: 'inferred',
      detail: expect.stringContaining('The option backend'),
    });
  });

  test.for<[string, Backend]>([
    ['waits', () => new Promise(() => {})],
    ['never ends its body', () => new Response(new ReadableStream())],
  ])('because it %s is a 504 after ServiceTimeout', async ([, backend]) => {
    const gateway = await newGateway(newEmulator({ backend }));
    await gateway.deploy({ service: { ...SERVICE, ServiceTimeout: 1 } });
    const refusal = ['D504TO', 504, 'Backend service request timeout', ''];
    expect(await refusalOf(await gateway.send('/forecast'))).toEqual(refusal);
  });

  test('is told to stop', async () => {
    let signal: AbortSignal | undefined;
    const backend: Backend = (request) => {
      ({ signal } = request);
      return new Promise(() => {});
    };
    const gateway = await newGateway(newEmulator({ backend }));
    await gateway.deploy({ service: { ...SERVICE, ServiceTimeout: 1 } });
    await gateway.send('/forecast');
    expect(signal?.aborted).toBe(true);
  });

  test('because there is none is told so, in words of the emulator', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy({ name: '天气预报', service: SERVICE });
    const response = await gateway.send('/forecast');
    expect([response.status, response.headers.get('x-ca-error-code')]).toEqual([501, 'Emulator.NoBackend']);
    expect(await response.text()).toBe(
      'cloudapi-emulator has no answer for the API 天气预报, which is not a mock. Set Mock to TRUE and a MockResult in its ServiceConfig, or give createEmulator the option backend.',
    );
    expect(emulator.journal.entries().at(-1)).toMatchObject({ gate: 'backend', grade: 'emulator' });
  });
});
