import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { mountDevtools } from 'cloudapi-emulator/devtools';
import { onTestFinished } from 'vitest';

type Options = Parameters<typeof mountDevtools>[1];

/** Mounts the panel on an emulator of its own, open, until the test ends. */
export function openPanel(devtools: Options = {}, options: EmulatorOptions = {}): Emulator {
  // What another test has chosen by hand would come first.
  localStorage.clear();
  const emulator = createEmulator({ storage: 'memory', ...options });
  onTestFinished(mountDevtools(emulator, { open: true, language: 'en', ...devtools }));
  return emulator;
}
