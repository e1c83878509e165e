import * as v from 'valibot';
import { rule } from './rule.ts';

/** The kinds of instance a group runs on. Documented: SEED-G. */
export const INSTANCE_TYPES = ['CLASSIC_SHARED', 'VPC_SHARED', 'VPC_DEDICATED'] as const;

export type InstanceType = (typeof INSTANCE_TYPES)[number];

/** Where a group goes when no instance is named. Inferred: the service's own default is not public. */
export const DEFAULT_INSTANCE_ID = 'api-shared-vpc-001';

const KINDS: readonly (readonly [RegExp, InstanceType])[] = [
  [/^api-shared-vpc-\d{3}$/, 'VPC_SHARED'],
  [/^api-shared-classic-\d{3}$/, 'CLASSIC_SHARED'],
  [/^apigateway-[a-z0-9-]{1,64}$/, 'VPC_DEDICATED'],
];

/**
 * The kind of an instance by the form of its id: the shared ids of ROS, `apigateway-…` for a dedicated one.
 * @returns `undefined` for an id of no known form.
 */
export function instanceType(instanceId: string): InstanceType | undefined {
  return KINDS.find(([form]) => form.test(instanceId))?.[1];
}

/** The parameter InstanceId. The emulator has no list of instances: an id of a known form exists. */
export const instanceId = v.pipe(
  v.string(),
  rule(
    'NotFoundInstance',
    (id) => instanceType(id) !== undefined,
    'Known forms: api-shared-vpc-001, api-shared-classic-001, apigateway-<id> for a dedicated instance.',
  ),
);
