import * as definitions from './index.ts';
import type { AnswerOf, InputOf, Operation } from './operation.ts';

type Definitions = typeof definitions;

/** An action that the emulator serves. */
export type Action = keyof Definitions;

/** The parameters of an action. */
export type CallInput<Name extends Action> = InputOf<Definitions[Name]['parameters']>;

/** The answer of an action. */
export type CallOutput<Name extends Action> = { readonly RequestId: string } & AnswerOf<
  Definitions[Name]['answer']
>;

/** The definitions by action, all of one type. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  // Sorted as a module's exports are; some test runners keep them in another order.
  Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

// The table's keys are the module's exports.
/** The actions that the emulator serves, by the alphabet. */
export const actions = [...operations.keys()] as readonly Action[];
