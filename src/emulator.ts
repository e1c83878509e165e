import { CloudApiError } from './cloud-api-error.ts';
import { createFaults, DroppedCall } from './gates/faults.ts';
import type { Faults } from './gates/faults.ts';
import { throttle } from './gates/throttle.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { operations } from './operations/index.ts';
import type { Action, Definitions } from './operations/index.ts';
import type { InputOf, Operation, Work } from './operations/operation.ts';
import { parseParameters } from './operations/parse.ts';
import { isRegion, readOptions, withLimits } from './options.ts';
import type { EmulatorOptions, Limits } from './options.ts';
import { createIds } from './resources/ids.ts';
import { DEFAULT_ACCOUNT } from './resources/scope.ts';
import type { Scope } from './resources/scope.ts';
import { openStore } from './store/open.ts';
import type { Parameters } from './wire/parameters.ts';
import { readRequest } from './wire/read.ts';
import type { Call, Envelope } from './wire/read.ts';
import { writePreflight, writeResponse } from './wire/write.ts';
import type { Answer } from './wire/write.ts';

type AnyOperation = Operation<Record<never, never>, Answer>;

/** The parameters of an action. */
export type CallInput<Name extends Action> = InputOf<Definitions[Name]['parameters']>;

/** The answer of an action. */
export type CallOutput<Name extends Action> =
  Awaited<ReturnType<Definitions[Name]['execute']>> extends Work<infer Result>
    ? { readonly RequestId: string } & Result
    : never;

/** Where a call goes to, for `emulator.call`. */
export interface CallContext {
  /** The `region` option when left out. */
  readonly region?: string | undefined;
}

/** API Gateway's control plane, in this page or process. */
export interface Emulator {
  /**
   * The whole service: a Request in, a Response out. Never rejects: what is wrong with a request, however
   * malformed, is answered in the service's own envelope.
   */
  handle(request: Request): Promise<Response>;
  /**
   * The same trip without the wire, typed by action.
   * @throws {CloudApiError} what the service would refuse with
   */
  call<Name extends Action>(
    action: Name,
    parameters: CallInput<Name>,
    context?: CallContext,
  ): Promise<CallOutput<Name>>;
  /** Errors, delays and broken connections on purpose. */
  readonly faults: Faults;
  /** What was called, and what came back. */
  readonly journal: Journal;
  /**
   * Changes limits from the next call on; those that are left out stay.
   * @throws {TypeError} where a limit is not valid
   */
  setLimits(limits: Partial<Limits>): void;
  /** Where the state is. `persistent` is false where it is gone with the page or the process. */
  readonly storage: { readonly kind: string; readonly persistent: boolean };
  /** Closes what is open. A call after that opens it again. */
  dispose(): Promise<void>;
}

