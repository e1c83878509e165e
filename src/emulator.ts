import { watch } from './changes.ts';
import type { StateListener } from './changes.ts';
import { CloudApiError } from './cloud-api-error.ts';
import { complain } from './complain.ts';
import type { Caller, Callers } from './gates/callers.ts';
import { createFaults, DroppedCall } from './gates/faults.ts';
import type { Faults } from './gates/faults.ts';
import { throttle } from './gates/throttle.ts';
import { createIds } from './ids/ids.ts';
import type { Ids } from './ids/ids.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { actions, later, loadOperation } from './operations/index.ts';
import type { Action, Definitions } from './operations/index.ts';
import type { InputOf, Operation, Work } from './operations/operation.ts';
import { parseParameters } from './operations/parse.ts';
import { checkContext, readOptions, withLimits } from './options.ts';
import type { EmulatorOptions, Limits } from './options.ts';
import { DEFAULT_ACCOUNT } from './resources/scope.ts';
import type { Scope } from './resources/scope.ts';
import type { Fixture, SeededGroup } from './state/fixture.ts';
import type { Snapshot } from './state/snapshot.ts';
import { openStore } from './store/open.ts';
import type { Parameters } from './wire/parameters.ts';
import { readRequest } from './wire/read.ts';
import type { Call, Envelope } from './wire/read.ts';
import { writeResponse } from './wire/write.ts';
import type { Answer } from './wire/write.ts';

type AnyOperation = Operation<Record<never, never>, Answer>;

/** The parameters of an action. */
export type CallInput<Name extends Action> = InputOf<Definitions[Name]['parameters']>;

/** The answer of an action. */
export type CallOutput<Name extends Action> =
  Awaited<ReturnType<Definitions[Name]['execute']>> extends Work<infer Result>
    ? { readonly RequestId: string } & Result
    : never;

/** Who calls, where the request itself does not say: a back end signs with its own key. */
export interface HandleContext {
  /** One of the `credentials` option's; the request's signature is not looked at then. */
  readonly accessKeyId?: string | undefined;
}

/** Who calls what, for `emulator.call`. */
export interface CallContext extends HandleContext {
  /** The `region` option when left out. */
  readonly region?: string | undefined;
}

/** API Gateway's control plane, in this page or process. */
export interface Emulator {
  /**
   * The whole service: a Request in, a Response out. Never rejects: what is wrong with a request, however
   * malformed, is answered in the service's own envelope.
   * @param context for a request that stands for one that somebody else signs.
   */
  handle(request: Request, context?: HandleContext): Promise<Response>;
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
  /**
   * Adds groups with their models and tags to the state: all of them, or none.
   * @returns what they became, in the fixture's order
   * @throws {TypeError} that names the place in the fixture, and what the operation would have refused with
   */
  seed(fixture: Fixture): Promise<readonly SeededGroup[]>;
  /** Returns to the `fixture` option, or to nothing. Reproducible ids begin anew; faults, limits and journal stay. */
  reset(): Promise<void>;
  /** The whole state as plain JSON, of all regions and accounts. */
  snapshot(): Promise<Snapshot>;
  /**
   * Puts a snapshot in the place of the state.
   * @throws {TypeError} where it is foreign, newer or not whole; nothing has changed then
   */
  restore(snapshot: Snapshot): Promise<void>;
  /**
   * Tells of every change of groups and models once it is kept, also of one that another tab has made.
   * @returns the way to hear no more
   */
  subscribe(listener: StateListener): () => void;
  /**
   * Opens the storage and brings in the `fixture` option, as the first call does otherwise.
   * @throws {TypeError} where the fixture is not valid
   */
  ready(): Promise<void>;
  /** Where the state is. `persistent` is false where it is gone with the page or the process. */
  readonly storage: { readonly kind: string; readonly persistent: boolean };
  /** Closes what is open, and lets calls go on that wait for a fault's delay. A call after that opens it again. */
  dispose(): Promise<void>;
}

