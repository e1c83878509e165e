import * as v from 'valibot';
import { oncePer } from '../../once-per.ts';
import { BILLING_STATUSES, groupId, groupInstanceType, subDomain } from '../../resources/api-group.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import { INSTANCE_TYPES } from '../../resources/instance.ts';
import { groupPageSize, pageNumber, sort } from '../../resources/page-parameters.ts';
import { resourceId } from '../../resources/resource-id.ts';
import type { Scope } from '../../resources/scope.ts';
import { hasTags, tagFilters } from '../../resources/tag-filter.ts';
import { formatTime } from '../../resources/time.ts';
import { text } from '../../resources/values.ts';
import { count, listOf, pageElements, pageFacts, tagInfo, time, timesObserved } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import type { CheckedOf } from '../operation.ts';
import { readPage } from '../read-page.ts';

const parameters = {
  /** Only the group with this id. */
  GroupId: v.optional(known(groupId, documented('META24', 'exact match inferred'))),
  /** A part of the name. That upper and lower case differ is inferred. */
  GroupName: v.optional(known(text, documented('META24', 'a part of the name; case-sensitive inferred'))),
  InstanceId: v.optional(known(text, documented('META24', 'exact match inferred'))),
  BasePath: v.optional(known(text, documented('TSSDK', 'exact match inferred'))),
  /** All must match; one without a value matches any value of its key. */
  Tag: v.optional(
    known(tagFilters, documented('META24', 'all must match; without a value any matches (inferred)')),
  ),
  /** By modification time; `desc` if left out. */
  Sort: v.optional(known(sort), 'desc'),
  /** From 1. */
  PageNumber: v.optional(known(pageNumber), 1),
  /** A larger one counts as 50; 10 if left out. */
  PageSize: v.optional(known(groupPageSize), 10),
};

export const describeApiGroups = defineOperation({
  access: 'get',
  resource: 'apigroup/*',
  writes: false,
  source: 'META24',
  parameters,
  answer: {
    ...pageElements,
    ApiGroupAttributes: listOf('ApiGroupAttribute', {
      GroupId: known(resourceId),
      GroupName: known(v.string()),
      SubDomain: known(v.string()),
      Description: known(v.string()),
      BasePath: known(v.string()),
      RegionId: known(v.string()),
      CreatedTime: known(time, timesObserved),
      ModifiedTime: known(time, timesObserved),
      InstanceId: known(v.string()),
      InstanceType: known(v.picklist(INSTANCE_TYPES)),
      TrafficLimit: known(count, observed('FUN', '500')),
      BillingStatus: known(v.picklist(BILLING_STATUSES), observed('FUN', 'NORMAL')),
      IllegalStatus: known(v.picklist(BILLING_STATUSES), observed('FUN', 'NORMAL')),
      HttpsPolicy: known(v.string(), documented('META24', 'HTTPS2_TLS1_0')),
      Tags: tagInfo,
    }),
  },
  ignored: { EnableTagAuth: 'it switches on authorization by tags, which is not emulated' },
  behavior: [
    ['By modification time, the last first; `asc` turns it round', documented()],
    ['Groups of one moment stay in the order they were made', inferred('a stable order')],
    ...pageFacts(50, [
      'A PageSize above 50 is served, as 50',
      observed('QT', 'indirectly: a script that works asks for 100; that it counts as 50 is inferred'),
    ]),
  ],
  errors: ['InvalidPageNumber', 'InvalidPageSize', 'InvalidSort', 'InvalidTag', 'InvalidParameter.TagKey'],
  execute(input, { transaction, scope }) {
    const { rows, total } = readPage(transaction, 'groups', [scope.account, scope.region], {
      pageNumber: input.PageNumber,
      pageSize: input.PageSize,
      direction: input.Sort === 'asc' ? 'ascending' : 'descending',
      matches: matcher(input, scope),
      only: input.GroupId ? [input.GroupId] : undefined,
    });
    return {
      PageNumber: input.PageNumber,
      PageSize: input.PageSize,
      TotalCount: total,
      ApiGroupAttributes: { ApiGroupAttribute: rows.map(attribute) },
    };
  },
});

/** @returns `undefined` if every group matches. */
function matcher(
  input: CheckedOf<typeof parameters>,
  { account, region }: Scope,
): ((group: ApiGroup) => boolean) | undefined {
  const { GroupId, GroupName = '', InstanceId, BasePath, Tag } = input;
  if (!GroupId && !GroupName && !InstanceId && !BasePath && !Tag?.length) return undefined;
  return (group) =>
    (!GroupId || (group.groupId === GroupId && group.account === account && group.region === region)) &&
    group.groupName.includes(GroupName) &&
    (!InstanceId || group.instanceId === InstanceId) &&
    (!BasePath || group.basePath === BasePath) &&
    hasTags(group, Tag);
}

const attribute = oncePer((group: ApiGroup) => ({
  GroupId: group.groupId,
  GroupName: group.groupName,
  SubDomain: subDomain(group),
  Description: group.description,
  BasePath: group.basePath,
  RegionId: group.region,
  CreatedTime: formatTime(group.createdTime),
  ModifiedTime: formatTime(group.modifiedTime),
  InstanceId: group.instanceId,
  InstanceType: groupInstanceType(group),
  TrafficLimit: 500,
  BillingStatus: 'NORMAL' as const,
  IllegalStatus: 'NORMAL' as const,
  HttpsPolicy: 'HTTPS2_TLS1_0',
  Tags: { TagInfo: group.tags },
}));
