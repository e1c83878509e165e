import { toParameters } from './item.ts';
import type { Api } from './item.ts';

/** The stages of every group, in the order in which the service lists them. */
export const STAGES = ['RELEASE', 'PRE', 'TEST'] as const;

export type Stage = (typeof STAGES)[number];

export type Definition = Api['definition'];

/** What a stage runs; what was edited, for a stage that does not run the API. */
export function definitionOf(api: Api, stage: Stage): Definition {
  return api.deployments[stage]?.definition ?? api.definition;
}

/** The parts of a definition that were edited since a stage got it. */
export function changedParts(api: Api, stage: Stage): readonly string[] {
  const deployed = new Map(partsOf(definitionOf(api, stage)));
  const edited = new Map(partsOf(api.definition));
  return [...new Set([...deployed.keys(), ...edited.keys()])].filter(
    (name) => JSON.stringify(deployed.get(name)) !== JSON.stringify(edited.get(name)),
  );
}

/** The parts of a definition, by the names of their parameters. */
export function partsOf(definition: Definition): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(toParameters(definition));
}
