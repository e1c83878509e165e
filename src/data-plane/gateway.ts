/**
 * The road of a request to a SubDomain, from top to bottom: find the API that the stage runs, the checks in their order, then
 * the mock or the back end. The first check that refuses decides the answer.
 */
import { CloudApiError } from '../cloud-api-error.ts';
import { timeOf } from '../controls/clock.ts';
import type { Clock } from '../controls/clock.ts';
import type { Failure } from '../controls/failure.ts';
import { DroppedCall } from '../controls/faults.ts';
import type { FaultControl } from '../controls/faults.ts';
import type { JournalControl } from '../controls/journal.ts';
import type { LimitsControl } from '../controls/limits.ts';
import type { Waits } from '../controls/waits.ts';
import type { Ids } from '../ids/ids.ts';
import { groupInstanceType } from '../resources/api-group.ts';
import type { Stamp } from '../stamp.ts';
import type { Store } from '../store/store.ts';
import { isMock, writeApiPreflight, writeMock, writeRefusal } from './answers.ts';
import { askBackend } from './backend.ts';
import type { Backend } from './backend.ts';
import { checks } from './checks.ts';
import { countCall } from './count-call.ts';
import { findTarget } from './find-target.ts';
import type { Found } from './find-target.ts';
import { toRecord } from './record.ts';
import type { Visit } from './visit.ts';

/** What the gateway is made of. */
export interface GatewayParts {
  /** The `backend` option. */
  readonly backend: Backend | undefined;
  readonly clock: Clock;
  readonly limits: LimitsControl;
  readonly faults: FaultControl;
  readonly waits: Waits;
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

/** Makes the road to the SubDomains of one emulator. */
export function createGateway(parts: GatewayParts): Gateway {
  const { clock, ids, stamp, waits } = parts;
  return {
    async handle(request) {
      const requestId = ids.gateway();
      const [time, { round }] = [timeOf(clock), waits];
      try {
        return await answer(parts, newVisit(request, requestId, time, round));
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

function newVisit(request: Request, requestId: string, time: number, round: number): Visit {
  return {
    request,
    url: new URL(request.url),
    method: request.method.toUpperCase(),
    requestId,
    time,
    round,
    group: undefined,
    target: undefined,
    body: undefined,
    form: new Map(),
    values: new Map(),
    // Until a fault is met: what fails before, no fault has caused.
    gate: 'stage',
  };
}

/**
 * Answers a request and writes it into the journal.
 * @returns `undefined` if no group has the SubDomain
 */
async function answer(parts: GatewayParts, visit: Visit): Promise<Response | undefined> {
  const start = performance.now();
  let response: Response | undefined;
  let failure: Failure | undefined;
  try {
    response = await pass(parts, visit);
    if (response === undefined || (isPreflight(visit) && visit.target === undefined)) return response;
  } catch (thrown) {
    if (thrown instanceof DroppedCall) {
      failure = thrown;
      response = Response.error();
    } else {
      failure = parts.stamp(thrown, visit.requestId, visit.url.hostname, 'X500ER');
      response = writeRefusal(failure, visit, visit.group && groupInstanceType(visit.group));
    }
  }
  parts.journal.record(toRecord(visit, response.status, failure, performance.now() - start));
  return response;
}

/** Lets a request through all checks, in the order in which they win, to its answer. */
async function pass(parts: GatewayParts, visit: Visit): Promise<Response | undefined> {
  // A clock that gives no time fails here, with its own words.
  if (Number.isNaN(visit.time)) parts.clock.now();
  await meetFaults(parts, visit);
  const { group, target, refusal } = await find(parts, visit);
  if (group === undefined) return undefined;
  if (target === undefined && isPreflight(visit)) return writeApiPreflight(visit);
  if (refusal !== undefined || target === undefined) throw refusal;
  for (const { name, check } of checks) {
    visit.gate = name;
    const checking = check(visit, target);
    if (checking !== undefined) await checking;
  }
  if (isMock(target.definition.serviceConfig)) return writeMock(visit, target);
  visit.gate = 'backend';
  return await askBackend(parts, visit, target);
}

/** Faults come first, as a broken network would. They only have to know the API. */
async function meetFaults(parts: GatewayParts, visit: Visit): Promise<void> {
  const { faults } = parts;
  if (faults.faults.list().length === 0) return;
  const { group, target } = await parts.transaction('read', (transaction) => findTarget(transaction, visit));
  if (group === undefined) return;
  Object.assign(visit, { group, target, gate: 'faults' });
  await faults.meet({ api: target?.definition.apiName ?? '' }, visit.round);
  visit.gate = 'stage';
}

/** Finds the API and counts the call, in one transaction. */
async function find(parts: GatewayParts, visit: Visit): Promise<Found> {
  const { subDomainCallsPerDay: limit } = parts.limits.current();
  const found = await parts.transaction(limit === Infinity ? 'read' : 'write', (transaction): Found => {
    const { group, ...rest } = findTarget(transaction, visit);
    const refusal = rest.refusal ?? (group && countCall(transaction, group, limit, visit.time));
    return refusal === rest.refusal ? { group, ...rest } : { group, ...rest, gate: 'limit', refusal };
  });
  Object.assign(visit, { group: found.group, target: found.target, gate: found.gate });
  return found;
}

/** Asked by a browser, and by nobody's program. */
function isPreflight({ method }: Visit): boolean {
  return method === 'OPTIONS';
}
