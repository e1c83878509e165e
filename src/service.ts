/**
 * The road of a call, from top to bottom: read, the gates in their order, the operation, write. The order in which the
 * gates run is the order in which they win: the first one that refuses decides the answer.
 */
import type { Callers } from './callers/callers.ts';
import type { Redact } from './callers/redact.ts';
import { CloudApiError } from './cloud-api-error.ts';
import type { Clock } from './controls/clock.ts';
import { DroppedCall } from './controls/faults.ts';
import type { FaultControl } from './controls/faults.ts';
import type { JournalControl, RecordedCall } from './controls/journal.ts';
import type { LimitsControl } from './controls/limits.ts';
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
import { logError } from './log-error.ts';
import type { Settings } from './options.ts';
import { DEFAULT_ACCOUNT } from './resources/scope.ts';
import { StorageError } from './store/storage-error.ts';
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
  readonly journal: JournalControl;
  readonly ids: Ids;
  /** Who may call; anyone if left out. */
  readonly callers: Callers | undefined;
  /** Replaces the callers' secrets; left out if there are none. */
  readonly redact: Redact | undefined;
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

export function createService(parts: ServiceParts): Service {
  const { settings, clock, limits, faults, journal, ids, callers, redact } = parts;

  /** In front of the state. */
  const outerGates: readonly OuterGate[] = [
    faultsGate(faults),
    protocolGate,
    callerGate(callers),
    actionGate,
  ];
  /** In the transaction in which the operation runs. */
  const innerGates: readonly InnerGate[] = [nonceGate, throttleGate(limits), policiesGate, parametersGate];

  async function pass(passage: Passage): Promise<Answer> {
    for (const gate of outerGates) {
      passage.gate = gate.name;
      const waiting = gate.check(passage);
      if (waiting !== undefined) await waiting;
    }
    const writes = passage.operation?.writes === true || innerGates.some((gate) => gate.notes(passage));
    const outcome = await parts.transaction(writes ? 'write' : 'read', (transaction): Outcome => {
      try {
        for (const gate of innerGates) {
          passage.gate = gate.name;
          gate.check(passage, transaction);
        }
        passage.gate = 'operation';
        return { answer: operate(passage, transaction) };
      } catch (error) {
        // Anything else than a refusal undoes the transaction.
        if (error instanceof CloudApiError) return { refusal: error };
        throw error;
      }
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.answer;
  }

  function operate(passage: Passage, transaction: Transaction): Answer {
    const { operation, account, region, time } = passage;
    if (operation === undefined) throw new Error('No gate has found the operation.');
    return operation.execute(passage.input, {
      transaction,
      scope: { account, region },
      now: time,
      ids,
      limits: limits.current(),
      rules: settings.rules,
    });
  }

  /** Answers one call and writes it into the journal. Rejects with a CloudApiError or a DroppedCall. */
  async function answer(call: Call, requestId: string, host: string, time: number): Promise<Answer> {
    const start = performance.now();
    const passage: Passage = {
      call,
      time,
      region: call.region ?? settings.region,
      account: callers === undefined ? DEFAULT_ACCOUNT : '',
      caller: undefined,
      operation: undefined,
      input: {},
      gate: 'protocol',
    };
    let failure: CloudApiError | DroppedCall | undefined;
    try {
      // A clock that gives no time fails here, with its own words.
      if (Number.isNaN(time)) clock.now();
      return await pass(passage);
    } catch (thrown) {
      failure = thrown instanceof DroppedCall ? thrown : stamp(thrown, requestId, host);
      throw failure;
    } finally {
      journal.record(toRecord(passage, requestId, failure, performance.now() - start));
    }
  }

  /** Makes any failure a CloudApiError that carries the call's ids and the user's override. */
  function stamp(thrown: unknown, requestId: string, hostId: string): CloudApiError {
    const error = thrown instanceof CloudApiError ? thrown : unexpected(thrown);
    const override = settings.errors[error.code];
    error.code = override?.code ?? error.code;
    error.message = override?.message ?? error.message;
    error.status = override?.status ?? error.status;
    error.requestId = requestId;
    error.hostId = hostId;
    if (redact !== undefined) error.rewrite(redact);
    return error;
  }

  return {
    async handle(request, context = {}) {
      const requestId = ids.request();
      const time = timeOf(clock);
      // For a request of which nothing can be read.
      let envelope: Envelope = { host: '', format: 'XML' };
      const write = (action: string, result: Answer | CloudApiError): Promise<Response> =>
        writeResponse(action, result, envelope, { requestId, traceId: ids.trace(requestId), now: time });
      try {
        if (request.method === 'OPTIONS') return writePreflight(request);
        const { accessKeyId } = context;
        const read = await readRequest(request, {
          accessKeyId,
          isSigned: callers !== undefined && accessKeyId === undefined,
        });
        envelope = read.envelope;
        return await write(read.call.action, await answer(read.call, requestId, envelope.host, time));
      } catch (thrown) {
        if (thrown instanceof DroppedCall) return Response.error();
        return await write('', stamp(thrown, requestId, envelope.host));
      }
    },

    async call(action, parameters, { region = settings.region, accessKeyId }) {
      const requestId = ids.request();
      const result = await answer(
        {
          action,
          parameters: structuredClone({ ...parameters }),
          region,
          error: undefined,
          via: 'call',
          signed: undefined,
          accessKeyId,
        },
        requestId,
        `apigateway.${region}.aliyuncs.com`,
        timeOf(clock),
      );
      // A copy, because the answer may hold parts of the state.
      return structuredClone({ RequestId: requestId, ...result });
    },
  };
}

function toRecord(
  { call, time, region, account, caller, operation, gate }: Passage,
  requestId: string,
  failure: CloudApiError | DroppedCall | undefined,
  duration: number,
): RecordedCall {
  const error = failure instanceof CloudApiError ? failure : undefined;
  return {
    via: call.via,
    time,
    action: call.action,
    region,
    account,
    accessKeyId: caller?.accessKeyId,
    sent: call.parameters,
    declared: operation?.parameters,
    status: failure === undefined ? 200 : (error?.status ?? 0),
    code: error?.code,
    requestId,
    duration,
    gate: failure === undefined ? undefined : gate,
    grade: error?.grade,
    source: error?.source,
    detail: error?.detail,
    injected: failure !== undefined && gate === 'faults',
  };
}

/** NaN if the clock gives no time: the call is answered all the same, with the reason. */
function timeOf(clock: Clock): number {
  try {
    return clock.now();
  } catch {
    return NaN;
  }
}

/** A failure that is not the caller's: of the storage, or of the emulator itself. */
function unexpected(cause: unknown): CloudApiError {
  // What is wrong with the storage, the store has said already.
  if (cause instanceof StorageError)
    return new CloudApiError('InternalError', { detail: cause.message, cause });
  logError('A call failed with an internal emulator error; it is answered with InternalError.', cause);
  let detail = 'Something without a message was thrown.';
  try {
    detail = String(cause);
  } catch {
    // The answer goes out all the same.
  }
  return new CloudApiError('InternalError', { detail, cause });
}
