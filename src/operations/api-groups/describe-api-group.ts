import * as v from 'valibot';
import type { ApiGroup } from '../../resources/api-group.ts';
import { BILLING_STATUSES, groupId, groupInstanceType, subDomain } from '../../resources/api-group.ts';
import { INSTANCE_TYPES } from '../../resources/instance.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { STAGES } from '../../resources/stage.ts';
import { formatTime } from '../../resources/time.ts';
import { count, listOf, time, timesObserved, unusedTags } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireGroup } from './find-api-group.ts';
import { configEvidence } from './group-configs.ts';

const fixed = inferred('always false: nothing here changes it', 'META24');

/** DescribeApiGroup. Its answer has no tags (META24). */
export const describeApiGroup = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters: {
    GroupId: known(groupId),
    /** Accepted, and not looked at: what it is for is not documented. */
    Tag: unusedTags,
  },
  answer: {
    GroupId: known(resourceId),
    GroupName: known(v.string()),
    SubDomain: known(v.string()),
    /** Empty until the intranet domain is enabled, which the emulator has no action for. */
    VpcDomain: known(
      v.string(),
      observed('META24, TF, CSPLOIT', 'empty: the intranet domain is off until it is enabled'),
    ),
    VpcSlbIntranetDomain: known(v.string(), inferred('empty, as VpcDomain', 'META24')),
    Description: known(v.string(), observed('META24, CSPLOIT', 'empty if there is none')),
    BasePath: known(v.string()),
    RegionId: known(v.string()),
    CreatedTime: known(time, timesObserved),
    ModifiedTime: known(time, timesObserved),
    Status: known(v.picklist(['NORMAL', 'DELETE']), documented('META24', 'NORMAL')),
    BillingStatus: known(v.picklist(BILLING_STATUSES), observed('FUN', 'NORMAL')),
    IllegalStatus: known(v.picklist(BILLING_STATUSES), observed('FUN', 'NORMAL')),
    TrafficLimit: known(count, observed('FUN', '500')),
    InstanceId: known(v.string()),
    InstanceType: known(v.picklist(INSTANCE_TYPES)),
    HttpsPolicy: known(v.string(), observed('META24, CSPLOIT', 'HTTPS2_TLS1_0')),
    Ipv6Status: known(v.string(), observed('META24, CSPLOIT', 'UNBIND')),
    UserLogConfig: known(v.string(), configEvidence.UserLogConfig),
    CustomTraceConfig: known(v.string(), configEvidence.CustomTraceConfig),
    CustomAppCodeConfig: known(v.string(), configEvidence.CustomAppCodeConfig),
    CustomerConfigs: known(v.string(), configEvidence.CustomerConfigs),
    CompatibleFlags: known(v.string(), configEvidence.CompatibleFlags),
    PassthroughHeaders: known(v.string(), configEvidence.PassthroughHeaders),
    DefaultDomain: known(v.string(), configEvidence.DefaultDomain),
    RpcPattern: known(v.string(), configEvidence.RpcPattern),
    CmsMonitorGroup: known(v.string(), inferred('empty: no monitor group can be made', 'META24')),
    DisableInnerDomain: known(v.boolean(), fixed),
    CloudMarketCommodity: known(v.boolean(), fixed),
    CustomDomains: known(
      v.strictObject({ DomainItem: v.pipe(v.array(v.never()), v.readonly()) }),
      observed('META24, CSPLOIT', 'DomainItem is empty: no domain can be bound'),
    ),
    StageItems: listOf('StageInfo', {
      StageId: known(resourceId, documented('META24', '32 hex digits, made from the group’s id')),
      StageName: known(v.picklist(STAGES), observed('FUN', 'RELEASE, PRE, TEST')),
      Description: known(v.string(), inferred('empty', 'META24')),
    }),
  },
  absent: {
    DedicatedInstanceType: 'its value for a group is not known',
    MigrationStatus: 'a group is never migrated here',
    MigrationError: 'a group is never migrated here',
    ClassicVpcSubDomain: 'in GOSDK only; its value is not known',
    InstanceVipList: 'in GOSDK only; its value is not known',
    Tags: 'the service’s answer has none (META24)',
  },
  behavior: [['An id that no group has is not found', observed('TF, SI')]],
  errors: ['MissingGroupId', 'NotFoundApiGroup', 'InvalidParameter.TagKey'],
  execute({ GroupId }, { transaction, scope }) {
    const group = requireGroup(transaction, scope, GroupId);
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
      Status: 'NORMAL' as const,
      BillingStatus: 'NORMAL' as const,
      IllegalStatus: 'NORMAL' as const,
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
  },
});

/** The stages that every group has. Observed (FUN); that their ids are made from the group's is the emulator's own way. */
function stages(group: Pick<ApiGroup, 'groupId'>) {
  const digits = Number.parseInt(group.groupId.slice(0, 8), 16);
  return STAGES.map((StageName, index) => ({
    // The shape of a UUID is in the digits that stay.
    StageId: ((digits ^ (index + 1)) >>> 0).toString(16).padStart(8, '0') + group.groupId.slice(8),
    StageName,
    Description: '',
  }));
}
