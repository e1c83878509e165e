import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Each project has a copy of this module; they run in one process. */
const shared = globalThis as { cloudapiEmulatorBuilt?: Promise<unknown> };

/** Builds the package, once in a run, for tests that see nothing of its sources. */
export async function setup(): Promise<void> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  await (shared.cloudapiEmulatorBuilt ??= promisify(execFile)('npm', ['run', 'build'], { cwd }));
}
