import { readFileSync } from 'node:fs';
import { engineNames, engineTitle, findEngine } from './find-engine.ts';
import { keepFolder } from './keep-folder.ts';

const NPM_CHECK_MS = 1_000;

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

/** Ends this process when npm is gone that started it, even if npm was killed and could not pass that on. */
function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const first = ancestors();
  setInterval(() => {
    if (ancestors() !== first) process.kill(process.pid, 'SIGTERM');
  }, NPM_CHECK_MS).unref();
}

const list = new Intl.ListFormat('en');

/** Says which engines ran tests, and how to get the others. */
function report(projects: ReadonlySet<string>): void {
  const lines = engineNames.flatMap((name) => {
    const path = findEngine(name)?.path;
    return (projects.has(name) || projects.has(`torture-${name}`)) && path !== undefined
      ? [`  ${engineTitle(name)}: ${path}`]
      : [];
  });
  if (lines.length === 0) return;
  console.log(['The tests for the browser ran in', ...lines].join('\n'));
  const missing = engineNames.filter((name) => findEngine(name) === undefined).map(engineTitle);
  if (missing.length === 0) return;
  console.log(
    `They did not run in ${list.format(missing)}, not found on this machine. "npm run engines" installs what is missing and runs the tests in all three.`,
  );
}

/**
 * Runs vitest in this process and sets the exit code.
 * @param args as vitest's command line takes them.
 */
export async function runTests(args: readonly string[]): Promise<void> {
  endWithNpm();
  // Whatever the tests and their browsers leave behind, even if killed, is removed with this folder.
  const kept = keepFolder('cloudapi-tests');
  process.env['TMPDIR'] = kept.folder;
  // Imported only now, so that nothing has read the old folder's name before.
  const { parseCLI, startVitest } = await import('vitest/node');
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest('test', filter, options);
  report(new Set(vitest.state.getTestModules().map((module) => module.project.name)));
  await vitest.exit();
  await kept.end();
}
