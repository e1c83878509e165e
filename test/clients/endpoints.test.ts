import { setupEmulator } from 'cloudapi-emulator/node';
import { http, HttpResponse } from 'msw';
import { describe, expect, onTestFinished, test } from 'vitest';
import { kinds, thrownBy } from './clients.ts';
import { oldClient, rpcClient, sdk, typedClient } from './sdks.ts';
import { start } from './start.ts';

interface Group {
  readonly GroupId: string;
  readonly SubDomain: string;
}

const weather = { GroupName: 'Weather' };
const typedWeather = new sdk.CreateApiGroupRequest({ groupName: 'Weather' });
const subDomain = (regionId: string): RegExp => new RegExp(`^[0-9a-f]{32}-${regionId}\\.alicloudapi\\.com$`);

describe.each(kinds)('$name', ({ connect }) => {
  test('finds nothing of one region in another', async () => {
    await start();
    const hangzhou = await connect('cn-hangzhou').createApiGroup(weather);
    const shanghai = await connect('cn-shanghai').createApiGroup(weather);
    expect(hangzhou.SubDomain).toBe(`${hangzhou.GroupId}-cn-hangzhou.alicloudapi.com`);
    expect(shanghai.SubDomain).toBe(`${shanghai.GroupId}-cn-shanghai.alicloudapi.com`);
    const model = { GroupId: hangzhou.GroupId, ModelName: 'Forecast', Schema: '{"type":"object"}' };
    expect(await thrownBy(connect('cn-shanghai').createModel(model))).toMatchObject({
      code: 'NotFoundApiGroup',
    });
    const made = await connect('cn-hangzhou').createModel(model);
    expect(made.RegionId).toBe('cn-hangzhou');
    expect(await connect('cn-shanghai').describeApiGroups({})).toMatchObject({
      TotalCount: 1,
      ApiGroupAttributes: { ApiGroupAttribute: [{ GroupId: shanghai.GroupId, RegionId: 'cn-shanghai' }] },
    });
  });

  test('has room for as many groups in a second region when the first is full', async () => {
    await start({ limits: { groupsPerRegion: 1 } });
    await connect('cn-hangzhou').createApiGroup(weather);
    expect(await connect('ap-southeast-1').createApiGroup(weather)).toMatchObject(weather);
  });
});

describe('the central endpoint', () => {
  test('serves the region of the option', async () => {
    await start({ region: 'eu-central-1' });
    const { SubDomain } = await rpcClient('https://apigateway.aliyuncs.com').request<Group>(
      'CreateApiGroup',
      weather,
    );
    expect(SubDomain).toMatch(subDomain('eu-central-1'));
  });

  test('serves cn-hangzhou when no option names a region', async () => {
    await start();
    const { SubDomain } = await rpcClient('https://apigateway.aliyuncs.com').request<Group>(
      'CreateApiGroup',
      weather,
    );
    expect(SubDomain).toMatch(subDomain('cn-hangzhou'));
  });

  test('is where the typed SDK goes for a region without an endpoint', async () => {
    await start({ region: 'cn-wuhan' });
    const { body } = await typedClient({ regionId: 'cn-wuhan' }).createApiGroup(typedWeather);
    expect(body?.subDomain).toMatch(subDomain('cn-wuhan'));
  });
});

test('the endpoint that the typed SDK makes up for a region it does not know is served', async () => {
  await start();
  const { body } = await typedClient({ regionId: 'cn-nanjing' }).createApiGroup(typedWeather);
  expect(body?.subDomain).toMatch(subDomain('cn-nanjing'));
});

test('the endpoint inside a VPC serves the same region', async () => {
  await start();
  const inside = typedClient({ endpoint: 'apigateway-vpc.cn-hangzhou.aliyuncs.com' });
  await inside.createApiGroup(typedWeather);
  expect(await thrownBy(typedClient().createApiGroup(typedWeather))).toMatchObject({
    code: 'RepeatedApiGroup',
  });
});

