import { readFileSync } from 'node:fs';
import { keepFolder } from './keep-folder.ts';

const NPM_CHECK_MS = 1_000;
const NAME = 'cloudapi-tests';

/** The parent's parent, as Linux tells it. npm runs a script in a shell, and the shell outlives a killed npm. */
function grandparent(): string {
  try {
    return (
      readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
        .replace(/^.*\) \S /s, '')
        .split(' ', 1)[0] ?? ''
    );
  } catch {
    return '';
  }
}

const ancestors = (): string => `${process.ppid} ${grandparent()}`;

/** Ends this process when npm or npx is gone that started it, even if it was killed and could not pass that on. */
function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const first = ancestors();
  setInterval(() => {
    if (ancestors() !== first) process.kill(process.pid, 'SIGTERM');
  }, NPM_CHECK_MS).unref();
}

/**
 * Removes all that the tests and their browsers put into the temporary folder when this process ends, even if it is
 * killed. A second call does nothing: vitest reads its configuration once for each project.
 */
export function leaveNothing(): void {
  if (process.env['TMPDIR']?.includes(NAME) === true) return;
  endWithNpm();
  const kept = keepFolder(NAME);
  kept.unref();
  process.env['TMPDIR'] = kept.folder;
}
