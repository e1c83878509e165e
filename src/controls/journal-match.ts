import * as v from 'valibot';
import { knownActions } from '../operations/known-actions.ts';
import type { Action } from '../operations/table.ts';
import { unknownAction } from '../operations/unserved.ts';
import { check, isObject, shape } from '../validate.ts';
import { isListItem } from '../wire/parameters.ts';
import type { JournalEntry } from './journal-entry.ts';

/**
 * What to look for: entries that have all of these, `parameters` among others, with numbers and booleans as they are or as
 * strings. What is `undefined` counts as left out; what is an asymmetric matcher, such as `expect.stringContaining('x')`,
 * decides itself.
 * @example
 * // The action must be one that the service has, unless the code says that it has none:
 * emulator.journal.find({ action: 'CreateGroup', code: 'InvalidApi.NotFound' });
 */
export type JournalMatch = Partial<Omit<JournalEntry, 'unread' | 'time' | 'duration' | 'detail'>>;

/** An action of the service, served or not; or what to look for. */
export type Wanted = Action | (string & {}) | JournalMatch;

/** The code of a call whose action the service does not have. */
const NOT_FOUND = 'InvalidApi.NotFound';

const DATA = 'strings, numbers, booleans, and lists and objects of them.';
const FIELDS = [
  'via',
  'action',
  'region',
  'account',
  'accessKeyId',
  'status',
  'code',
  'requestId',
  'gate',
  'grade',
  'source',
  'injected',
  'api',
  'apiId',
  'groupId',
  'stage',
  'method',
  'path',
] as const satisfies readonly (keyof JournalMatch)[];

const matchSchema = v.pipe(
  shape({
    ...v.entriesFromList(FIELDS, v.optional(v.custom((value) => isData(value), `must consist of ${DATA}`))),
    parameters: v.optional(
      v.custom<object>(
        (value) => isMatcher(value) || (isObject(value) && isData(value)),
        `must be an object of ${DATA}`,
      ),
    ),
  }),
  v.check(
    // That of a call without one is empty.
    ({ action, code }) =>
      !action || isMatcher(action) || knownActions.has(String(action)) || code === NOT_FOUND,
    ({ input }) =>
      `${unknownAction(String(input.action))} To find it nevertheless, add code: '${NOT_FOUND}'.`,
  ),
  v.check(
    // A request to a SubDomain may have a parameter of such a name.
    ({ action, parameters }) => !action || listItemOf(parameters) === undefined,
    ({ input }) => {
      const item = String(listItemOf(input.parameters));
      return `Look for the whole list, { ${item.split('.', 1)[0]}: […] }, not for "${item}".`;
    },
  ),
);

function listItemOf(parameters: object = {}): string | undefined {
  return Object.keys(parameters).find(isListItem);
}

/**
 * Makes the test of an entry.
 * @throws {TypeError} if no entry can be like that, with the reason
 */
export function isLike(wanted: Wanted = {}): (entry: JournalEntry) => boolean {
  const match = typeof wanted === 'string' ? { action: wanted } : wanted;
  check(matchSchema, match, 'journal', { whole: 'the match', part: 'field' });
  return (entry) => contains(entry, match);
}

/** Whether a value is one of the asymmetric matchers that Vitest and Jest have. */
function isMatcher(value: unknown): value is { asymmetricMatch(other: unknown): boolean } {
  return typeof Reflect.get(Object(value), 'asymmetricMatch') === 'function';
}

/** Whether a value can be compared member by member: it holds no function, no Map, no RegExp and the like, and not itself. */
function isData(value: unknown, holders: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (isMatcher(value)) return true;
  return (
    (Array.isArray(value) || isObject(value)) &&
    !holders.includes(value) &&
    Object.values(value).every((item) => isData(item, [...holders, value]))
  );
}

/** Whether a value matches: objects by the members that are looked for, lists and other values as a whole. */
function contains(value: unknown, wanted: unknown): boolean {
  if (isMatcher(wanted)) return wanted.asymmetricMatch(value);
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => contains(value[index], item))
    );
  }
  if (wanted === null || typeof wanted !== 'object') {
    // On the wire, numbers are strings.
    return (
      Object.is(value, wanted) ||
      (value !== undefined && typeof value !== 'object' && String(value) === String(wanted))
    );
  }
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(wanted).every(
    ([name, inner]) =>
      inner === undefined || (Object.hasOwn(value, name) && contains(Reflect.get(value, name), inner)),
  );
}
