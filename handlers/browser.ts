import { setupWorker } from 'msw/browser';
import type { StartOptions } from 'msw/browser';
import type { DevtoolsOptions } from '../devtools/types.ts';
import type { Emulator } from '../src/index.ts';
import type { Answers } from './answers.ts';
import { httpHandler } from './http-handler.ts';
import { isNode } from './is-node.ts';
import { withQuietUpdate } from './quiet-update.ts';
import { passUnhandled, setUp } from './set-up.ts';
import type { SetupOptions } from './set-up.ts';
import { registryOf } from './registry.ts';
import type { Network } from './registry.ts';
import { explainStartFailure } from './start-failure.ts';

export type { SetupOptions } from './set-up.ts';

/** What `setupEmulator` takes in the browser. */
export interface BrowserSetupOptions extends SetupOptions {
  /**
   * Puts the emulator on `window.cloudapiEmulator` while the set-up is started, for a Playwright or Cypress test. Just
   * before the emulator answers, `window` gets an event `cloudapi-emulator` with the emulator as its `detail`.
   */
  readonly expose?: boolean | undefined;
  /** Loads the devtools and puts them into the page while the set-up is started; with options, if it is an object. */
  readonly devtools?: boolean | DevtoolsOptions | undefined;
}

declare global {
  interface Window {
    /** The emulator of a set-up with `expose: true`. */
    cloudapiEmulator?: Emulator;
  }
  interface WindowEventMap {
    'cloudapi-emulator': CustomEvent<Emulator>;
  }
}

type Worker = ReturnType<typeof setupWorker>;

/** An emulator behind a service worker. */
export interface BrowserSetup {
  readonly emulator: Emulator;
  /**
   * msw's worker, for handlers of your own: `worker.use(…)`. All set-ups of a page have the same one; handlers that
   * were added before a set-up was made end when it starts.
   */
  readonly worker: Worker;
  /**
   * Opens the storage and starts the worker; await it before the application mounts. A second call does nothing.
   * If another set-up of the page is started, this one takes its place: it is stopped, and msw goes on with the
   * options that it was started with.
   * Requests that nobody handles go to the network, and msw writes no line for each call, unless the options say otherwise.
   * @param options of msw's `worker.start`.
   * @throws {TypeError} if the fixture is not valid; a set-up that was started before goes on then
   */
  start(options?: StartOptions): Promise<void>;
  /**
   * Stops the worker and closes the emulator's storage; the state stays. Calls that are open are answered first: those that
   * wait for a fault's delay go on, and back ends that have not answered are given up. Does nothing if another set-up has
   * taken over.
   */
  stop(): Promise<void>;
}

/**
 * Sets up an emulator in the browser: frontend dev mode, Storybook, browser tests.
 * The page must serve msw's worker script: `npx msw init public`.
 *
 * @example
 * // A plain function, because bundlers drop it from a production build; of an async one some keep the import.
 * function startEmulator() {
 *   if (process.env.NODE_ENV === 'development') {
 *     return import('cloudapi-emulator/browser').then(({ setupEmulator }) => setupEmulator().start());
 *   }
 *   return Promise.resolve();
 * }
 */
export function setupEmulator({
  expose,
  devtools = false,
  ...options
}: BrowserSetupOptions = {}): BrowserSetup {
  if (isNode()) {
    throw new Error(
      'setupEmulator of cloudapi-emulator/browser was called in Node, with jsdom or the like in place of a browser. Import it from cloudapi-emulator/node.',
    );
  }
  const panel = createPanel();
  const { emulator, interceptor, start, stop } = setUp(
    { log: 'refusals', ...options },
    () => registryOf(createNetwork),
    {
      show(own) {
        if (expose === true) show(own);
        if (devtools !== false) panel.mount(own, devtools === true ? {} : devtools);
      },
      hide(own) {
        hide(own);
        panel.unmount();
      },
    },
  );
  return { emulator, worker: interceptor, start: (startOptions = {}) => start(startOptions), stop };
}

function show(emulator: Emulator): void {
  window.cloudapiEmulator = emulator;
  window.dispatchEvent(new CustomEvent('cloudapi-emulator', { detail: emulator }));
}

function hide(emulator: Emulator): void {
  if (window.cloudapiEmulator === emulator) delete window.cloudapiEmulator;
}

/** The devtools, which are loaded by the first use. */
function createPanel(): {
  mount(emulator: Emulator, options: DevtoolsOptions): void;
  unmount(): void;
} {
  let mounted: Promise<() => void> | undefined;
  return {
    mount(emulator, options) {
      mounted = import('../devtools/index.ts').then(({ mountDevtools }) => mountDevtools(emulator, options));
      mounted.catch((error: unknown) =>
        console.error('cloudapi-emulator: the devtools could not be loaded.', error),
      );
    },
    unmount() {
      void mounted?.then(
        (unmount) => unmount(),
        () => undefined,
      );
      mounted = undefined;
    },
  };
}

function createNetwork(answers: () => Answers | undefined): Network<Worker, StartOptions> {
  const worker = setupWorker(httpHandler(answers));
  return {
    interceptor: worker,
    async start(options) {
      try {
        await withQuietUpdate(() => worker.start({ ...passUnhandled, quiet: true, ...options }));
      } catch (cause) {
        // Not awaited, because msw 3 never settles it here; without it the worker could not start again.
        void Promise.resolve(worker.stop()).catch(() => undefined);
        throw await explainStartFailure(cause, options.serviceWorker?.url);
      }
    },
    async stop() {
      // msw 2 stops at once, msw 3 gives a promise.
      await worker.stop();
    },
  };
}
