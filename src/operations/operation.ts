import type * as v from 'valibot';
import type { Ids } from '../ids/ids.ts';
import type { Scope } from '../resources/scope.ts';
import type { Settings } from '../options.ts';
import type { Transaction } from '../store/store.ts';

/** The access levels of RAM, as the documents name them. */
export type AccessLevel = 'create' | 'get' | 'update' | 'delete' | 'write';

/** What an operation may know of its call. */
export interface Context {
  readonly scope: Scope;
  /** Milliseconds by the clock option; the same for the whole call. */
  readonly now: number;
  readonly ids: Ids;
  readonly settings: Settings;
}

/** An operation's part inside the transaction. It writes only after its last check, because a refusal keeps what was written. */
export type Work<Answer> = (transaction: Transaction) => Answer;

/** The answer of an operation that gives nothing but RequestId. */
export type NoAnswer = Readonly<Record<never, never>>;

/** The parameters an operation takes from its caller, by their declarations. */
export type InputOf<Parameters extends v.ObjectEntries> = v.InferInput<v.ObjectSchema<Parameters, undefined>>;

/** The parameters as `execute` gets them: checked, with defaults. */
export type CheckedOf<Parameters extends v.ObjectEntries> = v.InferOutput<
  v.ObjectSchema<Parameters, undefined>
>;

/** One operation of the API. Everything that lists operations reads these. */
export interface Operation<Parameters extends v.ObjectEntries, Answer> {
  readonly access: AccessLevel;
  /** The last part of the RAM resource, after `acs:apigateway:{region}:{account}:`; `{GroupId}` is the parameter's value. */
  readonly resource: string;
  /** Whether it changes the state. */
  readonly writes: boolean;
  /** The document that its facts come from, where a declaration names no other. */
  readonly source: string;
  /** A required one is any schema but `v.optional`. What breaks a `rule` is refused with its code, all else with `Invalid<Parameter>`. */
  readonly parameters: Parameters;
  /** Checks what needs no state, and gives the work to do in the transaction. */
  execute(input: CheckedOf<Parameters>, context: Context): Work<Answer> | Promise<Work<Answer>>;
}

/** A parameter that may be left out. */
export type Optional<Schema extends v.GenericSchema> = v.OptionalSchema<Schema, undefined>;
