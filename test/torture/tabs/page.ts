/** The page in each tab. It tells the test what came of the last command, waits for the next one, and follows it. */
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import type { Answer, Call, Command, Outcome, Report } from './command.ts';

let emulator: Emulator | undefined;

async function call({ url, headers }: Call): Promise<Answer> {
  if (emulator === undefined) throw new Error('No emulator is open.');
  const response = await emulator.handle(new Request(url, { method: 'POST', headers }));
  return { status: response.status, body: await response.json() };
}

async function follow(command: Exclude<Command, { do: 'reload' }>): Promise<Outcome> {
  const begin = Date.now();
  if (command.do === 'open') {
    await emulator?.dispose();
    emulator = createEmulator(command.options);
    return { answers: [], begin, end: begin };
  }
  if (command.frozenAt !== undefined) emulator?.clock.freeze(command.frozenAt);
  const answers = await Promise.all(command.calls.map(call));
  return { answers, begin, end: Date.now() };
}

async function nextCommand(report: Report): Promise<Command> {
  const response = await fetch(location.href, { method: 'POST', body: JSON.stringify(report) });
  return response.json();
}

let report: Report = null;
for (;;) {
  const command = await nextCommand(report);
  if (command.do === 'reload') break;
  report = await follow(command).catch((error: unknown) => ({ failed: String(error) }));
}
location.reload();
