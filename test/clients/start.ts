import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/node';
import { onTestFinished } from 'vitest';

/** Puts a fresh emulator between the test and the cloud; it is gone when the test is. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const { emulator, start: listen, stop } = setupEmulator({ storage: 'memory', guard: true, ...options });
  onTestFinished(stop);
  await listen();
  return emulator;
}
