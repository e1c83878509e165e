import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { mountDevtools } from 'cloudapi-emulator/devtools';
import { onTestFinished } from 'vitest';

type Options = Parameters<typeof mountDevtools>[1];

/** A deployed API with a mock, for a fixture. */
export const forecast = {
  ApiName: 'Forecast',
  Path: '/forecast',
  AuthType: 'ANONYMOUS',
  Mock: { Body: 'sunny' },
  Stage: 'RELEASE',
} as const;

/** Mounts the panel on an emulator of its own, open, until the test ends. */
export function openPanel(devtools: Options = {}, options: EmulatorOptions = {}): Emulator {
  const emulator = createEmulator({ storage: 'memory', ...options });
  onTestFinished(mountDevtools(emulator, { open: true, language: 'en', ...devtools }));
  return emulator;
}
