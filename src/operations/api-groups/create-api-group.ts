import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import { basePath, groupDescription, groupInstanceType, subDomain } from '../../resources/api-group.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import { groupName, refuseHyphen } from '../../resources/resource-name.ts';
import { DEFAULT_INSTANCE_ID, INSTANCE_TYPES, instanceId } from '../../resources/instance.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { tags } from '../../resources/tag.ts';
import { callsPerSecondFact, tagErrors, tagFact } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireFreeGroupName } from './require-free-group-name.ts';

/** CreateApiGroup. Its answer has no times and no region (SEED-G). */
export const createApiGroup = defineOperation({
  access: 'create',
  resource: 'apigroup/*',
  writes: true,
  callsPerSecond: 50,
  source: 'SEED-G',
  parameters: {
    /** 4 to 50 letters, digits, underscores or Chinese characters; the first is a letter or a Chinese character. Unique. */
    GroupName: known(groupName),
    /** The root path of the group's APIs; `/` if left out. */
    BasePath: v.optional(known(basePath), '/'),
    /** At most 180 characters. */
    Description: v.optional(known(groupDescription), ''),
    /** The instance that the group runs on; `api-shared-vpc-001` if left out (inferred). */
    InstanceId: v.optional(
      known(instanceId, documented('SEED-G; forms of the ids ROS, TF')),
      DEFAULT_INSTANCE_ID,
    ),
    /** At most 20 tags. */
    Tag: v.optional(known(tags)),
  },
  answer: {
    GroupId: known(resourceId, observed('FUN, TF', '32 hex digits of a version 4 UUID')),
    GroupName: known(v.string()),
    /** The domain to test the group's APIs with. */
    SubDomain: known(v.string(), observed('SEED-G, FUN', '`<GroupId>-<RegionId>.alicloudapi.com`')),
    Description: known(v.string()),
    BasePath: known(v.string()),
    InstanceId: known(v.string()),
    InstanceType: known(v.picklist(INSTANCE_TYPES)),
    /** Whether the group has tags. That it is `false` without any is inferred. */
    TagStatus: known(v.boolean(), documented('SEED-G', 'that it is false without tags is inferred')),
  },
  behavior: [
    [
      'GroupName: 4 to 50 characters; letters, digits, underscores, Chinese characters; first a letter or a Chinese character',
      documented(),
    ],
    ['Chinese characters are Unicode’s Unified_Ideograph', inferred('the documents name no range')],
    ['GroupName may contain a hyphen under `rules: "observed"`', observed('SI, TF')],
    [
      'GroupName is unique in an account and region',
      inferred('SEED-G says "unique", TSSDK "globally unique"', 'SEED-G'),
    ],
    ['Description: up to 180 characters', documented()],
    ['BasePath: `/` if left out', observed('TF')],
    ['BasePath begins with `/`', inferred('all known samples do')],
    ['InstanceId: `api-shared-vpc-001` if left out', inferred('computed by the service', 'TF')],
    ['InstanceId: an id of no known form is not found', inferred('there is no list of instances')],
    tagFact,
    ['100 groups in an account and region', documented('SEED-G', 'other pages say 200')],
    callsPerSecondFact,
    ['The second is a window that the first call opens', inferred('not documented')],
  ],
  errors: [
    'MissingGroupName',
    'InvalidGroupName',
    'InvalidBasePath',
    'InvalidDescription',
    'NotFoundInstance',
    ...tagErrors,
    'RepeatedApiGroup',
    'ExceedLimitApiGroup',
    'Throttling.User',
  ],
  execute(input, { transaction, scope, now, ids, limits, rules }) {
    refuseHyphen('GroupName', input.GroupName, rules);
    requireFreeGroupName(transaction, scope, input.GroupName);
    const limit = limits.groupsPerRegion;
    if (transaction.count('groups', [scope.account, scope.region]) >= limit) {
      throw new CloudApiError('ExceedLimitApiGroup', {
        detail: `An account may have at most ${limit} groups in a region (limits.groupsPerRegion).`,
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
  },
});
