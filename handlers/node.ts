import { syncBuiltinESMExports } from 'node:module';
import { setupServer } from 'msw/node';
import type { Emulator } from '../src/index.ts';
import type { Answers } from './answers.ts';
import { httpHandler } from './http-handler.ts';
import { passUnhandled, setUp } from './set-up.ts';
import type { SetupOptions } from './set-up.ts';
import { registryOf } from './registry.ts';
import type { Network } from './registry.ts';

export type { SetupOptions } from './set-up.ts';

type Server = ReturnType<typeof setupServer>;
type ListenOptions = Parameters<Server['listen']>[0];

/** An emulator behind Node's own http, https and fetch. */
export interface NodeSetup {
  readonly emulator: Emulator;
  /**
   * msw's server, for handlers of your own: `server.use(…)`. All set-ups of a process have the same one; handlers that
   * were added before a set-up was made end when it starts.
   */
  readonly server: Server;
  /**
   * Starts intercepting; a second call does nothing. If another set-up of the process is started, this one takes its
   * place: it is stopped, and msw goes on with the options that it was started with.
   * Requests that nobody handles go to the network unless the options say otherwise.
   * @param options of msw's `server.listen`.
   * @throws {TypeError} if the fixture is not valid; a set-up that was started before goes on then
   */
  start(options?: ListenOptions): Promise<void>;
  /**
   * Stops intercepting and closes the emulator's storage. Calls that are open are answered first: those that wait for a fault's
   * delay go on, and back ends that have not answered are given up. Does nothing if another set-up has taken over.
   */
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
  const { emulator, interceptor, start, stop } = setUp(options, () => registryOf(createNetwork));
  return { emulator, server: interceptor, start: (listenOptions) => start(listenOptions), stop };
}

function createNetwork(answers: () => Answers | undefined): Network<Server, ListenOptions> {
  const server = setupServer(httpHandler(answers));
  return {
    interceptor: server,
    async start(options) {
      server.listen({ ...passUnhandled, ...options });
      // Without this, `import { request } from 'node:https'` would still lead to the network.
      syncBuiltinESMExports();
    },
    async stop() {
      // msw 2 and 3 close at once; what it gives back may become a promise.
      await server.close();
      syncBuiltinESMExports();
    },
  };
}
