import * as v from 'valibot';
import { groupId, groupInstanceType, subDomain } from '../resources/api-group.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { InstanceType } from '../resources/instance.ts';
import { groupPageSize, pageNumber, sort } from '../resources/page.ts';
import type { Scope } from '../resources/scope.ts';
import { hasTags, tagFilters } from '../resources/tag-filter.ts';
import type { Tag } from '../resources/tag.ts';
import { formatTime } from '../resources/time.ts';
import { text } from '../resources/values.ts';
import type { CheckedOf, Operation, Optional } from './operation.ts';
import { readPage } from './page.ts';

const parameters = {
  GroupId: v.optional(groupId) as Optional<typeof groupId>,
  /** A part of the name. That upper and lower case differ is inferred. */
  GroupName: v.optional(text) as Optional<typeof text>,
  InstanceId: v.optional(text) as Optional<typeof text>,
  BasePath: v.optional(text) as Optional<typeof text>,
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
  Sort: v.optional(sort, 'desc') as v.OptionalSchema<typeof sort, 'desc'>,
  PageNumber: v.optional(pageNumber, 1) as v.OptionalSchema<typeof pageNumber, 1>,
  PageSize: v.optional(groupPageSize, 10) as v.OptionalSchema<typeof groupPageSize, 10>,
};

/** A group as the list shows it. */
export interface ApiGroupAttribute {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly SubDomain: string;
  readonly Description: string;
  readonly BasePath: string;
  readonly RegionId: string;
  readonly CreatedTime: string;
  readonly ModifiedTime: string;
  readonly InstanceId: string;
  readonly InstanceType: InstanceType;
  readonly TrafficLimit: number;
  readonly BillingStatus: 'NORMAL' | 'LOCKED';
  readonly IllegalStatus: 'NORMAL' | 'LOCKED';
  readonly HttpsPolicy: string;
  readonly Tags: { readonly TagInfo: readonly Tag[] };
}

/** What DescribeApiGroups answers, beside RequestId. */
export interface DescribeApiGroupsAnswer {
  readonly PageNumber: number;
  readonly PageSize: number;
  /** All groups that match, on whichever page. */
  readonly TotalCount: number;
  readonly ApiGroupAttributes: { readonly ApiGroupAttribute: readonly ApiGroupAttribute[] };
}

export const describeApiGroups: Operation<typeof parameters, DescribeApiGroupsAnswer> = {
  access: 'get',
  resource: 'apigroup/*',
  writes: false,
  source: 'META24',
  parameters,
  execute(input, { scope }) {
    const matches = matcher(input, scope);
    return (transaction) => {
      const { rows, total } = readPage(transaction, 'groups', [scope.account, scope.region], {
        pageNumber: input.PageNumber,
        pageSize: input.PageSize,
        direction: input.Sort === 'asc' ? 'ascending' : 'descending',
        matches,
        only: input.GroupId ? [input.GroupId] : undefined,
      });
      return {
        PageNumber: input.PageNumber,
        PageSize: input.PageSize,
        TotalCount: total,
        ApiGroupAttributes: { ApiGroupAttribute: rows.map(attribute) },
      };
    };
  },
};

/** @returns `undefined` where every group matches. */
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

function attribute(group: ApiGroup): ApiGroupAttribute {
  return {
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
    BillingStatus: 'NORMAL',
    IllegalStatus: 'NORMAL',
    HttpsPolicy: 'HTTPS2_TLS1_0',
    Tags: { TagInfo: group.tags },
  };
}
