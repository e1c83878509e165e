import * as v from 'valibot';
import { errorParts } from './error-parts.ts';
import { findErrorRow } from './errors.ts';
import type { InferredErrorCode } from './errors.ts';
import type { Credential } from './gates/authenticate.ts';
import type { Policy, Statement } from './gates/policies.ts';
import type { Action } from './operations/index.ts';
import { accountId, regionId } from './resources/scope.ts';
import type { Fixture } from './state/fixture.ts';
import type { StorageOption } from './store/open.ts';
import { check, isObject, isWhole, nonEmptyString, oneOf, shape } from './validate.ts';

/** Which rules hold if the service is known to be laxer than its documents. */
export type Rules = 'documented' | 'observed';

/** The quotas and rates that the service sets. `Infinity` takes one away. */
export interface Limits {
  /** Groups that an account has in a region; 100 (SEED-G). */
  readonly groupsPerRegion: number;
  /** Models in a group; no limit is documented. */
  readonly modelsPerGroup: number;
  /** Calls a second of an account, by action; 50 for CreateApiGroup (SEED-G), ModifyApiGroup and DeleteApiGroup. */
  readonly qps: Readonly<Partial<Record<Action, number>>>;
}

/** What replaces an inferred error; parts that are left out stay. */
export interface ErrorOverride {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}

/** What `createEmulator` takes. */
export interface EmulatorOptions {
  /** For endpoints that name none; `cn-hangzhou` when left out. */
  readonly region?: string | undefined;
  /**
   * Where the state lives. When left out, IndexedDB, or memory where there is none. `'indexeddb'` falls back to memory too,
   * with a warning, if the database cannot be opened.
   */
  readonly storage?: StorageOption | undefined;
  /** Database name, so that two applications on one origin stay apart; `cloudapi-emulator` when left out. */
  readonly name?: string | undefined;
  /** The documented figures when left out. */
  readonly limits?: Partial<Limits> | undefined;
  /** `documented` when left out; `observed` lets a group name contain a hyphen. */
  readonly rules?: Rules | undefined;
  /** Other answers for errors that are only inferred, by code: `{ RepeatedModelName: { code: 'RepeatedModel' } }`. */
  readonly errors?: Readonly<Partial<Record<InferredErrorCode, ErrorOverride>>> | undefined;
  /** The time in milliseconds since 1970. Timestamps and throttling use nothing else; `Date.now` when left out. */
  readonly clock?: (() => number) | undefined;
  /** Who may call: each call has to be signed by one of them. Anyone may, signed or not, when left out. */
  readonly credentials?: readonly Credential[] | undefined;
  /** Makes ids reproducible: the same seed and the same calls give the same ids. Random when left out. */
  readonly seed?: string | undefined;
  /** What a new state begins with, and what `reset()` returns to; nothing when left out. */
  readonly fixture?: Fixture | undefined;
  /** How many calls the journal keeps; 500 when left out. */
  readonly journalSize?: number | undefined;
}

/** The options, with defaults. */
export interface Settings {
  readonly region: string;
  readonly storage: StorageOption | undefined;
  readonly name: string;
  readonly limits: Limits;
  readonly rules: Rules;
  readonly errors: Readonly<Partial<Record<string, ErrorOverride>>>;
  readonly clock: () => number;
  readonly seed: string | undefined;
  readonly fixture: Fixture | undefined;
  readonly journalSize: number;
}

type Schemas<Of> = Record<keyof Of, v.GenericSchema>;

const limit = v.custom<number>(
  (value) => value === Infinity || isWhole(value, 0),
  'must be a whole number from 0, or Infinity.',
);

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
    } satisfies Schemas<ErrorOverride>),
  ),
  'must be an object with { code, message, status } by error code.',
);

/** One item, or a list of at least one, as RAM takes them. */
function oneOrMore<Item extends v.GenericSchema>(
  item: Item,
  isItem: (value: unknown) => boolean,
  words: string,
) {
  const list = v.pipe(v.array(item, words), v.minLength(1, words));
  return v.lazy((value): Item | typeof list => (isItem(value) ? item : list));
}

/** "*", or a string of a form. */
function pattern(form: RegExp, example: string) {
  const words = `must be "*" or a string such as "${example}"`;
  return oneOrMore(
    v.pipe(
      v.string(`${words}.`),
      v.check((value) => value === '*' || form.test(value), `${words}.`),
    ),
    (value) => typeof value === 'string',
    `${words}, or a list of at least one of them.`,
  );
}

/** The subset of RAM policy JSON that the emulator evaluates. */
const statement = shape({
  Effect: oneOf(['Allow', 'Deny']),
  Action: pattern(/^[^:]+:./, 'apigateway:Describe*'),
  Resource: pattern(/^acs:./, 'acs:apigateway:*:*:apigroup/*'),
} satisfies Schemas<Statement>);

const policy = shape({
  Version: oneOf(['1']),
  Statement: oneOrMore(statement, isObject, 'must be a statement or a list of at least one.'),
} satisfies Schemas<Policy>);

