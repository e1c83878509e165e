import * as v from 'valibot';
import { basePath, groupDescription, groupId, subDomain } from '../../resources/api-group.ts';
import type { GroupConfigs } from '../../resources/api-group.ts';
import { groupName, refuseHyphen } from '../../resources/resource-name.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { text } from '../../resources/values.ts';
import { callsPerSecondFact, unusedTags } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireGroup } from './find-api-group.ts';
import { configEvidence } from './group-configs.ts';
import { requireFreeGroupName } from './require-free-group-name.ts';

export const modifyApiGroup = defineOperation({
  access: 'update',
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: {
    GroupId: known(groupId),
    /** A new name; the rules are those of CreateApiGroup. */
    GroupName: v.optional(known(groupName)),
    BasePath: v.optional(known(basePath)),
    Description: v.optional(known(groupDescription)),
    UserLogConfig: v.optional(known(text, configEvidence.UserLogConfig)),
    CustomTraceConfig: v.optional(known(text, configEvidence.CustomTraceConfig)),
    CustomAppCodeConfig: v.optional(known(text, configEvidence.CustomAppCodeConfig)),
    CustomerConfigs: v.optional(known(text, configEvidence.CustomerConfigs)),
    CompatibleFlags: v.optional(known(text, configEvidence.CompatibleFlags)),
    PassthroughHeaders: v.optional(known(text, configEvidence.PassthroughHeaders)),
    DefaultDomain: v.optional(known(text, configEvidence.DefaultDomain)),
    RpcPattern: v.optional(known(text, configEvidence.RpcPattern)),
    /** Accepted, and not looked at: what it is for is not documented. */
    Tag: unusedTags,
  },
  answer: {
    GroupId: known(resourceId),
    GroupName: known(v.string()),
    SubDomain: known(v.string()),
    Description: known(v.string()),
    BasePath: known(v.string()),
  },
  ignored: {
    SupportSSE: 'no answer shows it',
    FilterAppCodeForBackend: 'no answer shows it',
    RpsLimitForServerless: 'no answer shows it',
  },
  behavior: [
    ['What is not passed is not changed', documented('META24', 'said of GroupName and Description')],
    ['The rules on values are those of CreateApiGroup', documented()],
    ['A name that another group holds is refused', inferred('as in CreateApiGroup')],
    ['ModifiedTime moves with every call', inferred('not documented')],
    callsPerSecondFact,
  ],
  errors: [
    'MissingGroupId',
    'InvalidGroupName',
    'InvalidBasePath',
    'InvalidDescription',
    'NotFoundApiGroup',
    'RepeatedApiGroup',
    'InvalidParameter.TagKey',
    'Throttling.User',
  ],
  execute(
    { GroupId, GroupName, BasePath, Description, Tag: _tag, ...configs },
    { transaction, scope, now, rules },
  ) {
    if (GroupName !== undefined) refuseHyphen('GroupName', GroupName, rules);
    const old = requireGroup(transaction, scope, GroupId);
    if (GroupName !== undefined) requireFreeGroupName(transaction, scope, GroupName, GroupId);
    const group = {
      ...old,
      groupName: GroupName ?? old.groupName,
      basePath: BasePath ?? old.basePath,
      description: Description ?? old.description,
      // A parameter that was not passed is absent, not present as undefined.
      configs: { ...old.configs, ...(configs as GroupConfigs) },
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
  },
});
