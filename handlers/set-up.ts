import type { SetupWorker } from 'msw/browser';
import { createEmulator } from '../src/index.ts';
import type { Emulator, EmulatorOptions } from '../src/index.ts';
import { createAnswers } from './answers.ts';
import type { HandlersOptions } from './answers.ts';
import { logCalls, logGuarded } from './log.ts';
import type { Log } from './log.ts';
import { register } from './registry.ts';
import type { Registry } from './registry.ts';

/** What `setupEmulator` takes, in the browser and in Node. */
export type SetupOptions = EmulatorOptions &
  HandlersOptions & {
    /**
     * What goes to the console: a line for each refused request (`'refusals'`), for each request (`'all'`), or nothing
     * (`'none'`). Calls by `emulator.call` have none. If left out, refusals in the browser, and nothing in Node and in Vitest.
     */
    readonly log?: Log | undefined;
  };

/**
 * Lets requests that nobody handles go to the network.
 * msw 3 calls the option onUnhandledFrame, msw 2 onUnhandledRequest; each passes over the other's.
 */
export const passUnhandled = { onUnhandledFrame: 'bypass', onUnhandledRequest: 'bypass' } as const;

/** What msw's worker and its server have in common. */
type Interceptor = Pick<SetupWorker, 'use' | 'resetHandlers' | 'listHandlers'>;

/** Where a set-up shows that its emulator answers. */
interface Place {
  readonly show?: ((emulator: Emulator) => void) | undefined;
  readonly hide?: ((emulator: Emulator) => void) | undefined;
}

/**
 * Makes an emulator, and the ways to let it answer and to end that.
 * @throws {TypeError} if an option is not valid
 */
export function setUp<Shared extends Interceptor, StartOptions>(
  { endpoints, accessKeyId, guard, log = 'none', ...options }: SetupOptions,
  registryOf: () => Registry<Shared, StartOptions>,
  { show, hide }: Place = {},
): {
  readonly emulator: Emulator;
  readonly interceptor: Shared;
  start(options: StartOptions): Promise<void>;
  stop(): Promise<void>;
} {
  const emulator = createEmulator(options);
  const onGuarded = logGuarded(log);
  const { concerns, answer } = createAnswers(emulator, { endpoints, accessKeyId, guard }, onGuarded);
  logCalls(emulator.journal, log);

  const answering = new Set<Promise<unknown>>();
  let isEnding = false;
  /** Lets calls go on that wait for a fault's delay or a back end; they open the storage again. */
  async function release(): Promise<void> {
    isEnding = true;
    await emulator.dispose();
  }
  const registry = registryOf();
  const { interceptor } = registry.network;
  const inherited = new Set<unknown>(interceptor.listHandlers());
  return {
    emulator,
    interceptor,
    ...register(registry, {
      concerns,
      answer(request) {
        const answered = answer(request).finally(() => answering.delete(answered));
        answering.add(answered);
        // While msw stops, it waits for calls that were sent before, and come now.
        if (isEnding) release().catch(() => undefined);
        return answered;
      },
      prepare() {
        isEnding = false;
        return emulator.ready();
      },
      show() {
        // What was added for an earlier set-up goes with it.
        const own = interceptor.listHandlers().filter((handler) => !inherited.has(handler));
        interceptor.resetHandlers();
        interceptor.use(...own);
        show?.(emulator);
      },
      hide: () => hide?.(emulator),
      async end() {
        await release();
        await Promise.allSettled(answering);
        await emulator.dispose();
      },
    }),
  };
}
