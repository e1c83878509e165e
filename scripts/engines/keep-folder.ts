import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, and the command that uses it. Neither outlives this process. */
export interface Kept {
  readonly folder: string;
  /** Resolves when the command is over, its children ended and the folder removed, with the end of what it printed. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
}

/** How many characters of what a browser prints are kept, to be shown if it dies. */
const SHOWN = 2_000;

/**
 * Makes a folder and runs a command that uses it.
 * @param commandIn gives the command for the folder; without one only the folder is kept.
 */
export function keepFolder(
  name: string,
  commandIn: (folder: string) => readonly string[] = () => [],
  environmentIn: (folder: string) => Readonly<Record<string, string>> = () => ({}),
): Kept {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'keep.ts'), folder, ...commandIn(folder)],
    // In a group of its own, so that an interrupt from the terminal does not end the keeper too.
    { detached: true, stdio: 'pipe', env: { ...process.env, ...environmentIn(folder) } },
  );
  let printed = '';
  for (const stream of [keeper.stdout, keeper.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-SHOWN)));
  }
  const ended = new Promise<string>((resolve) => {
    keeper.on('exit', () => resolve(printed));
    keeper.on('error', (error) => resolve(String(error)));
  });
  return {
    folder,
    ended,
    async end() {
      keeper.stdin.end();
      await ended;
    },
  };
}
