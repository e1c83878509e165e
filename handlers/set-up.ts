import type { HttpHandler } from 'msw';
import { createEmulator } from '../src/index.ts';
import type { Emulator, EmulatorOptions } from '../src/index.ts';
import { handlers } from './index.ts';
import type { HandlersOptions } from './index.ts';

/** What `setupEmulator` takes, in a page and in Node. */
export type SetupOptions = EmulatorOptions & HandlersOptions;

/**
 * Lets requests that nobody handles go to the network.
 * msw 3 calls the option onUnhandledFrame, msw 2 onUnhandledRequest; each passes over the other's.
 */
export const passUnhandled = { onUnhandledFrame: 'bypass', onUnhandledRequest: 'bypass' } as const;

/** Waits for the emulator of a set-up that has started, and stops it where the fixture is wrong, so that nothing stays behind. */
export async function readyOrStop(emulator: Emulator, stop: () => Promise<void>): Promise<void> {
  try {
    await emulator.ready();
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes the emulator of a set-up, and the handlers for it. */
export function prepare({ endpoints, accessKeyId, guard, ...options }: SetupOptions): {
  readonly emulator: Emulator;
  readonly made: HttpHandler[];
} {
  const emulator = createEmulator(options);
  return { emulator, made: handlers(emulator, { endpoints, accessKeyId, guard }) };
}
