import * as v from 'valibot';
import {
  basePath,
  groupDescription,
  groupId,
  groupName,
  refuseHyphen,
  subDomain,
} from '../resources/api-group.ts';
import type { GroupConfigs } from '../resources/api-group.ts';
import { tagFilters } from '../resources/tag-filter.ts';
import { text } from '../resources/values.ts';
import { requireGroup } from './api-group-checks.ts';
import { requireFreeGroupName } from './api-group-name.ts';
import type { Operation, Optional } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  GroupName: v.optional(groupName) as Optional<typeof groupName>,
  BasePath: v.optional(basePath) as Optional<typeof basePath>,
  Description: v.optional(groupDescription) as Optional<typeof groupDescription>,
  UserLogConfig: v.optional(text) as Optional<typeof text>,
  CustomTraceConfig: v.optional(text) as Optional<typeof text>,
  CustomAppCodeConfig: v.optional(text) as Optional<typeof text>,
  CustomerConfigs: v.optional(text) as Optional<typeof text>,
  CompatibleFlags: v.optional(text) as Optional<typeof text>,
  PassthroughHeaders: v.optional(text) as Optional<typeof text>,
  DefaultDomain: v.optional(text) as Optional<typeof text>,
  RpcPattern: v.optional(text) as Optional<typeof text>,
  /** Accepted, and looked at no further: what it is for is not documented. */
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
};

/** What ModifyApiGroup answers, beside RequestId. */
export interface ModifyApiGroupAnswer {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly SubDomain: string;
  readonly Description: string;
  readonly BasePath: string;
}

/** What is not passed is not changed (META24). The modification time moves with every call (inferred). */
export const modifyApiGroup: Operation<typeof parameters, ModifyApiGroupAnswer> = {
  access: 'update',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters,
  execute({ GroupId, GroupName, BasePath, Description, Tag: _tag, ...changes }, { scope, now, settings }) {
    if (GroupName !== undefined) refuseHyphen(GroupName, settings.rules);
    return (transaction) => {
      const old = requireGroup(transaction, scope, GroupId);
      if (GroupName !== undefined) requireFreeGroupName(transaction, scope, GroupName, GroupId);
      const group = {
        ...old,
        groupName: GroupName ?? old.groupName,
        basePath: BasePath ?? old.basePath,
        description: Description ?? old.description,
        // A parameter that was not passed is absent, and not there as undefined.
        configs: { ...old.configs, ...(changes as GroupConfigs) },
        modifiedTime: now,
      };
      transaction.update('groups', group);
      return {
        GroupId,
        GroupName: group.groupName,
        SubDomain: subDomain(group),
        Description: group.description,
        BasePath: group.basePath,
      };
    };
  },
};
