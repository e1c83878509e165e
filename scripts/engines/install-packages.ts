import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const isRoot = process.getuid?.() === 0;

/** Whether `installPackages` can do anything here. */
export const hasApt = (): boolean => existsSync('/usr/bin/apt-get');

/** Installs packages of Debian. */
export function installPackages(names: readonly string[]): void {
  // Another apt-get may be at work.
  const aptGet = [...(isRoot ? [] : ['sudo']), 'apt-get', '--option', 'DPkg::Lock::Timeout=600'];
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const [command = '', ...rest] = [...aptGet, ...args];
    execFileSync(command, rest, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}
