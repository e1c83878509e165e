import * as v from 'valibot';
import { rule } from './rule.ts';

/** The stages of every group, in the order in which the service lists them. Observed: FUN, FUN2, CSPLOIT. */
export const STAGES = ['RELEASE', 'PRE', 'TEST'] as const;

/** The name of a stage. */
export type StageName = (typeof STAGES)[number];

/** Whether a string names a stage. */
export function isStage(name: unknown): name is StageName {
  return STAGES.some((stage) => stage === name);
}

/** The parameter StageName. That another name is a stage that is not found is inferred. */
export const stageName = v.pipe(
  v.custom<StageName>((name) => typeof name === 'string', 'must be a string.'),
  rule('NotFoundStage', (name: StageName) => isStage(name), `The stages are ${STAGES.join(', ')}.`),
);
