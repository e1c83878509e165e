import type { Answers } from './answers.ts';

/** What happens to one set-up. */
export interface SetupSteps extends Answers {
  /** Opens the storage and brings in the fixture. */
  prepare(): Promise<void>;
  /** Just before the set-up answers its first call. */
  show(): void;
  /** After its last, or if it could not start. */
  hide(): void;
  /** Closes its emulator. */
  end(): Promise<void>;
}

/** The set-up that answers, or is about to. */
interface ActiveSetup extends SetupSteps {
  /** Whether it was asked to stop, and goes on only until the start that waits has taken over. */
  isLeaving: boolean;
}

/** How msw is started and stopped in this page or process. */
export interface Network<Interceptor, StartOptions> {
  /** msw's worker or server. */
  readonly interceptor: Interceptor;
  start(options: StartOptions): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What the set-ups of a page or process share, also those that come from another copy of this module: a second bundle,
 * or the module after a hot update. Copies of different versions may meet here, so members may be added and never changed.
 */
export interface Registry<Interceptor, StartOptions> {
  /**
   * Of the first copy, and never replaced: two copies of msw in one page would both hear of each call, even after
   * one of them was stopped.
   */
  readonly network: Network<Interceptor, StartOptions>;
  isIntercepting: boolean;
  /** At most one; a later set-up takes the place of an earlier one. */
  active: ActiveSetup | undefined;
  /** Starts and stops run one at a time, in the order of the calls. */
  queue: Promise<unknown>;
  /** How many starts are in the queue. */
  starting: number;
}

const KEY = Symbol.for('cloudapi-emulator');

/** Gives the registry of this page or process; the first call makes it. */
export function registryOf<Interceptor, StartOptions>(
  createNetwork: (answers: () => Answers | undefined) => Network<Interceptor, StartOptions>,
): Registry<Interceptor, StartOptions> {
  const shared = globalThis as { [KEY]?: Registry<Interceptor, StartOptions> };
  if (shared[KEY] !== undefined) return shared[KEY];
  const registry: Registry<Interceptor, StartOptions> = {
    network: createNetwork(() => registry.active),
    isIntercepting: false,
    active: undefined,
    queue: Promise.resolve(),
    starting: 0,
  };
  shared[KEY] = registry;
  return registry;
}

/** Makes `start` and `stop` of one set-up. */
export function register<Interceptor, StartOptions>(
  registry: Registry<Interceptor, StartOptions>,
  steps: SetupSteps,
): { start(options: StartOptions): Promise<void>; stop(): Promise<void> } {
  const setup: ActiveSetup = {
    ...steps,
    isLeaving: false,
    async end() {
      steps.hide();
      await steps.end();
    },
  };
  return {
    start(options) {
      registry.starting += 1;
      return inTurn(registry, async () => {
        registry.starting -= 1;
        setup.isLeaving = false;
        if (registry.active !== setup) await takeOver(registry, setup, options);
      });
    },
    stop: () =>
      inTurn(registry, async () => {
        if (registry.active !== setup) return;
        // The start that waits takes over, so that no call in between finds nobody.
        if (registry.starting > 0) setup.isLeaving = true;
        else await leave(registry, setup);
      }),
  };
}

function inTurn(registry: Pick<Registry<unknown, never>, 'queue'>, work: () => Promise<void>): Promise<void> {
  const result = registry.queue.then(work);
  registry.queue = result.catch(() => undefined);
  return result;
}

async function takeOver<StartOptions>(
  registry: Registry<unknown, StartOptions>,
  setup: ActiveSetup,
  options: StartOptions,
): Promise<void> {
  const earlier = registry.active;
  try {
    await setup.prepare();
    setup.show();
    if (!registry.isIntercepting) {
      await registry.network.start(options);
      registry.isIntercepting = true;
    }
  } catch (error) {
    await setup.end().catch(() => undefined);
    // Who answered before goes on, unless it waits to leave.
    if (earlier === undefined) await stopNetwork(registry);
    else if (earlier.isLeaving && registry.starting === 0) await leave(registry, earlier);
    throw error;
  }
  registry.active = setup;
  // Its own storage may fail to close; that is no failure of this set-up.
  await earlier?.end().catch(() => undefined);
}

async function leave(registry: Registry<unknown, never>, setup: ActiveSetup): Promise<void> {
  try {
    // First, because msw 3 waits for calls, and they may wait for a fault's delay or a back end.
    await setup.end();
    await stopNetwork(registry);
  } finally {
    registry.active = undefined;
  }
  // Calls that came in the meantime have opened the storage again.
  await setup.end();
}

/** Unless a start is waiting: it would have to begin anew what goes on by itself otherwise. */
async function stopNetwork(registry: Registry<unknown, never>): Promise<void> {
  if (!registry.isIntercepting || registry.starting > 0) return;
  registry.isIntercepting = false;
  await registry.network.stop();
}
