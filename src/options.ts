import * as v from 'valibot';
import { findErrorRow } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Action } from './operations/index.ts';
import type { StorageOption } from './store/open.ts';

/** Which rules hold where the service is known to be laxer than its documents. */
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

/** What takes the place of an inferred error. */
export interface ErrorOverride {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}

/** What `createEmulator` takes. */
export interface EmulatorOptions {
  /** For endpoints that name none; `cn-hangzhou` when left out. */
  readonly region?: string | undefined;
  /** Where the state lives; IndexedDB where it exists, else memory, when left out. */
  readonly storage?: StorageOption | undefined;
  /** Database name, so that two applications on one origin stay apart; `cloudapi-emulator` when left out. */
  readonly name?: string | undefined;
  /** The documented figures, where left out. */
  readonly limits?: Partial<Limits> | undefined;
  /** `documented` when left out; `observed` lets a group name contain a hyphen. */
  readonly rules?: Rules | undefined;
  /** Other answers for errors that are only inferred, by code: `{ RepeatedModelName: { code: 'RepeatedModel' } }`. */
  readonly errors?: Readonly<Partial<Record<ErrorCode, ErrorOverride>>> | undefined;
  /** The time in milliseconds since 1970. Timestamps and throttling use nothing else; `Date.now` when left out. */
  readonly clock?: (() => number) | undefined;
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
}

/** An option that may be left out, and what is wanted where it is given. */
function wanted(words: string, test: (value: unknown) => boolean): v.GenericSchema {
  return v.optional(v.pipe(v.unknown(), v.check(test, `${words} is wanted`)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const limit = wanted(
  'a whole number from 0, or Infinity,',
  (value) => value === Infinity || (Number.isInteger(value) && Number(value) >= 0),
);
const text = wanted('a text', (value) => typeof value === 'string' && value !== '');

const optionsSchema = v.strictObject({
  region: wanted(
    'a region id such as "cn-hangzhou"',
    (value) => typeof value === 'string' && /^[a-z0-9-]+$/.test(value),
  ),
  storage: wanted(
    '"indexeddb", "memory" or a Store',
    (value) =>
      value === 'indexeddb' ||
      value === 'memory' ||
      (isRecord(value) && typeof value['transaction'] === 'function'),
  ),
  name: text,
  limits: v.optional(
    v.strictObject({
      groupsPerRegion: limit,
      modelsPerGroup: limit,
      qps: v.optional(v.record(v.string(), limit)),
    }),
  ),
  rules: wanted('"documented" or "observed"', (value) => value === 'documented' || value === 'observed'),
  errors: v.optional(
    v.record(
      v.string(),
      v.strictObject({
        code: text,
        message: text,
        status: wanted(
          'an HTTP status from 400 to 599',
          (value) => Number(value) >= 400 && Number(value) <= 599,
        ),
      }),
    ),
  ),
  clock: wanted('a function that gives milliseconds', (value) => typeof value === 'function'),
});

/**
 * Checks the options and fills in the documented figures.
 * @param actions that the emulator serves.
 * @throws {TypeError} that names the option and what is wanted
 */
export function readOptions(options: EmulatorOptions, actions: readonly string[]): Settings {
  const result = v.safeParse(optionsSchema, options);
  if (!result.success) {
    const [issue] = result.issues;
    const path = issue.path?.map((item) => String(item.key)).join('.');
    throw new TypeError(
      path === undefined
        ? `createEmulator takes an object of options: ${issue.message}`
        : issue.expected === 'never'
          ? `createEmulator knows no option "${path}". Options: ${Object.keys(optionsSchema.entries).join(', ')}.`
          : `createEmulator's option "${path}" is not valid: ${issue.message}.`,
    );
  }
  for (const action of Object.keys(options.limits?.qps ?? {})) {
    if (!actions.includes(action)) {
      throw new TypeError(
        `createEmulator's option "limits.qps" names "${action}", which is not served. Served: ${actions.join(', ')}.`,
      );
    }
  }
  for (const code of Object.keys(options.errors ?? {})) {
    const row = findErrorRow(code);
    if (row === undefined)
      throw new TypeError(`createEmulator's option "errors" names "${code}", which is not in the catalogue.`);
    if (row.grade !== 'inferred') {
      throw new TypeError(
        `createEmulator's option "errors" names "${code}", which is ${row.grade} (${row.source}). Only inferred errors can be overridden.`,
      );
    }
  }
  return {
    region: options.region ?? 'cn-hangzhou',
    storage: options.storage,
    name: options.name ?? 'cloudapi-emulator',
    limits: {
      groupsPerRegion: options.limits?.groupsPerRegion ?? 100,
      modelsPerGroup: options.limits?.modelsPerGroup ?? Infinity,
      qps: { CreateApiGroup: 50, ModifyApiGroup: 50, DeleteApiGroup: 50, ...options.limits?.qps },
    },
    rules: options.rules ?? 'documented',
    errors: options.errors ?? {},
    clock: options.clock ?? (() => Date.now()),
  };
}
