import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import {
  basePath,
  groupDescription,
  groupInstanceType,
  groupName,
  refuseHyphen,
  subDomain,
} from '../resources/api-group.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import { DEFAULT_INSTANCE_ID, instanceId } from '../resources/instance.ts';
import type { InstanceType } from '../resources/instance.ts';
import { tags } from '../resources/tag.ts';
import { requireFreeGroupName } from './api-group-name.ts';
import type { Operation, Optional } from './operation.ts';

const parameters = {
  GroupName: groupName as typeof groupName,
  BasePath: v.optional(basePath, '/') as v.OptionalSchema<typeof basePath, '/'>,
  Description: v.optional(groupDescription, '') as v.OptionalSchema<typeof groupDescription, ''>,
  InstanceId: v.optional(instanceId, DEFAULT_INSTANCE_ID) as v.OptionalSchema<
    typeof instanceId,
    typeof DEFAULT_INSTANCE_ID
  >,
  Tag: v.optional(tags) as Optional<typeof tags>,
};

/** What CreateApiGroup answers, beside RequestId. It has no times and no region (SEED-G). */
export interface CreateApiGroupAnswer {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly SubDomain: string;
  readonly Description: string;
  readonly BasePath: string;
  readonly InstanceId: string;
  readonly InstanceType: InstanceType;
  /** Whether the group has tags. That it is `false` without any is inferred. */
  readonly TagStatus: boolean;
}

export const createApiGroup: Operation<typeof parameters, CreateApiGroupAnswer> = {
  access: 'create',
  resource: 'apigroup/*',
  writes: true,
  source: 'SEED-G',
  parameters,
  execute(input, { scope, now, ids, settings }) {
    refuseHyphen(input.GroupName, settings.rules);
    return (transaction) => {
      requireFreeGroupName(transaction, scope, input.GroupName);
      const limit = settings.limits.groupsPerRegion;
      if (transaction.count('groups', [scope.account, scope.region]) >= limit) {
        throw new CloudApiError('ExceedLimitApiGroup', {
          detail: `An account has at most ${limit} groups in a region.`,
        });
      }
      const group: ApiGroup = {
        ...scope,
        groupId: ids.resource(transaction),
        groupName: input.GroupName,
        description: input.Description,
        basePath: input.BasePath,
        instanceId: input.InstanceId,
        tags: input.Tag ?? [],
        configs: {},
        createdTime: now,
        modifiedTime: now,
      };
      transaction.insert('groups', group);
      return {
        GroupId: group.groupId,
        GroupName: group.groupName,
        SubDomain: subDomain(group),
        Description: group.description,
        BasePath: group.basePath,
        InstanceId: group.instanceId,
        InstanceType: groupInstanceType(group),
        TagStatus: group.tags.length > 0,
      };
    };
  },
};
