import { createEmulator } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import type { Credential, Emulator, EmulatorOptions, Limits } from 'cloudapi-emulator';
import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';

/** A host that only the bare handler answers. */
const BARE_URL = 'https://bare.example.com/';

export const NO_LIMITS: Partial<Limits> = { groupsPerRegion: Infinity, qps: { CreateApiGroup: 1e9 } };

/** What the emulator is compared with: a handler that answers a constant, CreateApiGroup’s body. */
export function bareHandler(): HttpHandler {
  return http.all(BARE_URL, () =>
    HttpResponse.json({
      RequestId: 'FF3B7D81-66AE-47E0-BF69-157DCF187514',
      GroupId: '523e8dc7bbe04613b5b1d726c2a7aaaa',
      GroupName: 'Weather',
      SubDomain: '523e8dc7bbe04613b5b1d726c2a7aaaa-cn-hangzhou.alicloudapi.com',
      Description: '',
      BasePath: '/',
      InstanceId: 'api-shared-vpc-001',
      InstanceType: 'VPC_SHARED',
      TagStatus: false,
    }),
  );
}

/** A host that only {@link pageHandler} answers. */
const PAGE_URL = 'https://page.example.com/';

/** What no handler can do without that answers a list: a page of groups and its headers, as constants. */
export async function pageHandler({ emulator, listGroups }: Filled): Promise<HttpHandler> {
  const answer = await emulator.handle(listGroups());
  const [page, headers] = [await answer.text(), Object.fromEntries(answer.headers)];
  return http.all(PAGE_URL, () => new HttpResponse(page, { headers }));
}

/** A request to {@link pageHandler}. */
export function pageRequest(): Request {
  return request(PAGE_URL, { Action: 'DescribeApiGroups' });
}

let serial = 0;

function request(base: string, parameters: Readonly<Record<string, string>>): Request {
  const query = new URLSearchParams({ Version: '2016-07-14', Format: 'JSON', ...parameters });
  return new Request(`${base}?${query}`, { method: 'POST' });
}

/** A request to the bare handler. */
export function bareRequest(): Request {
  serial += 1;
  return request(BARE_URL, { Action: 'CreateApiGroup', GroupName: `Group_${serial}` });
}

/** A request that creates one more group. */
export function createRequest(region = 'cn-hangzhou'): Request {
  serial += 1;
  return callRequest({ Action: 'CreateApiGroup', GroupName: `Group_${serial}` }, region);
}

/** A request with these parameters. */
export function callRequest(parameters: Readonly<Record<string, string>>, region = 'cn-hangzhou'): Request {
  return request(`https://apigateway.${region}.aliyuncs.com/`, parameters);
}

/** An emulator with groups and, in the first of them, models. */
export interface Filled {
  readonly emulator: Emulator;
  /** A request for the first page of the groups. */
  listGroups(): Request;
  /** A request for one model by its id. */
  findModel(): Request;
}

/** Makes an emulator with as many groups, and as many models in one of them, as said, and no limit on more. */
export async function emulatorWith(count: number, options: EmulatorOptions = {}): Promise<Filled> {
  const emulator = createEmulator({ ...options, limits: NO_LIMITS });
  const names = Array.from({ length: count }, (_, index) => `Seed_${index}`);
  const [first] = await emulator.seed({
    groups: [{ GroupName: 'Models', Models: names }, ...names.slice(1)],
  });
  // One for each group of the fixture, with one for each of its models.
  const { GroupId, Models } = first!;
  const { ModelId } = Models[0]!;
  return {
    emulator,
    listGroups: () => callRequest({ Action: 'DescribeApiGroups' }),
    findModel: () => callRequest({ Action: 'DescribeModels', GroupId, ModelId }),
  };
}

/** An emulator with a group of many APIs, each a mock. */
export interface Gateway {
  readonly emulator: Emulator;
  /** A request to one of the APIs, at the group's SubDomain. */
  callMock(): Request;
  /** A request for the first page of the APIs. */
  listApis(): Request;
  /** A request that creates one more API. */
  createApi(): Request;
}

/** CreateApi's parameters for one of many mocks. */
function forecast(GroupId: string, index: number) {
  return {
    GroupId,
    ApiName: `Forecast_${index}`,
    Visibility: 'PRIVATE',
    AuthType: 'ANONYMOUS',
    RequestConfig: JSON.stringify({
      RequestProtocol: 'HTTP,HTTPS',
      RequestHttpMethod: 'POST',
      RequestPath: `/forecast/${index}/[city]`,
    }),
    ServiceConfig: JSON.stringify({ Mock: 'TRUE', MockResult: '{"weather":"sunny"}' }),
  } as const;
}

/** Makes an emulator with a group of so many APIs, deployed to RELEASE, and no limit on calls to them. */
export async function gatewayWith(count: number, options: EmulatorOptions = {}): Promise<Gateway> {
  // A limit that is not reached, so that calls are counted as they are for a user.
  const emulator = createEmulator({
    ...options,
    limits: {
      apisPerGroup: Infinity,
      subDomainCallsPerDay: 1e9,
      qps: { CreateApi: Infinity, DeployApi: Infinity },
    },
  });
  const { GroupId, SubDomain } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  for (let i = 0; i < count; i += 1) {
    const { ApiId } = await emulator.call('CreateApi', forecast(GroupId, i));
    await emulator.call('DeployApi', { GroupId, ApiId, StageName: 'RELEASE', Description: 'bench' });
  }
  return {
    emulator,
    callMock: () => new Request(`https://${SubDomain}/forecast/7/Hangzhou?unit=C`, { method: 'POST' }),
    listApis: () => callRequest({ Action: 'DescribeApis', GroupId }),
    createApi() {
      serial += 1;
      return callRequest({ Action: 'CreateApi', ...forecast(GroupId, count + serial) });
    },
  };
}

/** Sends a request and reads its answer to the end. */
export async function send(sent: Request): Promise<void> {
  const response = await fetch(sent);
  if (!response.ok) throw new Error(await response.text());
  await response.json();
}

/** Whom the signed requests are of. */
export const CREDENTIAL: Credential = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  accountId: '1234567890123456',
};

/** Makes a request as signedFetch sends it. */
export type MakeRequest = () => Request;

/** Requests to create groups, each good for one call; signed beforehand, because signing is not measured. */
export async function signedRequests(count: number): Promise<MakeRequest[]> {
  const original = globalThis.fetch;
  const requests: MakeRequest[] = [];
  globalThis.fetch = async (url, init) => {
    requests.push(() => new Request(url, init));
    return new Response();
  };
  try {
    for (let i = 0; i < count; i += 1) {
      serial += 1;
      await signedFetch(CREDENTIAL, 'CreateApiGroup', { GroupName: `Group_${serial}` });
    }
  } finally {
    globalThis.fetch = original;
  }
  return requests;
}
