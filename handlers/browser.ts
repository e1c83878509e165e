import { setupWorker } from 'msw/browser';
import type { StartOptions } from 'msw/browser';
import type { Emulator } from '../src/index.ts';
import { withQuietUpdate } from './quiet-update.ts';
import { passUnhandled, prepare, readyOrStop } from './set-up.ts';
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
  let isStarted = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** One after another, so that it ends as the last word said. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  const conceal = (): void => {
    if (window.cloudapiEmulator === emulator) delete window.cloudapiEmulator;
  };

  async function start(startOptions: StartOptions): Promise<void> {
    if (isStarted) return;
    if (expose === true) {
      window.cloudapiEmulator = emulator;
      window.dispatchEvent(new CustomEvent('cloudapi-emulator', { detail: emulator }));
    }
    try {
      await withQuietUpdate(() => worker.start({ ...passUnhandled, ...startOptions }));
    } catch (cause) {
      conceal();
      // Not awaited, because msw 3 never settles it here; without it no other set-up could start.
      void Promise.resolve(worker.stop()).catch(() => undefined);
      throw new Error(
        'The service worker did not start. Does the page serve msw’s script? "npx msw init public --save" puts it into the folder "public"; start({ serviceWorker: { url } }) names another place.',
        { cause },
      );
    }
    isStarted = true;
    await readyOrStop(emulator, stop);
  }

  async function stop(): Promise<void> {
    if (!isStarted) return;
    isStarted = false;
    conceal();
    // First, because msw 3 waits for calls that wait for a fault's delay; and last, because they open the storage again.
    await emulator.dispose();
    // msw 2 stops at once, msw 3 gives a promise.
    await worker.stop();
    await emulator.dispose();
  }

  return {
    emulator,
    worker,
    start: (startOptions = {}) => inTurn(() => start(startOptions)),
    stop: () => inTurn(stop),
  };
}
