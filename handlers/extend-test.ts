import { expect, test as base } from 'vitest';
import type { MatcherState, TestAPI } from 'vitest';
import type { Action, CallInput, Emulator, JournalEntry, JournalMatch } from '../src/index.ts';
import type { SetupOptions } from './set-up.ts';

/** What each test is given. */
export interface CloudApiFixtures {
  /** A fresh emulator, which answers the test's calls from its beginning to its end. Calls that come later are refused. */
  readonly cloudapi: Emulator;
  /**
   * Options of the emulator, in addition to `storage: 'memory'` and `guard: true`:
   * `test.extend({ cloudapiOptions: { limits: { groupsPerRegion: 3 } } })`.
   */
  readonly cloudapiOptions: SetupOptions;
}

/** The parts of a set-up, in the browser and in Node, that a test needs. */
interface Setup {
  readonly emulator: Emulator;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether a test has an emulator now; two at a time would see each other's calls. */
let isRunning = false;

/** Refuses what is called while no test runs: a test that gave up may have left a program at work, which must not reach the cloud. */
function makeRest(setupEmulator: (options: SetupOptions) => Setup): Setup {
  const rest = setupEmulator({ storage: 'memory', guard: true, log: 'none' });
  const message = 'The test that made this call has ended. Await all calls before a test ends.';
  rest.emulator.faults.add({ error: { code: 'Emulator.TestEnded', message, status: 403 } });
  return rest;
}

/** Makes vitest's `test` with an emulator for each, also for those that do not ask for it. */
export function extendTest(setupEmulator: (options: SetupOptions) => Setup): TestAPI<CloudApiFixtures> {
  let rest: Setup | undefined;
  return base.extend<CloudApiFixtures>({
    cloudapiOptions: {},
    cloudapi: [
      async ({ cloudapiOptions }, use) => {
        if (isRunning) {
          throw new Error(
            'Tests with cloudapi-emulator/vitest cannot be concurrent within a file. Remove test.concurrent, describe.concurrent or sequence.concurrent.',
          );
        }
        isRunning = true;
        try {
          const options = { storage: 'memory', guard: true, ...cloudapiOptions } as const;
          const { emulator, start, stop } = setupEmulator(options);
          await start();
          try {
            await use(emulator);
          } finally {
            // It takes over, and stays until the next test, or the end of the worker.
            if (options.guard) await (rest ??= makeRest(setupEmulator)).start();
            else await stop();
          }
        } finally {
          isRunning = false;
        }
      },
      { auto: true },
    ],
  });
}

/** What the matchers look into: an emulator, or whatever else has its journal. */
type Journalled = Pick<Emulator, 'journal'>;
type Wanted = Readonly<Record<string, unknown>>;

interface CloudApiMatchers<R> {
  /**
   * Passes if the emulator has received such a call, whether it succeeded or not.
   * @param parameters that the call must have, among others; numbers and booleans as they are or as strings, and vitest's
   * asymmetric matchers.
   * @throws {TypeError} if no call can be like that, also with `not`: an unknown action or field, a function.
   */
  toHaveReceived<Name extends Action>(action: Name, parameters?: WantedOf<Name>): R;
  /**
   * Passes if the emulator has received such a call, also a request to a SubDomain.
   * @param match what its entry in the journal has: `{ api: 'Forecast', stage: 'TEST' }`.
   */
  toHaveReceived(match: JournalMatch): R;
  /** Passes if the emulator has received exactly so many such calls. */
  toHaveReceivedTimes<Name extends Action>(action: Name, times: number, parameters?: WantedOf<Name>): R;
  /** Passes if the emulator has received exactly so many such calls, also requests to a SubDomain. */
  toHaveReceivedTimes(match: JournalMatch, times: number): R;
}

/** Parameters of the action by their names; a value may also be an asymmetric matcher, which is of any type. */
type WantedOf<Name extends Action> = { readonly [Key in keyof CallInput<Name>]?: unknown };

declare module 'vitest' {
  // Its parameters must be those of vitest's own declaration.
  // oxlint-disable-next-line no-unused-vars, no-empty-object-type
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends CloudApiMatchers<R> {}
}

expect.extend({
  toHaveReceived(received: unknown, action: string | JournalMatch, parameters?: Wanted) {
    const { entries, found } = search(received, action, parameters, this.equals);
    return { pass: found > 0, message: () => report(this, entries, describe(this, action, parameters)) };
  },
  toHaveReceivedTimes(received: unknown, action: string | JournalMatch, times: number, parameters?: Wanted) {
    if (!Number.isInteger(times) || times < 0)
      throw new TypeError('toHaveReceivedTimes: the second argument must be a whole number from 0.');
    const { entries, found } = search(received, action, parameters, this.equals);
    const wanted = `${times} times${this.isNot ? '' : `, not ${found}`}`;
    return {
      pass: found === times,
      message: () => report(this, entries, `${describe(this, action, parameters)} ${wanted}`),
    };
  },
});

function search(
  received: unknown,
  action: string | JournalMatch | undefined,
  parameters: Wanted | undefined,
  equals: (a: unknown, b: unknown) => boolean,
): { readonly entries: readonly JournalEntry[]; readonly found: number } {
  const journal = (received as Partial<Journalled> | null)?.journal;
  if (typeof journal?.find !== 'function') {
    throw new TypeError('The value under test must be an emulator: expect(cloudapi).toHaveReceived(…).');
  }
  if (action === undefined || (typeof action !== 'string' && parameters !== undefined))
    throw new TypeError(
      `Name an action, or put all of it into one object: { action: 'CreateModel', parameters: {…} }.`,
    );
  const match = typeof action === 'string' ? { action, parameters: parameters ?? {} } : action;
  // It refuses what no call can be like.
  const candidates = journal.find(match);
  const { parameters: also, ...members } = match;
  const found = candidates.filter(
    (entry) =>
      Object.entries(members).every(([name, wanted]) => equals(entry[name as keyof JournalMatch], wanted)) &&
      hasParameters(entry, also ?? {}, equals),
  );
  return { entries: journal.entries(), found: found.length };
}

function hasParameters(
  entry: JournalEntry,
  parameters: Wanted,
  equals: (a: unknown, b: unknown) => boolean,
): boolean {
  if (isMatcher(parameters)) return equals(entry.parameters, parameters);
  return Object.entries(parameters).every(([name, wanted]) => {
    const sent = entry.parameters[name];
    return equals(sent, wanted) || (isPlain(wanted) && equals(sent, String(wanted)));
  });
}

/** Whether a value is one of vitest's asymmetric matchers, such as expect.objectContaining(…). */
function isMatcher(value: unknown): boolean {
  return typeof (value as { readonly asymmetricMatch?: unknown } | null)?.asymmetricMatch === 'function';
}

/** Whether a value goes over the wire as its text. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** A value on one line, vitest's asymmetric matchers as they are written. */
function shown(state: MatcherState, value: unknown): string {
  const text = state.utils.stringify(value, undefined, { min: true });
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function describe(state: MatcherState, action: string | JournalMatch, parameters: Wanted = {}): string {
  if (typeof action !== 'string') return `a call with ${shown(state, action)}`;
  return !isMatcher(parameters) && Object.keys(parameters).length === 0
    ? action
    : `${action} with ${shown(state, parameters)}`;
}

/** What was expected, and below it the calls that did come, in order. */
function report(state: MatcherState, entries: readonly JournalEntry[], wanted: string): string {
  const lines = entries.map(({ via, action, method, path, parameters, status, code, unread }, index) => {
    const answer = status === 0 ? 'dropped' : [status, code].filter(Boolean).join(' ');
    const hint = unread.length === 0 ? '' : `, which has no parameter ${unread.join(', ')}`;
    const own = via === 'call' ? ' (by emulator.call)' : '';
    const what = via === 'subdomain' ? `${method} ${path}` : action || '(no action)';
    return `  ${index + 1}. ${what} ${shown(state, parameters)} -> ${answer}${hint}${own}`;
  });
  return [
    `Expected the emulator ${state.isNot ? 'not ' : ''}to have received ${wanted}.`,
    lines.length === 0 ? 'It has received no calls.' : 'It has received:',
    ...lines,
  ].join('\n');
}
