import { findErrorRow } from './errors.ts';
import type { InferredErrorCode } from './errors.ts';
import type { Action } from './operations/index.ts';
import type { Fixture } from './state/fixture.ts';
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
  readonly errors?: Readonly<Partial<Record<InferredErrorCode, ErrorOverride>>> | undefined;
  /** The time in milliseconds since 1970. Timestamps and throttling use nothing else; `Date.now` when left out. */
  readonly clock?: (() => number) | undefined;
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

/** What is wanted of an option: by a test, with the words for it, or of each of its own options. */
type Wanted = readonly [words: string, test: (value: unknown) => boolean] | Shape;
interface Shape {
  readonly [name: string]: Wanted;
}

const limit: Wanted = [
  'a whole number from 0, or Infinity,',
  (value) => value === Infinity || (Number.isInteger(value) && Number(value) >= 0),
];

/** Whether a value has the form of a region's id. */
export function isRegion(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9-]+$/.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Whether every member of an object passes. */
function each(value: unknown, test: (member: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(test);
}

const limitsShape: Shape = {
  groupsPerRegion: limit,
  modelsPerGroup: limit,
  qps: [
    'whole numbers from 0, or Infinity, by action',
    (value) => each(value, (qps) => qps === undefined || limit[1](qps)),
  ],
};

const optionsShape: Shape = {
  region: ['a region id such as "cn-hangzhou"', isRegion],
  storage: [
    '"indexeddb", "memory" or a Store',
    (value) =>
      value === 'indexeddb' ||
      value === 'memory' ||
      (typeof (value as StoreLike | null)?.transaction === 'function' &&
        typeof (value as StoreLike | null)?.close === 'function'),
  ],
  name: ['a text', isText],
  limits: limitsShape,
  rules: ['"documented" or "observed"', (value) => value === 'documented' || value === 'observed'],
  errors: [
    '{ code, message, status } by code, with a status from 400 to 599,',
    (value) => each(value, isOverride),
  ],
  clock: ['a function that gives milliseconds', (value) => typeof value === 'function'],
  seed: ['a text', isText],
  fixture: ['{ groups: […] }', (value) => typeof value === 'object' && value !== null],
  journalSize: ['a whole number from 1', (value) => Number.isInteger(value) && Number(value) >= 1],
};

interface StoreLike {
  readonly transaction?: unknown;
  readonly close?: unknown;
}

function isOverride(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([name, member]) =>
      name === 'status'
        ? Number.isInteger(member) && member >= 400 && member <= 599
        : (name === 'message' && isText(member)) || (name === 'code' && /^[\w.]+$/.test(String(member))),
    )
  );
}

/** @throws {TypeError} that names the option and what is wanted */
function check(shape: Shape, value: unknown, who: string, prefix = ''): void {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${who} takes an object of options.`);
  for (const [name, member] of Object.entries(value)) {
    const wanted = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (wanted === undefined) {
      const elsewhere =
        shape === optionsShape ? ' endpoints and guard are options of handlers and setupEmulator.' : '';
      throw new TypeError(
        `${who} knows no option "${prefix}${name}". Options: ${Object.keys(shape).join(', ')}.${elsewhere}`,
      );
    }
    if (member === undefined) continue;
    if (!Array.isArray(wanted)) check(wanted as Shape, member, who, `${prefix}${name}.`);
    else if (!wanted[1](member)) {
      throw new TypeError(`${who}'s option "${prefix}${name}" is not valid: ${wanted[0]} is wanted.`);
    }
  }
}

/**
 * Checks the options and fills in the documented figures.
 * @param actions that the emulator serves.
 * @throws {TypeError} that names the option and what is wanted
 */
export function readOptions(options: EmulatorOptions, actions: readonly string[]): Settings {
  check(optionsShape, options, 'createEmulator');
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
  const settings: Settings = {
    region: options.region ?? 'cn-hangzhou',
    storage: options.storage,
    name: options.name ?? 'cloudapi-emulator',
    limits: {
      groupsPerRegion: 100,
      modelsPerGroup: Infinity,
      qps: { CreateApiGroup: 50, ModifyApiGroup: 50, DeleteApiGroup: 50 },
    },
    rules: options.rules ?? 'documented',
    errors: options.errors ?? {},
    clock: options.clock ?? (() => Date.now()),
    seed: options.seed,
    fixture: options.fixture,
    journalSize: options.journalSize ?? 500,
  };
  return withLimits(settings, options.limits ?? {}, actions);
}

/**
 * Puts limits in the place of those that a set of settings has.
 * @throws {TypeError} that names the limit and what is wanted
 */
export function withLimits(
  settings: Settings,
  limits: Partial<Limits>,
  actions: readonly string[],
): Settings {
  check(limitsShape, limits, 'limits');
  for (const action of Object.keys(limits.qps ?? {})) {
    if (!actions.includes(action)) {
      throw new TypeError(
        `limits.qps names "${action}", which is not served. Served: ${actions.join(', ')}.`,
      );
    }
  }
  const old = settings.limits;
  return {
    ...settings,
    limits: {
      groupsPerRegion: limits.groupsPerRegion ?? old.groupsPerRegion,
      modelsPerGroup: limits.modelsPerGroup ?? old.modelsPerGroup,
      // One that is there as undefined was left out.
      qps: Object.fromEntries(
        Object.entries({ ...old.qps, ...limits.qps }).map(([action, qps]) => [
          action,
          qps ?? old.qps[action as Action],
        ]),
      ),
    },
  };
}
