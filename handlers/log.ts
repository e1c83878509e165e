import * as v from 'valibot';
import type { CloudApiError, Journal, JournalEntry } from '../src/index.ts';

/** What goes to the console. */
export type Log = v.InferOutput<typeof logSchema>;

const logSchema = v.picklist(['none', 'refusals', 'all'], 'log must be "none", "refusals" or "all".');

/**
 * Writes a line for each request. Calls by `emulator.call` have none: it throws the same at the caller.
 * @throws {TypeError} if the option `log` is none of the three
 */
export function logCalls(journal: Journal, log: Log): void {
  const { issues } = v.safeParse(logSchema, log);
  if (issues !== undefined) throw new TypeError(`setupEmulator: ${issues[0].message}`);
  if (log === 'none') return;
  journal.subscribe((entry) => {
    if (entry.via === 'call') return;
    // An API may answer with any status.
    const isRefused = entry.status === 0 || entry.code !== undefined;
    if (isRefused) console.warn(refusalLine(entry));
    else if (log === 'all')
      console.info(`[cloudapi-emulator] ${nameOf(entry)} -> ${entry.status}${unreadOf(entry)}`);
  });
}

/** Writes a line for each call that the option `guard` refused. */
export function logGuarded(log: Log): ((error: CloudApiError) => void) | undefined {
  return log === 'none' ? undefined : (error) => console.warn(`[cloudapi-emulator] ${error.message}`);
}

function nameOf({ via, action, method, path }: JournalEntry): string {
  if (via === 'subdomain') return `${method} ${path}`;
  return action === '' ? 'A call without an action' : action;
}

/** Most often a misspelt one. */
function unreadOf({ unread }: JournalEntry): string {
  return unread.length === 0 ? '' : ` (unknown parameter: ${unread.join(', ')})`;
}

/** On one line, because a detail may quote what was sent, and with a full stop, because more follows. */
function sentence(detail: string): string {
  const line = detail.replaceAll(/\s+/g, ' ');
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** What was refused, how, why, how certain it is that the service refuses so too, and where to read more. */
function refusalLine(entry: JournalEntry): string {
  const { status, code, grade, detail, injected } = entry;
  const certainty = injected ? 'by a fault' : grade;
  const answer =
    status === 0
      ? 'dropped by a fault.'
      : `refused: ${code} (${[status, certainty].filter(Boolean).join(', ')}).`;
  const why = detail === undefined || injected ? '' : ` ${sentence(detail)}`;
  const more = injected ? '' : ' More: docs/coverage.md in the package.';
  return `[cloudapi-emulator] ${nameOf(entry)} ${answer}${why}${unreadOf(entry)}${more}`;
}
