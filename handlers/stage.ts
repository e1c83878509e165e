import type { Answers } from './answers.ts';

/** The set-up that answers. */
interface Living extends Answers {
  /** Closes its emulator. */
  end(): Promise<void>;
}

/** A set-up on the stage. */
interface Performer extends Living {
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
export interface Stage<Interceptor, StartOptions> {
  /**
   * Of the first copy, and never replaced: two copies of msw in one page would both hear of each call, even after
   * one of them was stopped.
   */
  readonly network: Network<Interceptor, StartOptions>;
  isIntercepting: boolean;
  /** At most one; a later set-up takes the place of an earlier one. */
  living: Performer | undefined;
  /** Starts and stops run one at a time, in the order of the calls. */
  queue: Promise<unknown>;
  /** How many starts are in the queue. */
  starting: number;
}

const KEY = Symbol.for('cloudapi-emulator');

/** Gives the stage of this page or process; the first call makes it. */
export function stageOf<Interceptor, StartOptions>(
  createNetwork: (answers: () => Answers | undefined) => Network<Interceptor, StartOptions>,
): Stage<Interceptor, StartOptions> {
  const shared = globalThis as { [KEY]?: Stage<Interceptor, StartOptions> };
  if (shared[KEY] !== undefined) return shared[KEY];
  const stage: Stage<Interceptor, StartOptions> = {
    network: createNetwork(() => stage.living),
    isIntercepting: false,
    living: undefined,
    queue: Promise.resolve(),
    starting: 0,
  };
  shared[KEY] = stage;
  return stage;
}

/** What happens to one set-up on the stage. */
export interface Role extends Living {
  /** Opens the storage and brings in the fixture. */
  prepare(): Promise<void>;
  /** Just before the set-up answers its first call. */
  show(): void;
  /** After its last, or if it could not start. */
  hide(): void;
}

/** Makes `start` and `stop` of one set-up. */
export function takeStage<Interceptor, StartOptions>(
  stage: Stage<Interceptor, StartOptions>,
  role: Role,
): { start(options: StartOptions): Promise<void>; stop(): Promise<void> } {
  const living: Performer = {
    ...role,
    isLeaving: false,
    async end() {
      role.hide();
      await role.end();
    },
  };
  return {
    start(options) {
      stage.starting += 1;
      return inTurn(stage, async () => {
        stage.starting -= 1;
        living.isLeaving = false;
        if (stage.living !== living) await takeOver(stage, living, role, options);
      });
    },
    stop: () =>
      inTurn(stage, async () => {
        if (stage.living !== living) return;
        // The start that waits takes over, so that no call in between finds nobody.
        if (stage.starting > 0) living.isLeaving = true;
        else await leave(stage, living);
      }),
  };
}

function inTurn(stage: Pick<Stage<unknown, never>, 'queue'>, work: () => Promise<void>): Promise<void> {
  const result = stage.queue.then(work);
  stage.queue = result.catch(() => undefined);
  return result;
}

async function takeOver<StartOptions>(
  stage: Stage<unknown, StartOptions>,
  living: Performer,
  role: Role,
  options: StartOptions,
): Promise<void> {
  const earlier = stage.living;
  try {
    await role.prepare();
    role.show();
    if (!stage.isIntercepting) {
      await stage.network.start(options);
      stage.isIntercepting = true;
    }
  } catch (error) {
    await living.end().catch(() => undefined);
    // Who answered before goes on, unless it waits to leave.
    if (earlier === undefined) await stopNetwork(stage);
    else if (earlier.isLeaving && stage.starting === 0) await leave(stage, earlier);
    throw error;
  }
  stage.living = living;
  // Its own storage may fail to close; that is no failure of this set-up.
  await earlier?.end().catch(() => undefined);
}

async function leave(stage: Stage<unknown, never>, living: Performer): Promise<void> {
  try {
    // First, because msw 3 waits for calls, and they may wait for a fault's delay.
    await living.end();
    await stopNetwork(stage);
  } finally {
    stage.living = undefined;
  }
  // Calls that came in the meantime have opened the storage again.
  await living.end();
}

/** Unless a start is waiting: it would have to begin anew what goes on by itself otherwise. */
async function stopNetwork(stage: Stage<unknown, never>): Promise<void> {
  if (!stage.isIntercepting || stage.starting > 0) return;
  stage.isIntercepting = false;
  await stage.network.stop();
}
