import { setupWorker } from 'msw/browser';
import type { StartOptions } from 'msw/browser';
import type { Emulator } from '../src/index.ts';
import { passUnhandled, prepare } from './set-up.ts';
import type { SetupOptions } from './set-up.ts';

/** An emulator behind a service worker. */
export interface BrowserSetup {
  readonly emulator: Emulator;
  /** msw's worker, for handlers of your own: `worker.use(…)`. */
  readonly worker: ReturnType<typeof setupWorker>;
  /**
   * Starts the worker; await it before the application mounts. A second call does nothing.
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
export function setupEmulator(options: SetupOptions = {}): BrowserSetup {
  const { emulator, made } = prepare(options);
  const worker = setupWorker(...made);
  let started: Promise<unknown> | undefined;
  return {
    emulator,
    worker,
    async start(startOptions = {}) {
      started ??= worker.start({ ...passUnhandled, ...startOptions });
      try {
        await started;
      } catch (cause) {
        started = undefined;
        throw new Error(
          'The service worker of Mock Service Worker did not start. Does the page serve its script? "npx msw init public --save" puts it among the files of the folder "public"; another place is named by start({ serviceWorker: { url } }).',
          { cause },
        );
      }
    },
    async stop() {
      if (started === undefined) return;
      await started;
      started = undefined;
      // msw 2 stops at once, msw 3 gives a promise.
      await worker.stop();
      await emulator.dispose();
    },
  };
}
