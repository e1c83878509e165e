/**
 * The road of a request to a SubDomain, from top to bottom: find the API that the stage runs, the checks in their order, then
 * the mock or the back end. The first check that refuses decides the answer.
 */
import { CloudApiError } from '../cloud-api-error.ts';
import { timeOf } from '../controls/clock.ts';
import type { Clock } from '../controls/clock.ts';
import { DroppedCall } from '../controls/faults.ts';
import type { FaultControl } from '../controls/faults.ts';
import type { GatewayCheckName, JournalControl, RecordedCall } from '../controls/journal.ts';
import type { LimitsControl } from '../controls/limits.ts';
import type { Ids } from '../ids/ids.ts';
import { groupInstanceType } from '../resources/api-group.ts';
import type { Stamp } from '../stamp.ts';
import type { Store } from '../store/store.ts';
import { isMock, protocolOf, writeMock, writePreflight, writeRefusal } from './answers.ts';
import { askBackend } from './backend.ts';
import type { Backend } from './backend.ts';
import { groupByName } from './body.ts';
import { checkParameters } from './check-parameters.ts';
import { countCall } from './count-call.ts';
import { findTarget } from './find-target.ts';
import type { Found } from './find-target.ts';
import type { Target, Visit } from './visit.ts';

/** What the gateway is made of. */
export interface GatewayParts {
  /** The `backend` option. */
  readonly backend: Backend | undefined;
  readonly clock: Clock;
  readonly limits: LimitsControl;
  readonly faults: FaultControl;
  readonly journal: JournalControl;
  readonly ids: Ids;
  readonly stamp: Stamp;
  /** Opens the state, with the fixture in it, for one transaction. */
  readonly transaction: Store['transaction'];
}

export interface Gateway {
  /**
   * Answers a request whose host has the form of a SubDomain. Never rejects.
   * @returns `undefined` if no group has it; the request's body is unread then, and the journal knows nothing of it
   */
  handle(request: Request): Promise<Response | undefined>;
  /** What the gateway says of a SubDomain that no group has. */
  refuseDomain(request: Request): Response;
}

interface Check {
  readonly name: GatewayCheckName;
  /** @throws {CloudApiError} if it refuses the request */
  check(visit: Visit, target: Target): void | Promise<void>;
}

export function createGateway(parts: GatewayParts): Gateway {
  const { backend, clock, limits, faults, journal, ids, stamp, transaction } = parts;

  /** Between the API that was found and its answer. That they come in this order is inferred. */
  const checks: readonly Check[] = [
    { name: 'size', check: checkSize },
    { name: 'protocol', check: checkProtocol },
    { name: 'authorization', check: checkAuthorization },
    { name: 'parameters', check: checkParameters },
  ];

  /** Faults come first, as a broken network would. They only have to know the API. */
  async function meetFaults(visit: Visit): Promise<void> {
    if (faults.faults.list().length === 0) return;
    const { group, target } = await transaction('read', (state) => findTarget(state, visit));
    if (group === undefined) return;
    Object.assign(visit, { group, target, gate: 'faults' });
    await faults.meet({ api: target?.definition.apiName ?? '' });
  }

  /** Finds the API and counts the call, in one transaction. */
  async function find(visit: Visit): Promise<Found> {
    const { subDomainCallsPerDay: limit } = limits.current();
    const found = await transaction(limit === Infinity ? 'read' : 'write', (state): Found => {
      const { group, ...rest } = findTarget(state, visit);
      const refusal = rest.refusal ?? (group && countCall(state, group, limit, visit.time));
      return refusal === rest.refusal ? { group, ...rest } : { group, ...rest, gate: 'limit', refusal };
    });
    Object.assign(visit, { group: found.group, target: found.target, gate: found.gate });
    return found;
  }

  /** @returns `undefined` if no group has the SubDomain */
  async function pass(visit: Visit): Promise<Response | undefined> {
    // A clock that gives no time fails here, with its own words.
    if (Number.isNaN(visit.time)) clock.now();
    await meetFaults(visit);
    const { group, target, refusal } = await find(visit);
    if (group === undefined) return undefined;
    if (target === undefined && isPreflight(visit)) return writePreflight(visit);
    if (refusal !== undefined || target === undefined) throw refusal;
    for (const { name, check } of checks) {
      visit.gate = name;
      const checking = check(visit, target);
      if (checking !== undefined) await checking;
    }
    if (isMock(target.definition.serviceConfig)) return writeMock(visit, target);
    visit.gate = 'backend';
    return await askBackend(backend, visit, target);
  }

  /** Answers a request and writes it into the journal. */
  async function answer(visit: Visit): Promise<Response | undefined> {
    const start = performance.now();
    let response: Response | undefined;
    let failure: CloudApiError | DroppedCall | undefined;
    try {
      response = await pass(visit);
      if (response === undefined || (isPreflight(visit) && visit.target === undefined)) return response;
    } catch (thrown) {
      if (thrown instanceof DroppedCall) {
        failure = thrown;
        response = Response.error();
      } else {
        failure = stamp(thrown, visit.requestId, visit.url.hostname, 'X500ER');
        response = writeRefusal(failure, visit, visit.group && groupInstanceType(visit.group));
      }
    }
    journal.record(toRecord(visit, response.status, failure, performance.now() - start));
    return response;
  }

  return {
    async handle(request) {
      const requestId = ids.gateway();
      const time = timeOf(clock);
      try {
        return await answer(newVisit(request, requestId, time));
      } catch (thrown) {
        // A request of which nothing can be read.
        const unread = { requestId, time, method: 'GET', url: new URL('http://unknown.invalid') };
        return writeRefusal(stamp(thrown, requestId, '', 'X500ER'), unread, undefined);
      }
    },
    refuseDomain(request) {
      const url = new URL(request.url);
      const options = { names: [url.hostname], detail: 'No group has this SubDomain.' };
      const visit = { requestId: ids.gateway(), time: timeOf(clock), method: request.method, url };
      return writeRefusal(new CloudApiError('I404DO', options), visit, undefined);
    },
  };
}

