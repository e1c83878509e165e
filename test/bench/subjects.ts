import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';

/** A host that only the bare handler answers. */
export const BARE_URL = 'https://bare.example.com/';

const NO_LIMITS = { groupsPerRegion: Infinity, qps: { CreateApiGroup: 1e9 } };

/** What the emulator is compared with: a handler that answers CreateApiGroup’s body as a constant. */
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

let serial = 0;

/** A request that creates one more group, in a region of its own for each kind of measurement. */
export function createRequest(region = 'cn-hangzhou'): Request {
  serial += 1;
  return new Request(
    `https://apigateway.${region}.aliyuncs.com/?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Group_${serial}`,
    { method: 'POST' },
  );
}

/** The same as createRequest, to the bare handler. */
export function bareRequest(): Request {
  serial += 1;
  return new Request(
    `${BARE_URL}?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Group_${serial}`,
    {
      method: 'POST',
    },
  );
}

/** An emulator with as many groups as said, and no limit on more. */
export async function emulatorWith(groups: number, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = createEmulator({ ...options, limits: NO_LIMITS });
  for (let i = 0; i < groups; i += 1) await emulator.call('CreateApiGroup', { GroupName: `Seed_${i}` });
  return emulator;
}

/** Sends a request and reads its answer to the end. */
export async function send(request: Request): Promise<void> {
  const response = await fetch(request);
  if (!response.ok) throw new Error(await response.text());
  await response.json();
}
