import { setupWorker } from 'msw/browser';
import type { StartOptions } from 'msw/browser';
import type { Emulator } from '../src/index.ts';
import { passUnhandled, prepare } from './set-up.ts';
import type { SetupOptions } from './set-up.ts';

export type { SetupOptions } from './set-up.ts';

/** What `setupEmulator` takes in a page. */
export interface BrowserSetupOptions extends SetupOptions {
  /**
   * Puts the emulator on `window.cloudapiEmulator` while the set-up is started, for a Playwright or Cypress test. Just
   * before the worker starts, `window` gets an event `cloudapi-emulator` with the emulator as its `detail`.
   */
  readonly expose?: boolean | undefined;
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

/** An emulator behind a service worker. */
export interface BrowserSetup {
  readonly emulator: Emulator;
  /** msw's worker, for handlers of your own: `worker.use(…)`. */
  readonly worker: ReturnType<typeof setupWorker>;
  /**
   * Starts the worker and opens the storage; await it before the application mounts. A second call does nothing.
   * Requests that nobody handles go to the network unless the options say otherwise.
   * @param options of msw's `worker.start`.
   */
  start(options?: StartOptions): Promise<void>;
  /** Stops the worker and closes the emulator's storage; the state stays. */
  stop(): Promise<void>;
}

/**
 * Sets up an emulator for a page: frontend dev mode, Storybook, browser tests.
 * The page must serve msw's worker script: `npx msw init public`.
 *
 * @example
 * if (import.meta.env.DEV) {
 *   const { setupEmulator } = await import('cloudapi-emulator/browser');
 *   await setupEmulator().start();
 * }
 */
export function setupEmulator({ expose, ...options }: BrowserSetupOptions = {}): BrowserSetup {
  const { emulator, made } = prepare(options);
  const worker = setupWorker(...made);
  let started: Promise<unknown> | undefined;

  async function stop(): Promise<void> {
    if (started === undefined) return;
    await started;
    started = undefined;
    if (window.cloudapiEmulator === emulator) delete window.cloudapiEmulator;
    // First, because msw 3 waits for calls that wait for a fault's delay; and last, because they open the storage again.
    await emulator.dispose();
    // msw 2 stops at once, msw 3 gives a promise.
    await worker.stop();
    await emulator.dispose();
  }

  return {
    emulator,
    worker,
    async start(startOptions = {}) {
      if (expose === true && started === undefined) {
        window.cloudapiEmulator = emulator;
        window.dispatchEvent(new CustomEvent('cloudapi-emulator', { detail: emulator }));
      }
      started ??= worker.start({ ...passUnhandled, ...startOptions });
      try {
        await started;
      } catch (cause) {
        started = undefined;
        throw new Error(
          'The service worker did not start. Does the page serve msw’s script? "npx msw init public --save" puts it into the folder "public"; start({ serviceWorker: { url } }) names another place.',
          { cause },
        );
      }
      // Where the fixture is wrong, nothing stays behind.
      await emulator.ready().catch(async (error: unknown) => {
        await stop();
        throw error;
      });
    },
    stop,
  };
}
