/**
 * The road of a call, from top to bottom: read, the gates in their order, the operation, write. The order in which the
 * gates run is the order in which they win: the first one that refuses decides the answer.
 */
import type { Callers } from './callers/callers.ts';
import { CloudApiError } from './cloud-api-error.ts';
import { timeOf } from './controls/clock.ts';
import type { Clock } from './controls/clock.ts';
import { describeFailure } from './controls/failure.ts';
import type { Failure } from './controls/failure.ts';
import { DroppedCall } from './controls/faults.ts';
import type { FaultControl } from './controls/faults.ts';
import type { JournalControl, RecordedCall } from './controls/journal.ts';
import type { LimitsControl } from './controls/limits.ts';
import type { Waits } from './controls/waits.ts';
import type { CallContext, HandleContext } from './emulator-interface.ts';
import { actionGate } from './gates/action.ts';
import { callerGate } from './gates/caller.ts';
import { faultsGate } from './gates/faults.ts';
import type { InnerGate, OuterGate, Passage } from './gates/gate.ts';
import { nonceGate } from './gates/nonce.ts';
import { parametersGate } from './gates/parameters.ts';
import { policiesGate } from './gates/policies.ts';
import { protocolGate } from './gates/protocol.ts';
import { throttleGate } from './gates/throttle.ts';
import type { Ids } from './ids/ids.ts';
import type { Settings } from './options.ts';
import { DEFAULT_ACCOUNT } from './resources/scope.ts';
import type { Stamp } from './stamp.ts';
import type { Store, Transaction } from './store/store.ts';
import { writePreflight } from './wire/preflight.ts';
import { readRequest } from './wire/read.ts';
import type { Call, Envelope } from './wire/read.ts';
import { writeResponse } from './wire/write.ts';
import type { Answer } from './wire/write.ts';

/** What the service is made of. */
export interface ServiceParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly limits: LimitsControl;
  readonly faults: FaultControl;
  readonly waits: Waits;
  readonly journal: JournalControl;
  readonly ids: Ids;
  /** Who may call; anyone if left out. */
  readonly callers: Callers | undefined;
  readonly stamp: Stamp;
  /** Opens the state, with the fixture in it, for one transaction. */
  readonly transaction: Store['transaction'];
}

export interface Service {
  handle(request: Request, context?: HandleContext): Promise<Response>;
  /** @throws {CloudApiError} what the service refuses with */
  call(action: string, parameters: object, context: CallContext): Promise<Answer>;
}

/** A refusal ends its transaction well, so that what the gates noted is kept. */
type Outcome = { readonly answer: Answer } | { readonly refusal: CloudApiError };

/** Makes the road for one emulator. */
export function createService(parts: ServiceParts): Service {
  const gates = gatesOf(parts);
  const { settings, clock, ids, callers, waits } = parts;
  return {
    async handle(request, context) {
      const requestId = ids.request();
      const [time, { round }] = [timeOf(clock), waits];
      // For a request of which nothing can be read.
      let envelope: Envelope = { host: '', format: 'XML' };
      const write = (action: string, result: Answer | CloudApiError): Response =>
        writeResponse(action, result, envelope, { requestId, traceId: ids.trace(requestId), now: time });
      try {
        if (request.method === 'OPTIONS') return writePreflight(request);
        const accessKeyId = context?.accessKeyId;
        const isSigned = callers !== undefined && accessKeyId === undefined;
        const read = await readRequest(request, { accessKeyId, isSigned });
        envelope = read.envelope;
        const arrival = { call: read.call, time, round, requestId, host: envelope.host };
        return write(read.call.action, await answer(parts, gates, arrival));
      } catch (thrown) {
        if (thrown instanceof DroppedCall) return Response.error();
        return write('', parts.stamp(thrown, requestId, envelope.host, 'InternalError'));
      }
    },

    async call(action, parameters, { region = settings.region, accessKeyId }) {
      const requestId = ids.request();
      const call: Call = {
        action,
        parameters: copyOf(parameters),
        region,
        error: undefined,
        via: 'call',
        signed: undefined,
        accessKeyId,
      };
      const host = `apigateway.${region}.aliyuncs.com`;
      const arrival = { call, time: timeOf(clock), round: waits.round, requestId, host };
      const result = await answer(parts, gates, arrival);
      // A copy, because the answer may hold parts of the state.
      return structuredClone({ RequestId: requestId, ...result });
    },
  };
}

