import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { deleteDB } from 'idb';
import { onTestFinished } from 'vitest';

/** A name that no other test's database has. */
export function newName(): string {
  return `everywhere-${crypto.randomUUID()}`;
}

/** An emulator with a database of its own in a page, and with memory in Node; gone when the test is. */
export function newEmulator(options: EmulatorOptions = {}): Emulator {
  const name = options.name ?? newName();
  const emulator = createEmulator({ name, ...options });
  onTestFinished(async () => {
    await emulator.dispose();
    if (typeof indexedDB !== 'undefined') await deleteDB(name);
  });
  return emulator;
}