/**
 * Makes an emulator of Alibaba Cloud API Gateway's control plane (CloudAPI 2016-07-14).
 * Synchronous: storage is opened by the first call.
 * @throws {TypeError} where an option is not valid, with its name and what is wanted
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const actions = Object.keys(operations);
  let settings = readOptions(options, actions);
  const store = openStore(settings.storage, settings.name);
  const ids = createIds();
  const loaded = new Map<string, AnyOperation>();
  const { faults, meet } = createFaults(actions);
  const { journal, record } = createJournal(settings.journalSize);

  /** Runs one call through throttle, checks and operation. Rejects with a CloudApiError only. */
  async function run(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    scope: Scope,
    now: number,
  ): Promise<Answer> {
    let operation = loaded.get(action);
    if (operation === undefined) {
      if (!Object.hasOwn(operations, action)) throw await unserved(action, actions);
      // The table's types differ by action; here they are all of one shape.
      operation = (await operations[action as Action]()) as unknown as AnyOperation;
      loaded.set(action, operation);
    }
    const limit = settings.limits.qps[action as Action] ?? Infinity;

    let work: Work<Answer>;
    try {
      work = await operation.execute(parseParameters(operation.parameters, parameters), {
        scope,
        now,
        ids,
        settings,
      });
    } catch (refusal) {
      // Only a call that counts against a limit goes on to the transaction, to be counted there.
      if (limit === Infinity) throw refusal;
      work = () => {
        throw refusal;
      };
    }
    const outcome = await store.transaction(
      operation.writes || limit !== Infinity ? 'write' : 'read',
      (transaction): Answer | CloudApiError => {
        try {
          if (limit !== Infinity) throttle(transaction, { account: scope.account, action, limit, now });
          return work(transaction);
        } catch (error) {
          // A refusal ends the transaction well, so that the call stays counted. Anything else undoes it.
          if (error instanceof CloudApiError) return error;
          throw error;
        }
      },
    );
    if (outcome instanceof CloudApiError) throw outcome;
    return outcome;
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
    return error;
  }

  /** Lets one call through all gates, and writes it into the journal. Rejects with a CloudApiError or a DroppedCall. */
  async function answer(call: Call, requestId: string, host: string, time: number): Promise<Answer> {
    const { action, parameters } = call;
    const start = performance.now();
    const region = call.region ?? settings.region;
    let error: CloudApiError | undefined;
    let isInjected = false;
    let isDropped = false;
    try {
      if (Number.isNaN(time))
        throw new TypeError('The clock option gave no time in milliseconds since 1970.');
      isInjected = true;
      const meeting = meet(action);
      if (meeting !== undefined) await meeting;
      isInjected = false;
      if (call.error !== undefined) throw call.error;
      return await run(action, parameters, { account: DEFAULT_ACCOUNT, region }, time);
    } catch (thrown) {
      isDropped = thrown instanceof DroppedCall;
      if (isDropped) throw thrown;
      error = stamp(thrown, requestId, host);
      throw error;
    } finally {
      record({
        time,
        action,
        region,
        account: DEFAULT_ACCOUNT,
        sent: parameters,
        declared: loaded.get(action)?.parameters ?? {},
        status: isDropped ? 0 : (error?.status ?? 200),
        code: error?.code,
        requestId,
        duration: performance.now() - start,
        grade: error?.grade,
        detail: error?.detail,
        injected: isInjected,
      });
    }
  }

  return {
    async handle(request) {
      const requestId = ids.request();
      const time = readClock(settings.clock);
      // For a request of which nothing can be read.
      let envelope: Envelope = { host: '', format: 'XML' };
      const write = (action: string, result: Answer | CloudApiError): Promise<Response> =>
        writeResponse(action, result, envelope, { requestId, traceId: ids.trace(), now: time });
      try {
        if (request.method === 'OPTIONS') return writePreflight(request);
        const read = await readRequest(request);
        ({ envelope } = read);
        return await write(read.call.action, await answer(read.call, requestId, envelope.host, time));
      } catch (thrown) {
        if (thrown instanceof DroppedCall) return Response.error();
        return await write('', stamp(thrown, requestId, envelope.host));
      }
    },

    async call(action, parameters, context = {}) {
      checkContext(context);
      const requestId = ids.request();
      const region = context.region ?? settings.region;
      const result = await answer(
        { action, parameters: (parameters ?? {}) as Parameters, region, error: undefined },
        requestId,
        `apigateway.${region}.aliyuncs.com`,
        readClock(settings.clock),
      );
      // A copy, because the answer may hold parts of the state. It is of the action's own definition.
      return structuredClone({ RequestId: requestId, ...result }) as CallOutput<typeof action>;
    },

    faults,
    journal,
    setLimits(limits) {
      settings = withLimits(settings, limits, actions);
    },

    storage: {
      get kind() {
        return store.kind;
      },
      get persistent() {
        return store.persistent;
      },
    },

    dispose: () => store.close(),
  };
}

/** @throws {TypeError} where the third argument of `call` is not what it takes */
function checkContext(context: CallContext): void {
  const isObject = typeof context === 'object' && context !== null;
  const wrong = isObject ? Object.keys(context).find((name) => name !== 'region') : String(context);
  if (wrong === undefined && isRegion(context.region ?? 'cn-hangzhou')) return;
  throw new TypeError(
    `emulator.call knows no context "${wrong ?? String(context.region)}". It takes { region: 'cn-hangzhou' }.`,
  );
}

/** The time by the clock option; NaN where it gives none. */
function readClock(clock: () => number): number {
  try {
    const now: unknown = clock();
    return typeof now === 'number' && Number.isFinite(new Date(now).getTime()) ? now : NaN;
  } catch {
    return NaN;
  }
}

async function unserved(action: string, served: readonly string[]): Promise<CloudApiError> {
  const { knownActions } = await import('./operations/known-actions.ts');
  if (!knownActions.has(action))
    return new CloudApiError('InvalidApi.NotFound', { detail: `CloudAPI has no action "${action}".` });
  return new CloudApiError('Emulator.NotServed', {
    names: [action, served.join(', ')],
  });
}

/** A failure that is not the caller's: of the storage, or of the emulator itself. */
function unexpected(cause: unknown): CloudApiError {
  let detail = 'Something was thrown that is no text.';
  try {
    detail = String(cause);
    console.error(
      '[cloudapi-emulator] A call failed for a reason of the emulator’s own, and is answered with InternalError.',
      cause,
    );
  } catch {
    // The answer goes out all the same, also where a test set-up lets the console throw.
  }
  return new CloudApiError('InternalError', { detail, cause });
}
