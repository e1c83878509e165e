import type { CallInput, Emulator } from 'cloudapi-emulator';

type CreateApi = CallInput<'CreateApi'>;
type Stage = CallInput<'DeployApi'>['StageName'];

/** A group with a SubDomain, and the means to fill and to call it. */
export interface Gateway {
  readonly groupId: string;
  readonly host: string;
  /** Creates an API, a mock unless the parts say otherwise, and deploys it to RELEASE. */
  deploy(api?: ApiParts, stages?: readonly Stage[]): Promise<string>;
  /** Sends a request to the SubDomain, past msw. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** What a test says of an API; the rest is a mock that anybody may get at `/forecast`. */
export interface ApiParts {
  readonly name?: string;
  readonly request?: object;
  readonly service?: object;
  readonly parameters?: readonly object[];
  readonly more?: Partial<CreateApi>;
}

export function apiInput(groupId: string, { name, request, service, parameters, more }: ApiParts): CreateApi {
  return {
    GroupId: groupId,
    ApiName: name ?? 'Forecast',
    Visibility: 'PRIVATE',
    AuthType: 'ANONYMOUS',
    ResultType: 'JSON',
    RequestConfig: JSON.stringify({
      RequestProtocol: 'HTTP,HTTPS',
      RequestHttpMethod: 'GET',
      RequestPath: '/forecast',
      ...request,
    }),
    ServiceConfig: JSON.stringify(service ?? { Mock: 'TRUE', MockResult: '{"sun":true}' }),
    ...(parameters && { RequestParameters: JSON.stringify(parameters) }),
    ...more,
  };
}

export async function newGateway(
  emulator: Emulator,
  group: Partial<CallInput<'CreateApiGroup'>> = {},
  region = 'cn-hangzhou',
): Promise<Gateway> {
  const { GroupId: groupId, SubDomain: host } = await emulator.call(
    'CreateApiGroup',
    { GroupName: 'Weather', ...group },
    { region },
  );
  return {
    groupId,
    host,
    async deploy(api = {}, stages = ['RELEASE']) {
      const { ApiId } = await emulator.call('CreateApi', apiInput(groupId, api), { region });
      for (const StageName of stages) {
        await emulator.call(
          'DeployApi',
          { GroupId: groupId, ApiId, StageName, Description: 'test' },
          { region },
        );
      }
      return ApiId;
    },
    send: (path, init) => emulator.handle(new Request(`https://${host}${path}`, init)),
  };
}

/** A refusal of the gateway: its code, status and message, with the body that must be empty. */
export async function refusalOf(response: Response): Promise<readonly unknown[]> {
  const { headers } = response;
  return [
    headers.get('x-ca-error-code'),
    response.status,
    headers.get('x-ca-error-message'),
    await response.text(),
  ];
}
