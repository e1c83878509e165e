/** A project outside this one, in a folder of its own: what can be run there, and how all of it ends. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { ensureEngine } from '../engines/install-engine.ts';
import { launchOptions } from '../engines/launch.ts';
import { until } from './until.ts';

const COMMAND_TIMEOUT = 10 * 60_000;

/** What a command gets beside the shell's environment: nothing is sent home, and no browser opens. */
const QUIET = { NEXT_TELEMETRY_DISABLED: '1', DID_YOU_KNOW: 'none', BROWSER: 'none', FORCE_COLOR: '0' };

export interface Server {
  readonly address: string;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export interface Project {
  readonly folder: string;
  /**
   * Runs one of the project's own commands, such as `vite build`, and gives what it prints.
   * @throws {Error} with that, if it fails
   */
  run(command: string, env?: NodeJS.ProcessEnv): Promise<string>;
  /** Starts a server of the project's; `PORT` in the command stands for a free port. */
  serve(command: string): Promise<Server>;
  /** Opens an address in a browser context of its own, so with an empty IndexedDB. */
  open(address: string): Promise<Page>;
  /** Ends the servers and the pages. */
  close(): Promise<void>;
}

interface Running {
  readonly process: ChildProcess;
  output(): string;
}

/** What is running now, so that a signal can end it. */
const running = new Set<ChildProcess>();

let browser: Promise<Browser> | undefined;

/** Ends a process with all that it has started. */
function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // It is over already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends whatever is still running. */
export async function endAll(): Promise<void> {
  for (const child of running) kill(child);
  await (await browser)?.close();
  browser = undefined;
}

function start(command: string, cwd: string, env: NodeJS.ProcessEnv): Running {
  const [program = '', ...parameters] = command.split(' ');
  const isWindows = process.platform === 'win32';
  const child = spawn(program, parameters, {
    cwd,
    env: { ...env, ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
    // A group of its own, which ends with the server.
    detached: !isWindows,
  });
  running.add(child);
  let output = '';
  const collect = (text: Buffer): void => void (output += text.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('error', (error) => (output += `${error.message}\n`));
  child.on('close', () => running.delete(child));
  return { process: child, output: () => output };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('The machine has no free port.');
  return address.port;
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

async function untilAnswers(command: string, address: string, server: Running): Promise<void> {
  try {
    await until(async () => {
      if (server.process.exitCode !== null) throw new Error('It ended.');
      return answers(address);
    });
  } catch (cause) {
    throw new Error(`${command} does not answer:\n${server.output()}`, { cause });
  }
}

function launch(): Promise<Browser> {
  browser ??= chromium.launch(launchOptions(ensureEngine('chromium')));
  return browser;
}

export function makeProject(folder: string, outer: NodeJS.ProcessEnv): Project {
  const env = { ...outer, PATH: `${join(folder, 'node_modules/.bin')}${delimiter}${outer['PATH']}` };
  const endings: (() => Promise<void>)[] = [];
  return {
    folder,
    async run(command, more = {}) {
      const { process: child, output } = start(command, folder, { ...env, ...more });
      const timer = setTimeout(() => kill(child), COMMAND_TIMEOUT);
      const [code] = (await once(child, 'close')) as [number | null];
      clearTimeout(timer);
      if (code !== 0) throw new Error(`${command} failed (${code ?? 'killed'}):\n${output()}`);
      return output();
    },
    async serve(command) {
      const port = await freePort();
      const address = `http://127.0.0.1:${port}`;
      const server = start(command.replace('PORT', String(port)), folder, {
        ...env,
        HOST: '127.0.0.1',
        PORT: String(port),
      });
      const stop = async (): Promise<void> => {
        if (!running.has(server.process)) return;
        const closed = once(server.process, 'close');
        kill(server.process);
        await closed;
      };
      endings.push(stop);
      await untilAnswers(command, address, server);
      return { address, output: server.output, stop };
    },
    async open(address) {
      const context = await (await launch()).newContext();
      endings.push(() => context.close());
      // A page that is compiled on demand may come late on a busy machine.
      context.setDefaultTimeout(2 * 60_000);
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
    async close() {
      for (const end of endings.splice(0).toReversed()) await end();
    },
  };
}
