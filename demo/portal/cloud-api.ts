/** Where the portal's back end forwards calls to API Gateway. */
const ENDPOINT = '/api/cloudapi';

/** An API group, as DescribeApiGroups and DescribeApiGroup tell of it. */
export interface Group {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly SubDomain: string;
  readonly Description: string;
  readonly BasePath: string;
  readonly RegionId: string;
  readonly CreatedTime: string;
}

export interface Model {
  readonly ModelId: string;
  readonly ModelName: string;
  readonly ModelRef: string;
  readonly Description: string;
  readonly Schema: string;
}

export interface Api {
  readonly ApiId: string;
  readonly ApiName: string;
  readonly ApiPath: string;
  readonly ApiMethod: string;
  readonly DeployedInfos: {
    readonly DeployedInfo: readonly { readonly StageName: string; readonly DeployedStatus: string }[];
  };
}

/** What the actions answer that the portal calls. */
interface Answers {
  readonly DescribeApiGroups: {
    readonly TotalCount: number;
    readonly ApiGroupAttributes: { readonly ApiGroupAttribute: readonly Group[] };
  };
  readonly DescribeApiGroup: Group;
  readonly CreateApiGroup: Pick<Group, 'GroupId' | 'GroupName'>;
  readonly ModifyApiGroup: Pick<Group, 'GroupId' | 'GroupName'>;
  readonly DeleteApiGroup: object;
  readonly DescribeModels: {
    readonly TotalCount: number;
    readonly ModelDetails: { readonly ModelDetail: readonly Model[] };
  };
  readonly CreateModel: Model;
  readonly ModifyModel: object;
  readonly DeleteModel: object;
  readonly DescribeApis: {
    readonly TotalCount: number;
    readonly ApiSummarys: { readonly ApiSummary: readonly Api[] };
  };
  readonly CreateApi: Pick<Api, 'ApiId'>;
  readonly DeployApi: object;
  readonly AbolishApi: object;
  readonly DeleteApi: object;
}

/** A call that did not do what was asked. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** The service's own code; empty if it did not answer in its own words. */
  readonly code: string;
  /** Empty if there is none. */
  readonly requestId: string;
  /** Of HTTP; 0 if nothing was answered. */
  readonly status: number;

  constructor(code: string, message: string, requestId: string, status: number) {
    super(message);
    this.code = code;
    this.requestId = requestId;
    this.status = status;
  }
}

/**
 * Calls an action of API Gateway.
 * @throws {ServiceError} if it is refused, or nobody answers
 */
export type Call = <Action extends keyof Answers>(
  action: Action,
  parameters: Readonly<Record<string, string>>,
) => Promise<Answers[Action]>;

/**
 * Calls an action of API Gateway by the portal's back end.
 * @throws {ServiceError} if it is refused, or nobody answers
 */
export async function callApi<Action extends keyof Answers>(
  action: Action,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answers[Action]> {
  const { response, text: body } = await send(ENDPOINT, {
    method: 'POST',
    body: new URLSearchParams({ Action: action, ...parameters }),
    signal,
  });
  const answer = readJson(body);
  if (response.ok && answer !== undefined) return answer as Answers[Action];
  const text = (name: string): string => (typeof answer?.[name] === 'string' ? answer[name] : '');
  throw new ServiceError(text('Code'), text('Message'), text('RequestId'), response.status);
}

/**
 * Sends a request, and reads the answer to its end.
 * @throws {ServiceError} if nobody answers, or the answer breaks off
 */
export async function send(
  url: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<{ readonly response: Response; readonly text: string }> {
  try {
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    if (init.signal.aborted) throw cause;
    throw new ServiceError('', '', '', 0);
  }
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
