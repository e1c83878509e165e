import type * as v from 'valibot';
import type { ErrorCode } from '../errors.ts';
import type { Ids } from '../ids/ids.ts';
import type { Quotas } from '../resources/quotas.ts';
import type { Rules } from '../resources/rules.ts';
import type { Scope } from '../resources/scope.ts';
import type { Transaction } from '../store/store.ts';
import type { Evidence } from './evidence.ts';

/** The access levels of RAM, as the documents name them. */
export type AccessLevel = 'create' | 'get' | 'update' | 'delete' | 'write';

/** What an operation works with. */
export interface Context {
  readonly transaction: Transaction;
  readonly scope: Scope;
  /** Milliseconds by the clock; the same for the whole call. */
  readonly now: number;
  readonly ids: Ids;
  readonly limits: Quotas;
  readonly rules: Rules;
}

/** Declarations that may be left out: of parameters those by `v.optional`, of answers those by `v.exactOptional`. */
type OptionalNames<Entries, Kind extends 'optional' | 'exact_optional'> = {
  [Name in keyof Entries]: Entries[Name] extends { readonly type: Kind } ? Name : never;
}[keyof Entries];

/** One object type of two, which keeps the documentation of their members. */
type Merged<Members> = { readonly [Name in keyof Members]: Members[Name] };

/** The parameters that an operation takes from its caller, by their declarations. */
export type InputOf<Parameters extends v.ObjectEntries> = Merged<
  {
    readonly [Name in keyof Omit<Parameters, OptionalNames<Parameters, 'optional'>>]: v.InferInput<
      Parameters[Name]
    >;
  } & {
    readonly [Name in keyof Pick<Parameters, OptionalNames<Parameters, 'optional'>>]?: v.InferInput<
      Parameters[Name]
    >;
  }
>;

/** The parameters as `execute` gets them: checked, with defaults. */
export type CheckedOf<Parameters extends v.ObjectEntries> = v.InferOutput<
  v.ObjectSchema<Parameters, undefined>
>;

/** What an operation answers beside RequestId, by its declaration. */
export type AnswerOf<Answer extends v.ObjectEntries> = Merged<
  {
    readonly [Name in keyof Omit<Answer, OptionalNames<Answer, 'exact_optional'>>]: v.InferOutput<
      Answer[Name]
    >;
  } & {
    readonly [Name in keyof Pick<Answer, OptionalNames<Answer, 'exact_optional'>>]?: v.InferOutput<
      Answer[Name]
    >;
  }
>;

/**
 * One operation of the API. Everything that lists operations reads these: the dispatcher, the types of `emulator.call`,
 * docs/coverage.md, the forms of the panel, and the tests that hold each answer against its declaration.
 */
export interface Operation<
  Parameters extends v.ObjectEntries = v.ObjectEntries,
  Answer extends v.ObjectEntries = v.ObjectEntries,
> {
  /** Left out if the documents name none. */
  readonly access?: AccessLevel;
  /** The last part of the RAM resource, after `acs:apigateway:{region}:{account}:`; `{GroupId}` is the parameter's value. */
  readonly resource: string;
  /** Whether it changes the state. */
  readonly writes: boolean;
  /** Calls a second of an account; no limit if left out. */
  readonly callsPerSecond?: number;
  /** The document that its facts come from, unless a declaration names another. */
  readonly source: string;
  /**
   * Checked in this order. A required one is any schema but `v.optional`. What breaks a `rule` is refused with its code, all
   * else with `Invalid<Parameter>`.
   */
  readonly parameters: Parameters;
  /** The elements of the answer, beside RequestId. */
  readonly answer: Answer;
  /** Parameters that are accepted and do nothing, and why. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** Elements that the service's answer may have and this one never has, and why. */
  readonly absent?: Readonly<Record<string, string>>;
  /** What it does beside what its declarations say. */
  readonly behavior: readonly (readonly [rule: string, evidence: Evidence])[];
  /** What it refuses with, beside what the service refuses every call with. */
  readonly errors: readonly ErrorCode[];
  /** Does the work. It writes only after its last check, because a refusal keeps what was written. */
  execute(input: CheckedOf<Parameters>, context: Context): AnswerOf<Answer>;
}

/** Lets the types of a definition be inferred. */
export function defineOperation<
  const Parameters extends v.ObjectEntries,
  const Answer extends v.ObjectEntries,
>(operation: Operation<Parameters, Answer>): Operation<Parameters, Answer> {
  return operation;
}
