import type { KnownCallers } from './callers/known-callers.ts';
import type { Clock } from './controls/clock.ts';
import type { Exchanges } from './controls/exchanges.ts';
import type { Faults } from './controls/faults.ts';
import type { Journal } from './controls/journal.ts';
import type { Limits } from './controls/limits.ts';
import type { StateListener } from './controls/watch.ts';
import type { ServiceDescription } from './description.ts';
import type { Action, CallInput, CallOutput } from './operations/table.ts';
import type { Fixture, SeededGroup } from './scene/fixture.ts';
import type { Snapshot } from './scene/snapshot.ts';

/** Who calls, if the request itself does not say: a back end signs with its own key. */
export interface HandleContext {
  /** One of the `credentials` option's; the request's signature is not checked then. */
  readonly accessKeyId?: string | undefined;
}

/** Who calls, and which region, for `emulator.call`. */
export interface CallContext extends HandleContext {
  /** The `region` option if left out. */
  readonly region?: string | undefined;
}

/** API Gateway's control plane, in this page or process. */
export interface Emulator {
  /**
   * The whole service: a Request in, a Response out. Never rejects: whatever is wrong with a request, however malformed,
   * is answered in the service's own envelope. A request to a group's SubDomain is answered by the API that it is for.
   * @param context who calls, if the request stands for one that a back end signs.
   * @example
   * const response = await emulator.handle(
   *   new Request('https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions&Version=2016-07-14&Format=JSON'),
   * );
   */
  handle(request: Request, context?: HandleContext): Promise<Response>;
  /**
   * The same as `handle`, for handlers of your own that pass on what is not the emulator's.
   * @returns `undefined` for a request to a SubDomain that no group of the emulator has; its body is unread then
   * @example
   * http.all(({ request }) => isSubDomain(request.url), ({ request }) => emulator.answer(request));
   */
  answer(request: Request, context?: HandleContext): Promise<Response | undefined>;
  /**
   * Calls an action without the wire; parameters and answer are typed by the action. The call stands in the journal and
   * meets faults.
   * @throws {CloudApiError} what the service would refuse with
   * @throws {TypeError} if a fault drops the call, or the context is not valid
   * @example
   * const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
   */
  call<Name extends Action>(
    action: Name,
    parameters: CallInput<Name>,
    context?: CallContext,
  ): Promise<CallOutput<Name>>;
  /**
   * Errors, delays and dropped connections on purpose.
   * @example
   * emulator.faults.add({ action: 'CreateModel', error: 'ServiceUnavailable', times: 1 });
   */
  readonly faults: Faults;
  /**
   * What was called, and what came back.
   * @example
   * emulator.journal.find({ action: 'CreateApiGroup', code: 'RepeatedApiGroup' });
   */
  readonly journal: Journal;
  /**
   * What calls sent and got, in full, while somebody listens.
   * @example
   * emulator.exchanges.subscribe(({ request, answer }) => console.log(request?.url, answer.body));
   */
  readonly exchanges: Exchanges;
  /**
   * The callers of the `credentials` option, without their secrets, and what their policies allow.
   * @example
   * emulator.callers.list().map(({ accessKeyId }) => accessKeyId); // ['testid']
   */
  readonly callers: KnownCallers;
  /**
   * What the emulator serves, as data: actions with their parameters, and the error catalogue.
   * @example
   * const model = emulator.describe().actions.find(({ action }) => action === 'CreateModel');
   * model?.parameters.map(({ name }) => name); // ['GroupId', 'ModelName', …]
   */
  describe(): ServiceDescription;
  /**
   * The limits in force.
   * @example
   * emulator.limits.groupsPerRegion; // 100
   */
  readonly limits: Limits;
  /**
   * Changes limits from the next call on; those that are left out stay.
   * @throws {TypeError} if a limit is not valid
   * @example
   * emulator.setLimits({ groupsPerRegion: 3 });
   */
  setLimits(limits: Partial<Limits>): void;
  /**
   * The time by which the emulator stamps, throttles and expires.
   * @example
   * emulator.clock.freeze();
   * emulator.clock.advance(1000); // the next second
   */
  readonly clock: Clock;
  /**
   * Adds groups with their models, APIs and tags to the state: all of them, or none. Neither journaled nor affected by faults.
   * @returns what they became, in the fixture's order
   * @throws {TypeError} that names the place in the fixture, and what the operation would have refused with
   * @example
   * const [weather] = await emulator.seed({ groups: [{ GroupName: 'Weather', Models: ['Forecast'] }] });
   */
  seed(fixture: Fixture): Promise<readonly SeededGroup[]>;
  /**
   * Returns to the `fixture` option, or to nothing, and repairs a damaged storage. Reproducible ids start anew; faults,
   * limits, the clock and the journal stay.
   * @example
   * beforeEach(() => emulator.reset());
   */
  reset(): Promise<void>;
  /**
   * The whole state as plain JSON, of all regions and accounts.
   * @example
   * localStorage.setItem('yesterday', JSON.stringify(await emulator.snapshot()));
   */
  snapshot(): Promise<Snapshot>;
  /**
   * Replaces the state by a snapshot.
   * @throws {TypeError} if it is foreign, newer or invalid; nothing has changed then
   * @example
   * const kept = localStorage.getItem('yesterday');
   * if (kept !== null) await emulator.restore(JSON.parse(kept));
   */
  restore(snapshot: Snapshot): Promise<void>;
  /**
   * Tells of every change of groups, models and APIs once it is kept, including those that another tab has made.
   * @returns a function that unsubscribes
   * @example
   * const unsubscribe = emulator.subscribe(({ groups, remote }) => render(groups, remote));
   */
  subscribe(listener: StateListener): () => void;
  /**
   * Opens the storage and brings in the `fixture` option, as the first call does otherwise.
   * @throws {TypeError} if the fixture is not valid
   * @example
   * await emulator.ready();
   */
  ready(): Promise<void>;
  /**
   * Where the state is. `persistent` is false if it is gone with the page or the process; `problem` says what keeps the
   * storage from working, and what to do about it.
   * @example
   * if (emulator.storage.problem !== undefined) showBanner(emulator.storage.problem);
   */
  readonly storage: {
    readonly kind: string;
    readonly persistent: boolean;
    readonly problem?: string | undefined;
  };
  /**
   * Closes the storage, releases calls held by a fault's delay, and gives up back ends that have not answered: their
   * request's signal is aborted, and the call is answered with a 504. A later call reopens it.
   * @example
   * afterAll(() => emulator.dispose());
   */
  dispose(): Promise<void>;
}
