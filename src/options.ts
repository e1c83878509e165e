import * as v from 'valibot';
import { errorParts } from './error-parts.ts';
import type { ErrorOverride } from './error-parts.ts';
import { findErrorRow } from './errors.ts';
import type { InferredErrorCode } from './errors.ts';
import { credentialsSchema } from './callers/credential.ts';
import type { Credential } from './callers/credential.ts';
import type { JournalBounds } from './controls/journal.ts';
import { limitsSchema } from './controls/limits.ts';
import type { LimitChanges, Limits } from './controls/limits.ts';
import type { Backend } from './data-plane/backend.ts';
import type { Rules } from './resources/rules.ts';
import { regionId } from './resources/scope.ts';
import type { Fixture } from './scene/fixture.ts';
import type { StorageOption } from './store/open.ts';
import { check, isObject, isWhole, nonEmptyString, oneOf, shape } from './validate.ts';
import type { SchemasOf } from './validate.ts';

/** What `createEmulator` takes. */
export interface EmulatorOptions {
  /** For endpoints that name none; `cn-hangzhou` if left out. */
  readonly region?: string | undefined;
  /**
   * Where the state lives. If left out, IndexedDB, or memory if there is none. IndexedDB, asked for or not, falls back to
   * memory with a warning if the database cannot be opened: `emulator.storage.persistent` is false then.
   */
  readonly storage?: StorageOption | undefined;
  /** Database name, so that two applications on one origin stay apart; `cloudapi-emulator` if left out. */
  readonly name?: string | undefined;
  /** The documented figures if left out. */
  readonly limits?: Partial<Limits> | undefined;
  /** `documented` if left out; `observed` lets the names of groups and APIs contain a hyphen. */
  readonly rules?: Rules | undefined;
  /** Other answers for errors that are only inferred, by code: `{ RepeatedModelName: { code: 'RepeatedModel' } }`. */
  readonly errors?: Readonly<Partial<Record<InferredErrorCode, ErrorOverride>>> | undefined;
  /**
   * The time in milliseconds since 1970, which `emulator.clock` stops and moves. Timestamps and throttling go by it;
   * `Date.now` if left out.
   */
  readonly clock?: (() => number) | undefined;
  /** Who may call: each call has to be signed by one of them. Anyone may, signed or not, if left out. */
  readonly credentials?: readonly Credential[] | undefined;
  /** Makes ids reproducible: the same seed and the same calls give the same ids. Random if left out. */
  readonly seed?: string | undefined;
  /** What a new state begins with, and what `reset()` returns to; nothing if left out. */
  readonly fixture?: Fixture | undefined;
  /**
   * What stands behind APIs that are no mock. It gets the request as the gateway would send it, and the API as its stage runs
   * it. If it takes longer than the API's ServiceTimeout, or throws, the answer is a 504.
   */
  readonly backend?: Backend | undefined;
  /** How many calls the journal keeps; 500 if left out. */
  readonly journalSize?: number | undefined;
  /** How many characters of parameters and details the journal keeps, in all; 16,000,000 if left out. */
  readonly journalCharacters?: number | undefined;
}

/** The options, with defaults. */
export interface Settings {
  readonly region: string;
  readonly storage: StorageOption | undefined;
  readonly name: string;
  readonly limits: LimitChanges | undefined;
  readonly rules: Rules;
  readonly errors: Readonly<Partial<Record<string, ErrorOverride>>>;
  readonly clock: () => number;
  readonly credentials: readonly Credential[] | undefined;
  readonly seed: string | undefined;
  readonly fixture: Fixture | undefined;
  readonly backend: Backend | undefined;
  readonly journal: JournalBounds;
}

/** An error may only be overridden if nothing but inference says that the service has it. */
const overridable = v.pipe(
  v.string(),
  v.check((code) => findErrorRow(code) !== undefined, 'is not in the error catalogue.'),
  v.check(
    (code) => [undefined, 'inferred'].includes(findErrorRow(code)?.grade),
    ({ input }) => {
      const row = findErrorRow(input);
      return `is ${row?.grade} (${row?.source}). Only inferred errors can be overridden.`;
    },
  ),
);

const errors = v.record(
  overridable,
  v.optional(
    shape({
      code: v.optional(errorParts.code),
      message: v.optional(errorParts.message),
      status: v.optional(errorParts.status),
    } satisfies SchemasOf<ErrorOverride>),
  ),
  'must be an object with { code, message, status } by error code.',
);

const fromOne = v.custom<number>((value) => isWhole(value, 1), 'must be a whole number from 1.');

const optionsSchema = shape(
  {
    region: v.optional(regionId),
    storage: v.optional(
      v.custom<StorageOption>(isStorage, 'must be "indexeddb", "memory" or an object that implements Store.'),
    ),
    name: v.optional(nonEmptyString),
    limits: v.optional(limitsSchema),
    rules: v.optional(oneOf(['documented', 'observed'])),
    errors: v.optional(errors),
    clock: v.optional(
      v.custom<() => number>(
        (value) => typeof value === 'function',
        'must be a function that returns milliseconds since 1970.',
      ),
    ),
    credentials: v.optional(credentialsSchema),
    seed: v.optional(nonEmptyString),
    // What is in it, the first call checks.
    fixture: v.optional(v.custom<Fixture>(isObject, 'must be an object: { groups: […] }.')),
    backend: v.optional(
      v.custom<Backend>(
        (value) => typeof value === 'function',
        'must be a function (request, api) that returns a Response.',
      ),
    ),
    journalSize: v.optional(fromOne),
    journalCharacters: v.optional(fromOne),
  } satisfies SchemasOf<EmulatorOptions>,
  ' handlers() and setupEmulator() also take endpoints, accessKeyId, guard. setupEmulator() also takes log and, in the browser, expose and devtools.',
);

const action = v.string('must be a string, such as "CreateApiGroup".');
const context = shape({ region: v.optional(regionId), accessKeyId: v.optional(nonEmptyString) });

function isStorage(value: unknown): boolean {
  if (value === 'indexeddb' || value === 'memory') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    ['transaction', 'close'].every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** @throws {TypeError} if the first or the third argument of `emulator.call` is not what it takes */
export function checkCall(name: unknown, given: unknown): void {
  check(action, name, 'emulator.call', { whole: 'the action', part: 'option' });
  check(context, given, 'emulator.call', { whole: 'the context', part: 'option' });
}

/**
 * Checks the options and fills in the defaults.
 * @throws {TypeError} that names the option and what it must be
 */
export function readOptions(options: EmulatorOptions): Settings {
  const given = check(optionsSchema, options, 'createEmulator');
  return {
    region: given.region ?? 'cn-hangzhou',
    storage: given.storage,
    name: given.name ?? 'cloudapi-emulator',
    limits: given.limits,
    rules: given.rules ?? 'documented',
    errors: given.errors ?? {},
    clock: given.clock ?? (() => Date.now()),
    credentials: given.credentials,
    seed: given.seed,
    fixture: given.fixture,
    backend: given.backend,
    journal: { entries: given.journalSize ?? 500, characters: given.journalCharacters ?? 16_000_000 },
  };
}
