import * as v from 'valibot';
import { characters } from './characters.ts';
import { instanceType } from './instance.ts';
import type { InstanceType } from './instance.ts';
import type { Scope } from './scope.ts';
import type { Tag } from './tag.ts';

/** Values of BillingStatus and IllegalStatus. Documented: META24. */
export const BILLING_STATUSES = ['NORMAL', 'LOCKED'] as const;

/** The settings of a group that only ModifyApiGroup sets. Absent until set. */
export interface GroupConfigs {
  readonly UserLogConfig?: string;
  readonly CustomTraceConfig?: string;
  readonly CustomAppCodeConfig?: string;
  readonly CustomerConfigs?: string;
  readonly CompatibleFlags?: string;
  readonly PassthroughHeaders?: string;
  readonly DefaultDomain?: string;
  readonly RpcPattern?: string;
}

/** An API group as the store keeps it. Times are milliseconds since 1970. */
export interface ApiGroup extends Scope {
  readonly groupId: string;
  readonly groupName: string;
  readonly description: string;
  readonly basePath: string;
  readonly instanceId: string;
  readonly tags: readonly Tag[];
  /** What ModifyApiGroup set beside name, path and description: kept and given back as it was sent. */
  readonly configs: GroupConfigs;
  readonly createdTime: number;
  readonly modifiedTime: number;
}

/** The parameter GroupId, taken as it comes: one that no group has is not found, whatever its form. */
export const groupId = v.string();

/** The parameter Description of a group: at most 180 characters (SEED-G). */
export const groupDescription = v.pipe(
  v.string(),
  v.check((text) => characters(text) <= 180, 'A group description has at most 180 characters.'),
);

/** The parameter BasePath. The leading slash is inferred from all known samples. */
export const basePath = v.pipe(
  v.string(),
  v.check((path) => path.startsWith('/'), 'A base path starts with "/".'),
);

/** The second-level domain that the system assigns to a group (SEED-G). */
export function subDomain(group: Pick<ApiGroup, 'groupId' | 'region'>): string {
  return `${group.groupId}-${group.region}.alicloudapi.com`;
}

/** The kind of the group's instance; the id was checked when the group was made. */
export function groupInstanceType(group: Pick<ApiGroup, 'instanceId'>): InstanceType {
  return instanceType(group.instanceId) ?? 'VPC_SHARED';
}
