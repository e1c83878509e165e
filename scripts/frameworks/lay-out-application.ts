import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const application = fileURLToPath(new URL('../../test/frameworks/app', import.meta.url));

/** Copies the application that all bundlers build, and its file that starts the emulator, into a project. */
export function layOutApplication(folder: string): void {
  cpSync(application, join(folder, 'src'), { recursive: true });
}