function newVisit(request: Request, requestId: string, time: number): Visit {
  return {
    request,
    url: new URL(request.url),
    method: request.method.toUpperCase(),
    requestId,
    time,
    group: undefined,
    target: undefined,
    body: undefined,
    form: new Map(),
    values: new Map(),
    gate: 'faults',
  };
}

/** The address and the headers, in characters at most (LIM26: 8 KB). */
const MAX_HEAD = 8 * 1024;

function checkSize({ url, request }: Visit): void {
  let size = url.href.length;
  for (const [name, value] of request.headers) size += name.length + value.length + ': \r\n'.length;
  if (size <= MAX_HEAD) return;
  throw new CloudApiError('I413UL', {
    detail: `The address and the headers have ${size} characters; at most ${MAX_HEAD} are allowed.`,
  });
}

function checkProtocol({ url }: Visit, { definition }: Target): void {
  const protocol = protocolOf(url);
  const allowed = definition.requestConfig.RequestProtocol;
  if (allowed.split(',').includes(protocol)) return;
  throw new CloudApiError('I403PT', {
    names: [protocol],
    detail: `The API's RequestProtocol is ${allowed}.`,
  });
}

/** The emulator has no apps yet, so nobody can be authorized. */
function checkAuthorization({ request }: Visit, { definition: { authType } }: Target): void {
  if (authType === 'ANONYMOUS') return;
  const detail = `The API's AuthType is ${authType}, and the emulator has no apps yet: only ANONYMOUS can be called.`;
  const isNamed = ['x-ca-key', 'authorization'].some((name) => request.headers.has(name));
  throw new CloudApiError(authType === 'OPENID' || isNamed ? 'I403AA' : 'A400MA', { detail });
}

/** Asked by a browser, and by nobody's program. */
function isPreflight({ method }: Visit): boolean {
  return method === 'OPTIONS';
}

function toRecord(
  visit: Visit,
  status: number,
  failure: CloudApiError | DroppedCall | undefined,
  duration: number,
): RecordedCall {
  const { request, url, method, requestId, time, group, target, gate } = visit;
  const error = failure instanceof CloudApiError ? failure : undefined;
  const declared = target?.definition.requestParameters.map(
    ({ ApiParameterName: name }) => [name, true] as const,
  );
  return {
    via: 'subdomain',
    time,
    action: '',
    region: group?.region ?? '',
    account: group?.account ?? '',
    accessKeyId: undefined,
    sent: sentParameters(visit),
    // What the path has, nobody has misspelt.
    declared: declared && Object.fromEntries([...declared, ...(target?.pathParameters ?? [])]),
    status,
    code: error?.code,
    requestId,
    duration,
    gate: failure === undefined ? undefined : gate,
    grade: error?.grade,
    source: error?.source,
    detail: error?.detail,
    injected: failure !== undefined && gate === 'faults',
    api: target?.definition.apiName ?? '',
    apiId: target?.api.apiId ?? '',
    groupId: group?.groupId ?? '',
    stage: request.headers.get('x-ca-stage') ?? 'RELEASE',
    method,
    path: url.pathname,
  };
}

function sentParameters({ url, form, values, target }: Visit): Readonly<Record<string, unknown>> {
  const inHead = target?.definition.requestParameters.flatMap(({ Location, ApiParameterName: name }) => {
    const value = Location === 'HEAD' ? values.get(name) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const sent = [
    ...(target?.pathParameters ?? []),
    ...groupByName(url.searchParams),
    ...form,
    ...(inHead ?? []),
  ];
  return Object.fromEntries(sent.map(([name, value]) => [name, plain(value)]));
}

/** One value for itself, several in a list, and of a file its name. */
function plain(values: string | readonly (string | File)[]): unknown {
  if (typeof values === 'string') return values;
  const texts = values.map((value) => (typeof value === 'string' ? value : value.name));
  return texts.length === 1 ? texts[0] : texts;
}
