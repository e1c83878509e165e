import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keepFolder } from '../../scripts/engines/keep-folder.ts';

const scripts = new URL('../../scripts/engines/', import.meta.url);
const module = fileURLToPath(new URL('keep-folder.ts', scripts));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const onUnix = test.skipIf(process.platform === 'win32');

onUnix('a browser and its folder do not outlive a run that is killed', async () => {
  // The command says its id and that of a child, and goes on.
  const script = `
      import { keepFolder } from ${JSON.stringify(module)};
      import { readFileSync, existsSync } from 'node:fs';
      const { folder } = keepFolder('kept', (folder) => [
        'sh', '-c', 'sleep 600 & echo "$$ $!" > "$0/new" && mv "$0/new" "$0/ids"; wait', folder,
      ]);
      const ids = folder + '/ids';
      const check = setInterval(() => {
        if (!existsSync(ids)) return;
        clearInterval(check);
        console.log(folder + ' ' + readFileSync(ids, 'utf8').trim());
      }, 20);
    `;
  const run = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(run.stdout.setEncoding('utf8'), 'data')) as [string];
  const [folder = '', ...ids] = line.trim().split(' ');
  expect(existsSync(folder)).toBe(true);
  expect(ids.map(Number).map(isRunning)).toEqual([true, true]);

  run.kill('SIGKILL');
  await expect.poll(() => ids.map(Number).filter(isRunning)).toEqual([]);
  await expect.poll(() => existsSync(folder)).toBe(false);
});

test('a command that ends by itself is told from one that is asked to end', async () => {
  const died = keepFolder('kept', () => [
    process.execPath,
    '--eval',
    'console.log("no display"); process.exit(3)',
  ]);
  expect(await died.ended).toBe('no display\nExit code 3.\n');
  expect(existsSync(died.folder)).toBe(false);

  const asked = keepFolder('kept', () => [process.execPath, '--eval', 'setInterval(() => {}, 1_000)']);
  expect(await asked.end()).toBeUndefined();
  expect(existsSync(asked.folder)).toBe(false);
});

onUnix('whoever waits for a command does not wait for ever if its keeper is killed', async () => {
  const script = 'echo "$$ $PPID" > "$0/new" && mv "$0/new" "$0/ids"; exec sleep 600';
  const kept = keepFolder('kept', (folder) => ['sh', '-c', script, folder]);
  const ids = join(kept.folder, 'ids');
  await expect.poll(() => existsSync(ids)).toBe(true);
  const [command, keeper] = readFileSync(ids, 'utf8').trim().split(' ').map(Number) as [number, number];
  process.kill(keeper, 'SIGKILL');
  expect(await kept.ended).toBe('');
  process.kill(command, 'SIGKILL');
  rmSync(kept.folder, { recursive: true });
});

// Only Linux tells what processes were started with.
const onLinux = test.skipIf(process.platform !== 'linux');

onLinux.each(['ends', 'is killed'])('no file and no process outlives a run that %s', async (how) => {
  const script = `
    import { spawn } from 'node:child_process';
    import { mkdtempSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { leaveNothing } from ${JSON.stringify(fileURLToPath(new URL('leave-nothing.ts', scripts)))};
    leaveNothing();
    const folder = tmpdir();
    leaveNothing();
    mkdtempSync(folder + '/file-of-a-test-');
    const stays = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    stays.unref();
    console.log(JSON.stringify([folder, tmpdir(), stays.pid]));
    process.stdin.once('data', () => process.stdin.destroy());
  `;
  const run = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Not in the folder of this run, which is removed as well.
    env: { ...process.env, TMPDIR: undefined },
  });
  const [line] = (await once(run.stdout.setEncoding('utf8'), 'data')) as [string];
  const [folder, again, pid] = JSON.parse(line) as [string, string, number];
  expect(again).toBe(folder);
  expect(isRunning(pid)).toBe(true);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^file-of-a-test-/)]);
  const ended = once(run, 'exit');
  if (how === 'ends') run.stdin.write('end');
  else run.kill('SIGKILL');
  expect(await ended).toEqual(how === 'ends' ? [0, null] : [null, 'SIGKILL']);
  await expect.poll(() => existsSync(folder)).toBe(false);
  await expect.poll(() => isRunning(pid)).toBe(false);
});