describe('an endpoint without TLS', () => {
  test('serves pop-core', async () => {
    await start();
    const client = rpcClient('http://apigateway.cn-shanghai.aliyuncs.com');
    const { SubDomain } = await client.request<Group>('CreateApiGroup', weather);
    expect(SubDomain).toMatch(subDomain('cn-shanghai'));
    expect(await thrownBy(client.request('CreateApiGroup', weather, { method: 'POST' }))).toMatchObject({
      code: 'RepeatedApiGroup',
    });
  });

  test('serves the older typed SDK', async () => {
    await start();
    const client = oldClient('http://apigateway.cn-shanghai.aliyuncs.com');
    expect(await client.createApiGroup({ ...weather, Description: '' })).toMatchObject(weather);
  });

  test('serves the typed SDK', async () => {
    await start();
    const client = typedClient({ regionId: 'cn-shanghai', protocol: 'http' });
    const { body } = await client.createApiGroup(typedWeather);
    expect(body?.subDomain).toMatch(subDomain('cn-shanghai'));
  });
});

describe('the guard', () => {
  const otherHosts = ['ecs.cn-hangzhou.aliyuncs.com', 'sts.aliyuncs.com', 'alidns.aliyuncs.com'];

  test.each(otherHosts.flatMap((host) => [[`https://${host}`], [`http://${host}`]]))(
    'keeps a call to %s from the cloud',
    async (endpoint) => {
      await start();
      const { host } = new URL(endpoint);
      const error = await thrownBy(rpcClient(endpoint, '2014-05-26').request('DescribeRegions', {}));
      expect(error).toMatchObject({
        name: 'Emulator.GuardedError',
        code: 'Emulator.Guarded',
        data: {
          HostId: host,
          Message: expect.stringContaining(`blocked a call to ${host} because guard is true`),
        },
        entry: { response: { statusCode: 501 } },
      });
    },
  );

  test('answers the typed SDK, too, when it is sent to another product', async () => {
    await start();
    const client = typedClient({ endpoint: 'ecs.cn-hangzhou.aliyuncs.com' });
    expect(await thrownBy(client.createApiGroup(typedWeather))).toMatchObject({
      name: 'ServerError',
      code: 'Emulator.Guarded',
    });
  });

  test('leaves every other host to handlers of the test', async () => {
    const { server, start: listen, stop } = setupEmulator({ storage: 'memory', guard: true });
    onTestFinished(stop);
    await listen();
    server.use(http.get('https://weather.example/', () => HttpResponse.text('sunny')));
    const response = await fetch('https://weather.example/');
    expect(await response.text()).toBe('sunny');
  });
});

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** A call without an SDK, because the SDKs read successful answers as JSON only. */
async function getByFetch(parameters: Record<string, string>): Promise<Answer> {
  const query = new URLSearchParams({ Version: '2016-07-14', ...parameters });
  const response = await fetch(`https://apigateway.cn-hangzhou.aliyuncs.com/?${query}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
}

describe('Format=XML', () => {
  test('answers with the action’s own element', async () => {
    await start();
    const { status, type, text } = await getByFetch({
      Action: 'CreateApiGroup',
      Format: 'XML',
      GroupName: 'Weather',
      Description: 'sun & <rain>',
    });
    expect({ status, type }).toEqual({ status: 200, type: 'text/xml;charset=utf-8' });
    expect(text).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8'\?><CreateApiGroupResponse>.*<\/CreateApiGroupResponse>$/s,
    );
    expect(text).toContain('<GroupName>Weather</GroupName>');
    expect(text).toContain('<Description>sun &amp; &lt;rain&gt;</Description>');
    expect(text).toContain('<TagStatus>false</TagStatus>');
  });

  test('is what a call by V1 gets that names no format', async () => {
    await start();
    const { type } = await getByFetch({ Action: 'CreateApiGroup', GroupName: 'Weather' });
    expect(type).toBe('text/xml;charset=utf-8');
  });

  test('writes an error as the element Error', async () => {
    await start();
    const { status, text } = await getByFetch({ Action: 'CreateApiGroup', Format: 'xml' });
    expect(status).toBe(400);
    expect(text).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8'\?><Error><RequestId>([0-9A-F-]{36})<\/RequestId><HostId>apigateway\.cn-hangzhou\.aliyuncs\.com<\/HostId><Code>MissingGroupName<\/Code><Message>GroupName is mandatory for this action\.<\/Message><Recommend><!\[CDATA\[https:\/\/api\.aliyun\.com\/troubleshoot\?q=MissingGroupName&product=CloudAPI&requestId=\1\]\]><\/Recommend><\/Error>$/,
    );
  });

  test('is the only one beside JSON', async () => {
    await start();
    const { status, text } = await getByFetch({
      Action: 'CreateApiGroup',
      Format: 'YAML',
      GroupName: 'Weather',
    });
    expect(status).toBe(400);
    expect(text).toContain('<Code>InvalidParameter.Format</Code>');
  });
});