const credential = shape({
  accessKeyId: v.custom<string>(
    (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
    'must be a string of letters, digits, underscores, dots and hyphens.',
  ),
  accessKeySecret: nonEmptyString,
  securityToken: v.optional(nonEmptyString),
  accountId,
  name: v.optional(nonEmptyString),
  status: v.optional(oneOf(['Active', 'Inactive'])),
  policies: v.optional(v.array(policy)),
} satisfies Schemas<Credential>);

const AT_LEAST_ONE = 'must be a list of at least one credential.';

const credentials = v.pipe(
  v.array(credential, AT_LEAST_ONE),
  v.minLength(1, AT_LEAST_ONE),
  v.check(
    (list) => repeatedKey(list) === undefined,
    ({ input }) => `must not contain the access key "${repeatedKey(input)}" twice.`,
  ),
);

function repeatedKey(list: readonly Credential[]): string | undefined {
  const keys = list.map(({ accessKeyId }) => accessKeyId);
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

/** @param actions that the emulator serves. */
function limitsSchema(actions: readonly string[]) {
  return shape({
    groupsPerRegion: v.optional(limit),
    modelsPerGroup: v.optional(limit),
    qps: v.optional(shape(v.entriesFromList(actions, v.optional(limit)))),
  } satisfies Schemas<Limits>);
}

/** @param actions that the emulator serves. */
function optionsSchema(actions: readonly string[]) {
  return shape(
    {
      region: v.optional(regionId),
      storage: v.optional(
        v.custom<StorageOption>(
          isStorage,
          'must be "indexeddb", "memory" or an object that implements Store.',
        ),
      ),
      name: v.optional(nonEmptyString),
      limits: v.optional(limitsSchema(actions)),
      rules: v.optional(oneOf(['documented', 'observed'])),
      errors: v.optional(errors),
      clock: v.optional(
        v.custom<() => number>(
          (value) => typeof value === 'function',
          'must be a function that returns milliseconds since 1970.',
        ),
      ),
      credentials: v.optional(credentials),
      seed: v.optional(nonEmptyString),
      // What is in it, the first call checks.
      fixture: v.optional(v.custom<Fixture>(isObject, 'must be an object: { groups: […] }.')),
      journalSize: v.optional(
        v.custom<number>((value) => isWhole(value, 1), 'must be a whole number from 1.'),
      ),
    } satisfies Schemas<EmulatorOptions>,
    ' handlers() and setupEmulator() also take endpoints, accessKeyId, guard.',
  );
}

const context = shape({ region: v.optional(regionId), accessKeyId: v.optional(nonEmptyString) });

function isStorage(value: unknown): boolean {
  if (value === 'indexeddb' || value === 'memory') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    ['transaction', 'close'].every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** @throws {TypeError} if the third argument of `emulator.call` is not what it takes */
export function checkContext(given: unknown): void {
  check(context, given, 'emulator.call', { whole: 'the context', part: 'option' });
}

/**
 * Checks the options and fills in the documented figures.
 * @param actions that the emulator serves.
 * @throws {TypeError} that names the option and what it must be
 */
export function readOptions(options: EmulatorOptions, actions: readonly string[]): Settings {
  const given = check(optionsSchema(actions), options, 'createEmulator');
  return {
    region: given.region ?? 'cn-hangzhou',
    storage: given.storage,
    name: given.name ?? 'cloudapi-emulator',
    limits: mergeLimits(
      {
        groupsPerRegion: 100,
        modelsPerGroup: Infinity,
        qps: { CreateApiGroup: 50, ModifyApiGroup: 50, DeleteApiGroup: 50 },
      },
      given.limits ?? {},
    ),
    rules: given.rules ?? 'documented',
    errors: given.errors ?? {},
    clock: given.clock ?? (() => Date.now()),
    seed: given.seed,
    fixture: given.fixture,
    journalSize: given.journalSize ?? 500,
  };
}

/**
 * Replaces limits of a set of settings.
 * @param actions that the emulator serves.
 * @throws {TypeError} that names the limit and what it must be
 */
export function withLimits(
  settings: Settings,
  limits: Partial<Limits>,
  actions: readonly string[],
): Settings {
  const given = check(limitsSchema(actions), limits, 'setLimits', {
    whole: 'the limits',
    part: 'limit',
  });
  return { ...settings, limits: mergeLimits(settings.limits, given) };
}

/** Limits as they are given: one that is undefined was left out. */
interface GivenLimits {
  readonly groupsPerRegion?: number | undefined;
  readonly modelsPerGroup?: number | undefined;
  readonly qps?: Readonly<Record<string, number | undefined>> | undefined;
}

function mergeLimits(old: Limits, given: GivenLimits): Limits {
  const qps = Object.entries(given.qps ?? {}).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  return {
    groupsPerRegion: given.groupsPerRegion ?? old.groupsPerRegion,
    modelsPerGroup: given.modelsPerGroup ?? old.modelsPerGroup,
    qps: { ...old.qps, ...Object.fromEntries(qps) },
  };
}
