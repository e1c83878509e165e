import * as v from 'valibot';
import type { ApiGroup } from '../resources/api-group.ts';
import { groupId, groupInstanceType, subDomain } from '../resources/api-group.ts';
import type { GroupConfigs } from '../resources/api-group.ts';
import type { InstanceType } from '../resources/instance.ts';
import { tagFilters } from '../resources/tag-filter.ts';
import { formatTime } from '../resources/time.ts';
import { requireGroup } from './api-group-checks.ts';
import type { Operation, Optional } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  /** Accepted, and looked at no further: what it is for is not documented. */
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
};

/** What DescribeApiGroup answers, beside RequestId. It has no tags (META24). */
export interface DescribeApiGroupAnswer extends Record<keyof GroupConfigs, string> {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly SubDomain: string;
  /** Empty until the intranet domain is enabled, which the emulator has no action for. */
  readonly VpcDomain: string;
  readonly VpcSlbIntranetDomain: string;
  readonly Description: string;
  readonly BasePath: string;
  readonly RegionId: string;
  readonly CreatedTime: string;
  readonly ModifiedTime: string;
  readonly Status: 'NORMAL' | 'DELETE';
  readonly BillingStatus: 'NORMAL' | 'LOCKED';
  readonly IllegalStatus: 'NORMAL' | 'LOCKED';
  readonly TrafficLimit: number;
  readonly InstanceId: string;
  readonly InstanceType: InstanceType;
  readonly HttpsPolicy: string;
  readonly Ipv6Status: string;
  readonly CmsMonitorGroup: string;
  readonly DisableInnerDomain: boolean;
  readonly CloudMarketCommodity: boolean;
  readonly CustomDomains: { readonly DomainItem: readonly never[] };
  readonly StageItems: {
    readonly StageInfo: readonly {
      readonly StageId: string;
      readonly StageName: string;
      readonly Description: string;
    }[];
  };
}

export const describeApiGroup: Operation<typeof parameters, DescribeApiGroupAnswer> = {
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters,
  execute(input, { scope }) {
    return (transaction) => {
      const group = requireGroup(transaction, scope, input.GroupId);
      return {
        GroupId: group.groupId,
        GroupName: group.groupName,
        SubDomain: subDomain(group),
        VpcDomain: '',
        VpcSlbIntranetDomain: '',
        Description: group.description,
        BasePath: group.basePath,
        RegionId: group.region,
        CreatedTime: formatTime(group.createdTime),
        ModifiedTime: formatTime(group.modifiedTime),
        Status: 'NORMAL',
        BillingStatus: 'NORMAL',
        IllegalStatus: 'NORMAL',
        TrafficLimit: 500,
        InstanceId: group.instanceId,
        InstanceType: groupInstanceType(group),
        HttpsPolicy: 'HTTPS2_TLS1_0',
        Ipv6Status: 'UNBIND',
        UserLogConfig: '',
        CustomTraceConfig: '',
        CustomAppCodeConfig: '',
        CustomerConfigs: '',
        CompatibleFlags: '',
        PassthroughHeaders: '',
        DefaultDomain: '',
        RpcPattern: '',
        ...group.configs,
        CmsMonitorGroup: '',
        DisableInnerDomain: false,
        CloudMarketCommodity: false,
        CustomDomains: { DomainItem: [] },
        StageItems: { StageInfo: stages(group) },
      };
    };
  },
};

/** The stages that every group has. Observed (FUN); that their ids are made from the group's is the emulator's own way. */
function stages(
  group: Pick<ApiGroup, 'groupId'>,
): { StageId: string; StageName: string; Description: string }[] {
  const digits = Number.parseInt(group.groupId.slice(0, 8), 16);
  return ['RELEASE', 'PRE', 'TEST'].map((StageName, index) => ({
    // The shape of a UUID is in the digits that stay.
    StageId: ((digits ^ (index + 1)) >>> 0).toString(16).padStart(8, '0') + group.groupId.slice(8),
    StageName,
    Description: '',
  }));
}
