import { parseCLI, startVitest } from 'vitest/node';
import { engineNames, engineTitle, findEngine } from './find-engine.ts';

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
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest('test', filter, options);
  report(new Set(vitest.state.getTestModules().map((module) => module.project.name)));
  await vitest.exit();
}