/**
 * A copy, because the caller may change what it gave.
 * @throws {TypeError} if no call can hold the parameters
 */
function copyOf(parameters: object): Record<string, unknown> {
  try {
    const copy = structuredClone<Record<string, unknown>>({ ...parameters });
    // What holds itself can be copied, but neither be counted nor shown.
    JSON.stringify(copy);
    return copy;
  } catch (cause) {
    const hint = 'the parameters must be strings, numbers, booleans, and lists and objects of them.';
    throw new TypeError(`emulator.call: ${hint} ${String(cause)}`, { cause });
  }
}

/** All gates, in their order. */
interface Gates {
  /** In front of the state. */
  readonly outer: readonly OuterGate[];
  /** In the transaction in which the operation runs. */
  readonly inner: readonly InnerGate[];
}

function gatesOf({ faults, callers, clock }: ServiceParts): Gates {
  return {
    outer: [faultsGate(faults), protocolGate, callerGate(callers), actionGate],
    inner: [nonceGate, throttleGate(clock), policiesGate, parametersGate],
  };
}

/** A call that has come. */
interface Arrival {
  readonly call: Call;
  /** In milliseconds by the clock; NaN if it gives none. */
  readonly time: number;
  readonly round: number;
  readonly requestId: string;
  readonly host: string;
}

/** Answers one call and writes it into the journal. Rejects with a CloudApiError or a DroppedCall. */
async function answer(parts: ServiceParts, gates: Gates, arrival: Arrival): Promise<Answer> {
  const { call, time, round, requestId, host } = arrival;
  const start = performance.now();
  const passage: Passage = {
    call,
    time,
    round,
    region: call.region ?? parts.settings.region,
    callsPerSecond: parts.limits.current().qps[call.action] ?? Infinity,
    account: parts.callers === undefined ? DEFAULT_ACCOUNT : '',
    caller: undefined,
    operation: undefined,
    input: {},
    gate: 'protocol',
  };
  let failure: Failure | undefined;
  try {
    // A clock that gives no time fails here, with its own words.
    if (Number.isNaN(time)) parts.clock.now();
    return await pass(parts, gates, passage);
  } catch (thrown) {
    failure = thrown instanceof DroppedCall ? thrown : parts.stamp(thrown, requestId, host, 'InternalError');
    throw failure;
  } finally {
    parts.journal.record(toRecord(passage, requestId, failure, performance.now() - start));
  }
}

/** Lets a call through all gates, in the order in which they win, to its operation. */
async function pass(parts: ServiceParts, { outer, inner }: Gates, passage: Passage): Promise<Answer> {
  for (const gate of outer) {
    passage.gate = gate.name;
    const waiting = gate.check(passage);
    if (waiting !== undefined) await waiting;
  }
  const writes = passage.operation?.writes === true || inner.some((gate) => gate.notes(passage));
  const outcome = await parts.transaction(writes ? 'write' : 'read', (transaction): Outcome => {
    try {
      for (const gate of inner) {
        passage.gate = gate.name;
        gate.check(passage, transaction);
      }
      passage.gate = 'operation';
      return { answer: operate(parts, passage, transaction) };
    } catch (error) {
      // Anything else than a refusal undoes the transaction.
      if (error instanceof CloudApiError) return { refusal: error };
      throw error;
    }
  });
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.answer;
}

function operate(
  { settings, ids, limits }: ServiceParts,
  passage: Passage,
  transaction: Transaction,
): Answer {
  const { operation, input, account, region, time } = passage;
  if (operation === undefined) throw new Error('No gate has found the operation.');
  return operation.execute(input, {
    transaction,
    scope: { account, region },
    now: time,
    ids,
    limits: limits.current(),
    rules: settings.rules,
  });
}

function toRecord(
  { call, time, region, account, caller, operation, gate }: Passage,
  requestId: string,
  failure: Failure | undefined,
  duration: number,
): RecordedCall {
  return {
    via: call.via,
    time,
    action: call.action,
    region,
    account,
    accessKeyId: caller?.accessKeyId,
    sent: call.parameters,
    declared: operation?.parameters,
    status: statusOf(failure),
    requestId,
    duration,
    ...describeFailure(failure, gate),
  };
}

function statusOf(failure: Failure | undefined): number {
  if (failure === undefined) return 200;
  return failure instanceof CloudApiError ? failure.status : 0;
}
