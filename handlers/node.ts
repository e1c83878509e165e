import { syncBuiltinESMExports } from 'node:module';
import { setupServer } from 'msw/node';
import type { Emulator } from '../src/index.ts';
import { passUnhandled, prepare, readyOrStop } from './set-up.ts';
import type { SetupOptions } from './set-up.ts';

export type { SetupOptions } from './set-up.ts';

/** Two servers of msw in one process would take the interception away from each other. */
let isAnyStarted = false;

type Server = ReturnType<typeof setupServer>;

/** An emulator behind Node's own http, https and fetch. */
export interface NodeSetup {
  readonly emulator: Emulator;
  /** msw's server, for handlers of your own: `server.use(…)`. */
  readonly server: Server;
  /**
   * Starts to intercept; a second call does nothing. Requests that nobody handles go to the network unless
   * the options say otherwise.
   * @param options of msw's `server.listen`.
   */
  start(options?: Parameters<Server['listen']>[0]): Promise<void>;
  /** Stops to intercept and closes the emulator's storage. */
  stop(): Promise<void>;
}

/**
 * Sets up an emulator for a Node process: unit tests of code that uses an Alibaba Cloud SDK.
 *
 * @example
 * const { emulator, start, stop } = setupEmulator({ guard: true });
 * beforeAll(() => start());
 * afterAll(() => stop());
 */
export function setupEmulator(options: SetupOptions = {}): NodeSetup {
  const { emulator, made } = prepare(options);
  const server = setupServer(...made);
  let started = false;

  async function stop(): Promise<void> {
    if (!started) return;
    started = false;
    isAnyStarted = false;
    server.close();
    syncBuiltinESMExports();
    await emulator.dispose();
  }

  return {
    emulator,
    server,
    async start(listenOptions = {}) {
      if (started) return await emulator.ready();
      if (isAnyStarted) {
        throw new Error(
          'Another setupEmulator() of this process is started, and msw serves one at a time. Stop it first, or give the handlers() of both emulators to one setupServer().',
        );
      }
      server.listen({ ...passUnhandled, ...listenOptions });
      isAnyStarted = true;
      started = true;
      // Without this, `import { request } from 'node:https'` would still lead to the network.
      syncBuiltinESMExports();
      await readyOrStop(emulator, stop);
    },
    stop,
  };
}
