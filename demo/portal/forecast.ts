import { ServiceError, send } from './cloud-api.ts';
import type { Api, Call, Group } from './cloud-api.ts';

export const conditions = ['sunny', 'cloudy', 'rain', 'snow'] as const;
export type Condition = (typeof conditions)[number];

export interface Day {
  /** `yyyy-mm-dd`. */
  readonly date: string;
  readonly condition: Condition;
  /** In degrees Celsius. */
  readonly high: number;
  readonly low: number;
}

export interface Forecast {
  readonly city: string;
  readonly days: readonly Day[];
}

/** The service that knows the weather; the gateway reaches it, and nobody else. */
const SERVICE = 'http://forecast.internal';
export const STAGE = 'RELEASE';

/** The parameters of CreateApi for an API that asks the weather service. @param path with `[city]` in it. */
export function forecastApi(name: string, path: string) {
  return {
    ApiName: name,
    Visibility: 'PUBLIC',
    AuthType: 'ANONYMOUS',
    RequestConfig: JSON.stringify({
      RequestProtocol: 'HTTPS',
      RequestHttpMethod: 'GET',
      RequestPath: path,
      RequestMode: 'MAPPING',
    }),
    ServiceConfig: JSON.stringify({
      ServiceProtocol: 'HTTP',
      ServiceAddress: SERVICE,
      ServicePath: '/v1/[city]',
      ServiceHttpMethod: 'GET',
      ServiceTimeout: 5000,
    }),
    RequestParameters: JSON.stringify([
      { ApiParameterName: 'city', Location: 'PATH', ParameterType: 'String', Required: 'REQUIRED' },
    ]),
    ServiceParameters: JSON.stringify([
      { ServiceParameterName: 'city', Location: 'PATH', Type: 'String', ParameterCatalog: 'REQUEST' },
    ]),
    ServiceParametersMap: JSON.stringify([{ ServiceParameterName: 'city', RequestParameterName: 'city' }]),
  } as const;
}

/** Lets an API run as it is defined now. */
export async function deploy(call: Call, groupId: string, apiId: string): Promise<void> {
  const parameters = { GroupId: groupId, ApiId: apiId, StageName: STAGE, Description: 'Weather portal' };
  await call('DeployApi', parameters);
}

export function isDeployed({ DeployedInfos }: Api): boolean {
  return DeployedInfos.DeployedInfo.some(
    ({ StageName, DeployedStatus }) => StageName === STAGE && DeployedStatus === 'DEPLOYED',
  );
}

/** Where an API is called. */
export function addressOf(group: Group, api: Api, city: string): string {
  const base = group.BasePath === '/' ? '' : group.BasePath;
  return `https://${group.SubDomain}${base}${api.ApiPath.replaceAll('[city]', encodeURIComponent(city))}`;
}

/**
 * Calls a published API.
 * @throws {ServiceError} if the gateway refuses, or the weather service behind it does not know
 */
export async function readForecast(address: string, signal: AbortSignal): Promise<Forecast> {
  const { response, text } = await send(address, { signal });
  const forecast = response.ok ? readAnswer(text) : undefined;
  if (forecast !== undefined) return forecast;
  // A refusal of the gateway has no body: it says why in headers.
  const header = (name: string): string => response.headers.get(name) ?? '';
  throw new ServiceError(
    header('x-ca-error-code'),
    header('x-ca-error-message') || text,
    header('x-ca-request-id'),
    response.status,
  );
}

/** Anybody may publish another API in the group: what answers may be no forecast. */
function readAnswer(text: string): Forecast | undefined {
  try {
    const { city, days } = JSON.parse(text) as Partial<Forecast>;
    return typeof city === 'string' && Array.isArray(days) ? { city, days: days.filter(isDay) } : undefined;
  } catch {
    return undefined;
  }
}

function isDay(value: unknown): value is Day {
  const { date, condition, high, low } = (value ?? {}) as Partial<Record<keyof Day, unknown>>;
  return (
    typeof date === 'string' &&
    conditions.some((name) => name === condition) &&
    typeof high === 'number' &&
    typeof low === 'number'
  );
}
