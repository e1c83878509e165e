import { findErrorRow } from './errors.ts';
import type { InferredErrorCode } from './errors.ts';
import type { Credential } from './gates/authenticate.ts';
import type { Action } from './operations/index.ts';
import { isAccount, isRegion } from './resources/scope.ts';
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

/** What is wanted of an option: by a test, with the words for it, of each of its own options, or of each in a list of such. */
type Wanted = Rule | Shape | readonly [shape: Shape, count?: Count];
/** How many a list has to have; where it is one or more, one alone stands for a list of one, as in RAM. */
type Count = 'a list of at least one' | 'one or more';
/** Without a value, an option that is needed is not valid. */
type Rule = readonly [words: string, test: (value: unknown) => boolean, isNeeded?: true];
interface Shape {
  readonly [name: string]: Wanted;
}

const text: Rule = ['a text', isText];

const limit: Rule = [
  'a whole number from 0, or Infinity,',
  (value) => value === Infinity || (Number.isInteger(value) && Number(value) >= 0),
];

export function isFromOne(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1;
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

function oneOf(...values: readonly string[]): Rule {
  return [values.map((value) => `"${value}"`).join(' or '), (value) => values.includes(value as string)];
}

function needed([words, test]: Rule): Rule {
  return [words, test, true];
}

/** "*", a text of the form, or a list of them. */
function patterns(form: RegExp, example: string): Rule {
  return [
    `"*", a text such as "${example}", or a list of them`,
    (value) =>
      [value].flat().length > 0 &&
      [value].flat().every((item) => item === '*' || (isText(item) && form.test(String(item)))),
    true,
  ];
}

/** Of RAM's own JSON what is evaluated here. */
const statementShape: Shape = {
  Effect: needed(oneOf('Allow', 'Deny')),
  Action: patterns(/^[^:]+:./, 'apigateway:Describe*'),
  Resource: patterns(/^acs:./, 'acs:apigateway:*:*:apigroup/*'),
};

const credentialShape: Shape = {
  accessKeyId: ['a text without spaces', (value) => isText(value) && /^[\w.-]+$/.test(String(value)), true],
  accessKeySecret: needed(text),
  securityToken: text,
  accountId: ['a text of digits', isAccount, true],
  name: text,
  status: oneOf('Active', 'Inactive'),
  policies: [{ Version: needed(oneOf('1')), Statement: [statementShape, 'one or more'] }],
};

const region: Rule = ['a region id such as "cn-hangzhou"', isRegion];

const optionsShape: Shape = {
  region,
  storage: [
    '"indexeddb", "memory" or a Store',
    (value) =>
      value === 'indexeddb' ||
      value === 'memory' ||
      (typeof (value as StoreLike | null)?.transaction === 'function' &&
        typeof (value as StoreLike | null)?.close === 'function'),
  ],
  name: text,
  limits: limitsShape,
  rules: oneOf('documented', 'observed'),
  errors: [
    '{ code, message, status } by code, with a status from 400 to 599,',
    (value) => each(value, isError),
  ],
  clock: ['a function that gives milliseconds', (value) => typeof value === 'function'],
  credentials: [credentialShape, 'a list of at least one'],
  seed: text,
  fixture: ['{ groups: […] }', (value) => typeof value === 'object' && value !== null],
  journalSize: ['a whole number from 1', isFromOne],
};

const contextShape: Shape = { region, accessKeyId: text };

interface StoreLike {
  readonly transaction?: unknown;
  readonly close?: unknown;
}

/** Whether a value has parts of an error, each of its form. */
export function isError(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([name, member]) =>
        member === undefined ||
        (name === 'status'
          ? Number.isInteger(member) && member >= 400 && member <= 599
          : isText(member) && (name === 'message' || (name === 'code' && /^[\w.]+$/.test(String(member))))),
    )
  );
}

/** @throws {TypeError} that names the option and what is wanted, and never shows a value, because it may be a secret */
export function check(shape: Shape, value: unknown, who: string, place = ''): void {
  const names = Object.keys(shape);
  const fail = (where: string, words: string): never => {
    throw new TypeError(`${who}'s option "${where}" is not valid: ${words} is wanted.`);
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (place === '') throw new TypeError(`${who} takes an object of options: ${names.join(', ')}.`);
    return fail(place, `an object with ${names.join(', ')}`);
  }
  const prefix = place && `${place}.`;
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) {
    const elsewhere =
      shape === optionsShape ? ' Handlers and setupEmulator also take endpoints, accessKeyId, guard.' : '';
    throw new TypeError(
      `${who} knows no option "${prefix}${unknown}". Options: ${names.join(', ')}.${elsewhere}`,
    );
  }
  for (const name of names) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    // A name of the shape has something there.
    const wanted = shape[name]!;
    if (!Array.isArray(wanted)) {
      if (member !== undefined) check(wanted as Shape, member, who, prefix + name);
    } else if (typeof wanted[0] === 'object') {
      if (member === undefined && wanted[1] !== 'one or more') continue;
      const items = wanted[1] === 'one or more' ? [member ?? []].flat() : member;
      if (!Array.isArray(items) || items.length < (wanted[1] === undefined ? 0 : 1))
        return fail(prefix + name, wanted[1] ?? 'a list');
      for (const [index, item] of items.entries()) check(wanted[0], item, who, `${prefix}${name}[${index}]`);
    } else if (member === undefined ? wanted[2] === true : !wanted[1](member)) {
      fail(prefix + name, wanted[0]);
    }
  }
}

/** @throws {TypeError} where the third argument of `emulator.call` is not what it takes */
export function checkContext(context: unknown): void {
  check(contextShape, context, 'emulator.call');
}

/**
 * Checks the options and fills in the documented figures.
 * @param actions that the emulator serves.
 * @throws {TypeError} that names the option and what is wanted
 */
export function readOptions(options: EmulatorOptions, actions: readonly string[]): Settings {
  check(optionsShape, options, 'createEmulator');
  const keys = options.credentials?.map((credential) => credential.accessKeyId) ?? [];
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new TypeError(`createEmulator's option "credentials" names the access key "${twice}" twice.`);
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