/**
 * Makes an emulator of Alibaba Cloud API Gateway's control plane (CloudAPI 2016-07-14).
 * Synchronous: storage is opened by the first call.
 * @throws {TypeError} where an option is not valid, with its name and what is wanted
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  let settings = readOptions(options, actions);
  // Not among the settings, because there are secrets in it.
  // A copy, also of what is no plain object, such as a reactive one of Vue's.
  const credentials =
    options.credentials && (JSON.parse(JSON.stringify(options.credentials)) as typeof options.credentials);
  const store = openStore(settings.storage, settings.name);
  const state = watch(store, settings.name);
  /** Reproducible ones are loaded by the first call. */
  let ids: Ids | undefined = settings.seed === undefined ? createIds() : undefined;
  const loaded = new Map<string, AnyOperation>();
  const { faults, meet, release } = createFaults(actions);
  const { journal, record } = createJournal(settings.journalSize);

  /** What only some use; loaded by the first of them. */
  const loadScene = once(async () =>
    (await later()).createScene({
      transaction: state.transaction,
      settings: () => settings,
      account: credentials?.[0]?.accountId ?? DEFAULT_ACCOUNT,
      ids,
      now: () => requireTime(readClock(settings.clock)),
    }),
  );
  // Where they cannot be loaded, a call is answered all the same.
  const loadIds = (): Promise<Ids> =>
    loadScene().then(
      (scene) => (ids ??= scene.ids),
      () => createIds(),
    );
  /** Brings in the fixture, where there is one. */
  const begin = settings.fixture === undefined ? undefined : once(async () => (await loadScene()).begin());

  /** Who may call; anyone, where there are no credentials. */
  const loadCallers = credentials && once(async () => (await later()).createCallers(credentials));

  /** Runs one call through throttle, checks and operation. */
  async function run(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    scope: Scope,
    now: number,
    caller: Caller | undefined,
  ): Promise<Answer> {
    let operation = loaded.get(action);
    if (operation === undefined) {
      if (!actions.includes(action as Action)) throw await (await later()).unserved(action, actions);
      // The definitions' types differ by action; here they are all of one shape.
      operation = (await loadOperation(action as Action)) as unknown as AnyOperation;
      loaded.set(action, operation);
    }
    const limit = settings.limits.qps[action as Action] ?? Infinity;
    const isCounted = limit !== Infinity || caller !== undefined;

    let work: Work<Answer>;
    try {
      caller?.authorize({ action, resource: operation.resource, region: scope.region, parameters });
      work = await operation.execute(parseParameters(operation.parameters, parameters), {
        scope,
        now,
        ids: ids ?? (await loadIds()),
        settings,
      });
    } catch (refusal) {
      // Only a call that is counted goes on to the transaction, to be counted there.
      if (!isCounted) throw refusal;
      work = () => {
        throw refusal;
      };
    }
    const outcome = await state.transaction(
      operation.writes || isCounted ? 'write' : 'read',
      (transaction): Answer | CloudApiError => {
        try {
          caller?.admit(transaction);
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
  async function answer(
    call: Call,
    requestId: string,
    host: string,
    time: number,
    identify: (callers: Callers) => Caller | Promise<Caller>,
  ): Promise<Answer> {
    const { action, parameters } = call;
    const start = performance.now();
    const region = call.region ?? settings.region;
    // Empty where the emulator knows callers, and not this one.
    let account = credentials === undefined ? DEFAULT_ACCOUNT : '';
    let error: CloudApiError | undefined;
    let isInjected = false;
    let isDropped = false;
    try {
      requireTime(time);
      isInjected = true;
      const meeting = meet(action);
      if (meeting !== undefined) await meeting;
      isInjected = false;
      if (begin !== undefined) await begin();
      if (call.error !== undefined) throw call.error;
      const caller = loadCallers && (await identify(await loadCallers()));
      if (caller !== undefined) ({ account } = caller);
      return await run(action, parameters, { account, region }, time, caller);
    } catch (thrown) {
      isDropped = thrown instanceof DroppedCall;
      if (isDropped) throw thrown;
      error = stamp(thrown, requestId, host);
      throw error;
    } finally {
      record({
        via: call.via,
        time,
        action,
        region,
        account,
        sent: parameters,
        declared: loaded.get(action)?.parameters,
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
    async handle(request, context) {
      const accessKeyId = context?.accessKeyId;
      const { request: newRequestId, trace } = ids ?? (await loadIds());
      const requestId = newRequestId();
      const time = readClock(settings.clock);
      // For a request of which nothing can be read.
      let envelope: Envelope = { host: '', format: 'XML' };
      const write = (action: string, result: Answer | CloudApiError): Promise<Response> =>
        writeResponse(action, result, envelope, { requestId, traceId: trace(requestId), now: time });
      try {
        if (request.method === 'OPTIONS') return (await later()).writePreflight(request);
        // A body is read only once, and a signature is over all of it.
        const body =
          credentials === undefined || accessKeyId !== undefined || request.body === null
            ? undefined
            : request.clone();
        const { call, envelope: ofRequest } = await readRequest(request);
        envelope = ofRequest;
        const result = await answer(call, requestId, envelope.host, time, async (callers) => {
          if (accessKeyId !== undefined) return callers.byKey(accessKeyId);
          const { method, headers } = request;
          const bytes = body === undefined ? new Uint8Array() : new Uint8Array(await body.arrayBuffer());
          return callers.bySignature({ method, headers, url: new URL(request.url), body: bytes }, time);
        });
        return await write(call.action, result);
      } catch (thrown) {
        if (thrown instanceof DroppedCall) return Response.error();
        return await write('', stamp(thrown, requestId, envelope.host));
      }
    },

    async call(action, parameters, context = {}) {
      checkContext(context);
      const requestId = (ids ?? (await loadIds())).request();
      const region = context.region ?? settings.region;
      const result = await answer(
        {
          action,
          parameters: structuredClone(parameters ?? {}) as Parameters,
          region,
          error: undefined,
          via: 'call',
        },
        requestId,
        `apigateway.${region}.aliyuncs.com`,
        readClock(settings.clock),
        (callers) => callers.byKey(context.accessKeyId),
      );
      // A copy, because the answer may hold parts of the state. It is of the action's own definition.
      return structuredClone({ RequestId: requestId, ...result }) as CallOutput<typeof action>;
    },

    faults,
    journal,
    setLimits(limits) {
      settings = withLimits(settings, limits, actions);
    },

    async seed(fixture) {
      await begin?.();
      return (await loadScene()).seed(fixture);
    },
    reset: async () => (await loadScene()).reset(),
    async snapshot() {
      await begin?.();
      return (await loadScene()).snapshot();
    },
    restore: async (snapshot) => (await loadScene()).restore(snapshot),
    subscribe: (listener) => state.subscribe(listener),
    async ready() {
      await begin?.();
      await state.transaction('read', () => undefined);
    },

    storage: {
      get kind() {
        return store.kind;
      },
      get persistent() {
        return store.persistent;
      },
    },

    dispose() {
      release();
      return state.close();
    },
  };
}

/** Does something once, however often it is asked for; again where it has failed. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    }));
}

/** @throws {TypeError} where the clock option has given no time */
function requireTime(time: number): number {
  if (Number.isNaN(time)) throw new TypeError('The clock option gave no time in milliseconds since 1970.');
  return time;
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

/** A failure that is not the caller's: of the storage, or of the emulator itself. */
function unexpected(cause: unknown): CloudApiError {
  complain('A call failed by the emulator’s own fault, and gets InternalError.', cause);
  let detail = 'Something without a text was thrown.';
  try {
    detail = String(cause);
  } catch {
    // The answer goes out all the same.
  }
  return new CloudApiError('InternalError', { detail, cause });
}
