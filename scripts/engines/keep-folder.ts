import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, and the command that uses it. Neither outlives this process. */
export interface Kept {
  readonly folder: string;
  /**
   * Resolves when the command and its children have ended and the folder is removed: with the last of what it printed
   * if it ended by itself, with `undefined` if that was by `end`.
   */
  readonly ended: Promise<string | undefined>;
  end(): Promise<string | undefined>;
  /** Lets this process end of itself although the folder is kept. */
  unref(): void;
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
  const ended = new Promise<string | undefined>((resolve) => {
    // At "close" all that was printed has been read.
    keeper.on('close', (code) => resolve(code === 0 ? undefined : printed));
    keeper.on('error', (error) => resolve(String(error)));
    keeper.on('exit', (_, signal) => {
      // The command, which nobody ends now, would keep them open.
      if (signal !== null) for (const stream of [keeper.stdout, keeper.stderr]) stream.destroy();
    });
  });
  return {
    folder,
    ended,
    end() {
      keeper.stdin.end();
      return ended;
    },
    unref() {
      keeper.unref();
      // Streams of a child are sockets, which its types do not say.
      for (const stream of [keeper.stdin, keeper.stdout, keeper.stderr]) (stream as Socket).unref();
    },
  };
}
