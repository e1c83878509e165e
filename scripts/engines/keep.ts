/**
 * Runs a command for as long as the process that started this one lives; then ends the command with all its children
 * and removes the folder that they used: `node keep.ts FOLDER [COMMAND ARGUMENT…]`. The end of standard input tells
 * when, and it comes however that process ended, even by SIGKILL. The exit code is 1 if the command ended by itself.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MS = 5_000;
const STEP_MS = 100;

const [folder = '', command, ...args] = process.argv.slice(2);

// Whoever interrupts the run ends the process that started this one. Cleaning up comes after that.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

/** @returns whether the process is there; with a negative id, one of its group. */
function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Ends the command and its children. */
async function endGroup(leader: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!signalProcess(-leader, signal)) return;
    for (let waited = 0; waited < GRACE_MS && signalProcess(-leader, 0); waited += STEP_MS)
      await delay(STEP_MS);
  }
}

function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/**
 * On Linux, ends what was started with this folder for its temporary files and is still there: Playwright's Firefox
 * outlives a run that is killed, and any browser its keeper.
 */
function endUsers(): void {
  const pids = existsSync('/proc/self') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  for (const pid of pids) {
    const isUser = environmentOf(pid).some((variable) => variable.startsWith(`TMPDIR=${folder}`));
    if (isUser && Number(pid) !== process.pid) signalProcess(Number(pid), 'SIGKILL');
  }
}

/** Removes the folder until nobody makes it anew: other browsers of the run may be ending at the same time. */
async function removeFolder(): Promise<void> {
  let absent = 0;
  for (let waited = 0; waited < 6 * GRACE_MS && absent < 10; waited += STEP_MS) {
    absent = existsSync(folder) ? 0 : absent + 1;
    if (absent === 0) {
      endUsers();
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
    await delay(STEP_MS);
  }
}

const parentEnded = new Promise<void>((resolve) => {
  process.stdin.on('close', resolve).on('error', () => undefined);
  process.stdin.resume();
});

if (command === undefined) {
  await parentEnded;
} else {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const exited = new Promise<number>((resolve) => {
    child.on('exit', (code, signal) => {
      console.error(signal === null ? `Exit code ${code}.` : `Ended by ${signal}.`);
      resolve(1);
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
  });
  process.exitCode = await Promise.race([parentEnded.then(() => 0), exited]);
  if (child.pid !== undefined) await endGroup(child.pid);
}
await removeFolder();
process.exit();
