/**
 * Where each fact of each operation comes from, for docs/coverage.md. The types hold this list against the
 * operations: a parameter or an element of an answer that is missing here, or that is not there, is an error.
 */
import type { Action, CallInput, CallOutput, ErrorCode, Grade } from 'cloudapi-emulator';

/** The elements of an answer as paths, such as `Regions.Region[].RegionId`. */
type Path<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends readonly (infer Item)[]
    ? [Item] extends [never]
      ? Name
      : `${Name}[].${Path<Item>}`
    : Tree[Name] extends object
      ? `${Name}.${Path<Tree[Name]>}`
      : Name;
}[keyof Tree & string];

/** A grade alone means: in the operation's own document. */
export type Fact = Grade | { readonly grade: Grade; readonly source: string; readonly note?: string };

export interface OperationFacts<Name extends Action> {
  readonly parameters: { readonly [Parameter in keyof CallInput<Name> & string]-?: Fact };
  readonly response: { readonly [Element in Path<CallOutput<Name>>]: Fact };
  /** Parameters that are accepted and do nothing, and why. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** Elements that are left out of the answer, and why. */
  readonly absent?: Readonly<Record<string, string>>;
  readonly rules: readonly (readonly [rule: string, fact: Fact])[];
  /** What it refuses with, beside what the gateway refuses every call with. */
  readonly errors: readonly ErrorCode[];
}

const inferred = (note: string, source = '-'): Fact => ({ grade: 'inferred', source, note });
const observed = (source: string, note?: string): Fact => ({
  grade: 'observed',
  source,
  ...(note ? { note } : {}),
});
const documented = (source: string, note?: string): Fact => ({
  grade: 'documented',
  source,
  ...(note ? { note } : {}),
});

const requestId = documented('SEED-G', 'upper-case UUID; third group begins with 5 (observed)');
const times = observed('FUN', 'UTC, whole seconds');
const groupIdForm = observed('FUN, TF', '32 hex digits of a version 4 UUID');
const groupTagErrors = [
  'InvalidParameter.TagKey',
  'InvalidTag',
  'Duplicate.TagKey',
  'ExceedLimitTag',
] as const;
const fixed = documented('META24', 'always this value');
const tagUnused = inferred('accepted, and not looked at', 'META24');
const tagRule: readonly [string, Fact] = [
  'Tag: keys of 1 to 128 characters, values of 0 to 128; none begins with "aliyun" or "acs:" or contains "http://" or "https://"; 20 on a resource; each key once',
  documented('ROS', 'META24 allows an empty key; 20 from ROS and TagResources'),
];
const qpsRule: readonly [string, Fact] = ['50 calls a second for an account', documented('SEED-G, META24')];
const pageRules = (most: number): readonly (readonly [string, Fact])[] => [
  [`PageNumber from 1, 1 when left out; PageSize to ${most}, 10 when left out`, 'documented'],
  ['Numbers out of range are refused', inferred('error or clamp is not known')],
  ['TotalCount counts all that match', observed('FUN')],
  ['A page past the end is empty', inferred('TF stops on a short page')],
];
const configs = {
  UserLogConfig: documented('META24', 'kept and given back as it was sent'),
  CustomTraceConfig: documented('META24', 'kept and given back as it was sent'),
  CustomAppCodeConfig: documented('TSSDK', 'kept and given back as it was sent'),
  CustomerConfigs: documented('META24', 'kept and given back as it was sent'),
  CompatibleFlags: documented('META24', 'kept and given back as it was sent'),
  PassthroughHeaders: documented('META24', 'kept and given back as it was sent'),
  DefaultDomain: documented('META24', 'kept and given back as it was sent'),
  RpcPattern: observed('META24 (parameter), GOSDK (element)', 'kept and given back as it was sent'),
} as const;

export const facts: { readonly [Name in Action]: OperationFacts<Name> } = {
  CreateApiGroup: {
    parameters: {
      GroupName: 'documented',
      BasePath: 'documented',
      Description: 'documented',
      InstanceId: documented('SEED-G; forms of the ids ROS, TF'),
      Tag: 'documented',
    },
    response: {
      RequestId: requestId,
      GroupId: groupIdForm,
      GroupName: 'documented',
      SubDomain: observed('SEED-G, FUN', '`<GroupId>-<RegionId>.alicloudapi.com`'),
      Description: 'documented',
      BasePath: 'documented',
      InstanceId: 'documented',
      InstanceType: 'documented',
      TagStatus: documented('SEED-G', 'that it is false without tags is inferred'),
    },
    rules: [
      [
        'GroupName: 4 to 50 characters; letters, digits, underscores, Chinese characters; first a letter or a Chinese character',
        'documented',
      ],
      ['Chinese characters are Unicode’s Unified_Ideograph', inferred('the documents name no range')],
      ['GroupName may contain a hyphen under `rules: "observed"`', observed('SI, TF')],
      [
        'GroupName is unique in an account and region',
        inferred('SEED-G says "unique", TSSDK "globally unique"', 'SEED-G'),
      ],
      ['Description: up to 180 characters', 'documented'],
      ['BasePath: `/` when left out', observed('TF')],
      ['BasePath begins with `/`', inferred('all known samples do')],
      ['InstanceId: `api-shared-vpc-001` when left out', inferred('computed by the service', 'TF')],
      ['InstanceId: an id of no known form is not found', inferred('there is no list of instances')],
      tagRule,
      ['100 groups in an account and region', documented('SEED-G', 'other pages say 200')],
      qpsRule,
      ['The second is a window that the first call opens', inferred('not documented')],
    ],
    errors: [
      'MissingGroupName',
      'InvalidGroupName',
      'InvalidBasePath',
      'InvalidDescription',
      'NotFoundInstance',
      ...groupTagErrors,
      'RepeatedApiGroup',
      'ExceedLimitApiGroup',
      'Throttling.User',
    ],
  },
  DescribeApiGroups: {
    parameters: {
      GroupId: documented('META24', 'exact match inferred'),
      GroupName: documented('META24', 'a part of the name; case-sensitive inferred'),
      InstanceId: documented('META24', 'exact match inferred'),
      BasePath: documented('TSSDK', 'exact match inferred'),
      Tag: documented('META24', 'all must match; without a value any matches (inferred)'),
      Sort: 'documented',
      PageNumber: 'documented',
      PageSize: 'documented',
    },
    response: {
      RequestId: requestId,
      PageNumber: 'documented',
      PageSize: 'documented',
      TotalCount: 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].GroupId': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].GroupName': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].SubDomain': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].Description': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].BasePath': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].RegionId': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].CreatedTime': times,
      'ApiGroupAttributes.ApiGroupAttribute[].ModifiedTime': times,
      'ApiGroupAttributes.ApiGroupAttribute[].InstanceId': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].InstanceType': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].TrafficLimit': observed('FUN', '500'),
      'ApiGroupAttributes.ApiGroupAttribute[].BillingStatus': observed('FUN', 'NORMAL'),
      'ApiGroupAttributes.ApiGroupAttribute[].IllegalStatus': observed('FUN', 'NORMAL'),
      'ApiGroupAttributes.ApiGroupAttribute[].HttpsPolicy': documented('META24', 'HTTPS2_TLS1_0'),
      'ApiGroupAttributes.ApiGroupAttribute[].Tags.TagInfo[].Key': 'documented',
      'ApiGroupAttributes.ApiGroupAttribute[].Tags.TagInfo[].Value': 'documented',
    },
    ignored: { EnableTagAuth: 'it switches on authorization by tags, which is not emulated' },
    rules: [
      ['By modification time, the last first; `asc` turns it round', 'documented'],
      ['Groups of one moment stay in the order they were made', inferred('a stable order')],
      ...pageRules(50),
    ],
    errors: ['InvalidPageNumber', 'InvalidPageSize', 'InvalidSort', 'InvalidParameter.TagKey'],
  },
  DescribeApiGroup: {
    parameters: { GroupId: 'documented', Tag: tagUnused },
    response: {
      RequestId: requestId,
      GroupId: 'documented',
      GroupName: 'documented',
      SubDomain: 'documented',
      VpcDomain: observed('META24, TF', 'empty: the intranet domain is off until it is enabled'),
      VpcSlbIntranetDomain: inferred('empty, as VpcDomain', 'META24'),
      Description: 'documented',
      BasePath: 'documented',
      RegionId: 'documented',
      CreatedTime: times,
      ModifiedTime: times,
      Status: documented('META24', 'NORMAL'),
      BillingStatus: observed('FUN', 'NORMAL'),
      IllegalStatus: observed('FUN', 'NORMAL'),
      TrafficLimit: observed('FUN', '500'),
      InstanceId: 'documented',
      InstanceType: 'documented',
      HttpsPolicy: documented('META24', 'HTTPS2_TLS1_0'),
      Ipv6Status: documented('META24', 'UNBIND'),
      ...configs,
      CmsMonitorGroup: inferred('empty: no monitor group can be made', 'META24'),
      DisableInnerDomain: fixed,
      CloudMarketCommodity: fixed,
      'CustomDomains.DomainItem': inferred('empty: no domain can be bound', 'META24'),
      'StageItems.StageInfo[].StageId': documented('META24', '32 hex digits, made from the group’s id'),
      'StageItems.StageInfo[].StageName': observed('FUN', 'RELEASE, PRE, TEST'),
      'StageItems.StageInfo[].Description': inferred('empty', 'META24'),
    },
    absent: {
      DedicatedInstanceType: 'its value for a group is not known',
      MigrationStatus: 'a group is never migrated here',
      MigrationError: 'a group is never migrated here',
      ClassicVpcSubDomain: 'in GOSDK only; its value is not known',
      InstanceVipList: 'in GOSDK only; its value is not known',
      Tags: 'the service’s answer has none (META24)',
    },
    rules: [['An id that no group has is not found', observed('TF, SI')]],
    errors: ['MissingGroupId', 'NotFoundApiGroup', 'InvalidParameter.TagKey'],
  },
  ModifyApiGroup: {
    parameters: {
      GroupId: 'documented',
      GroupName: 'documented',
      BasePath: 'documented',
      Description: 'documented',
      ...configs,
      Tag: tagUnused,
    },
    response: {
      RequestId: requestId,
      GroupId: 'documented',
      GroupName: 'documented',
      SubDomain: 'documented',
      Description: 'documented',
      BasePath: 'documented',
    },
    ignored: {
      SupportSSE: 'no answer shows it',
      FilterAppCodeForBackend: 'no answer shows it',
      RpsLimitForServerless: 'no answer shows it',
    },
    rules: [
      ['What is not passed is not changed', documented('META24', 'said of GroupName and Description')],
      ['The rules on values are those of CreateApiGroup', 'documented'],
      ['A name that another group holds is refused', inferred('as in CreateApiGroup')],
      ['ModifiedTime moves with every call', inferred('not documented')],
      qpsRule,
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
  },
  DeleteApiGroup: {
    parameters: { GroupId: 'documented', Tag: tagUnused },
    response: { RequestId: requestId },
    rules: [
      ['An id that no group has is deleted with success', 'documented'],
      ['A group’s models go with it', inferred('what becomes of them is not documented')],
      [
        'A group that holds APIs is not deleted',
        documented('META24', 'never happens here: no API can be made'),
      ],
      qpsRule,
    ],
    errors: ['MissingGroupId', 'InvalidParameter.TagKey', 'Throttling.User'],
  },
  CreateModel: {
    parameters: {
      GroupId: 'documented',
      ModelName: 'documented',
      Schema: 'documented',
      Description: 'documented',
      Tag: 'documented',
    },
    response: {
      RequestId: requestId,
      RegionId: 'documented',
      GroupId: 'documented',
      ModelId: documented('SEED-M', '32 hex digits of a version 4 UUID (inferred)'),
      ModelName: 'documented',
      Schema: observed('TF', 'byte for byte as it was sent'),
      Description: 'documented',
      ModelRef: documented('SEED-M, MODELS', '`https://apigateway.aliyun.com/models/<GroupId>/<ModelId>`'),
      CreatedTime: documented('SEED-M', 'UTC, whole seconds'),
      ModifiedTime: documented('SEED-M', 'UTC, whole seconds'),
    },
    rules: [
      ['ModelName is unique in its group', 'documented'],
      ['ModelName: no limit on characters or length', inferred('none is documented')],
      ['The group must exist in the account and region', inferred('as in DescribeApiGroup')],
      ['Schema is JSON, and JSON Schema of draft 4', documented('SEED-M, MODELS')],
      ['Schema is of type object', documented('SEED-M, MODELS')],
      ['`$ref` only to a model of the same account, by its ModelRef', documented('MODELS')],
      ['`pattern` and `format` may hold any text', inferred('not known whether they are checked')],
      tagRule,
      [
        'No limit on models in a group, unless `limits.modelsPerGroup` sets one',
        inferred('none is documented'),
      ],
    ],
    errors: [
      'MissingGroupId',
      'MissingModelName',
      'MissingSchema',
      ...groupTagErrors,
      'InvalidFormatSchema',
      'InvalidSchema',
      'NotFoundApiGroup',
      'RepeatedModelName',
      'NotFoundModel',
      'ExceedLimitModel',
    ],
  },
  DescribeModels: {
    parameters: {
      GroupId: 'documented',
      ModelName: documented('META24', 'a part of the name; case-sensitive inferred'),
      ModelId: documented('META24', 'exact match inferred'),
      Tag: documented('META24', 'all must match (inferred)'),
      PageNumber: 'documented',
      PageSize: 'documented',
    },
    response: {
      RequestId: requestId,
      PageNumber: 'documented',
      PageSize: 'documented',
      TotalCount: 'documented',
      'ModelDetails.ModelDetail[].GroupId': 'documented',
      'ModelDetails.ModelDetail[].ModelId': 'documented',
      'ModelDetails.ModelDetail[].ModelName': 'documented',
      'ModelDetails.ModelDetail[].ModelRef': 'documented',
      'ModelDetails.ModelDetail[].Schema': observed('TF', 'byte for byte as it was sent'),
      'ModelDetails.ModelDetail[].Description': 'documented',
      'ModelDetails.ModelDetail[].CreatedTime': times,
      'ModelDetails.ModelDetail[].ModifiedTime': times,
      'ModelDetails.ModelDetail[].Tags.TagInfo[].Key': 'documented',
      'ModelDetails.ModelDetail[].Tags.TagInfo[].Value': 'documented',
    },
    absent: { RegionId: 'the service’s answer has none (META24)' },
    rules: [
      ['A group that does not exist has no models', observed('TF')],
      ['The newest model first', inferred('no order is documented')],
      ...pageRules(100),
    ],
    errors: ['MissingGroupId', 'InvalidPageNumber', 'InvalidPageSize', 'InvalidParameter.TagKey'],
  },
  ModifyModel: {
    parameters: {
      GroupId: 'documented',
      ModelName: 'documented',
      NewModelName: 'documented',
      Schema: 'documented',
      Description: 'documented',
    },
    response: { RequestId: requestId },
    rules: [
      ['ModelId and ModelRef stay, also under a new name', documented('MODELS')],
      ['What is not passed is not changed', inferred('as in ModifyApiGroup')],
      ['Schema: as in CreateModel', documented('MODELS')],
      ['References must not lead back to the model', documented('MODELS')],
    ],
    errors: [
      'MissingGroupId',
      'MissingModelName',
      'InvalidFormatSchema',
      'InvalidSchema',
      'NotFoundApiGroup',
      'NotFoundModel',
      'RepeatedModelName',
    ],
  },
  DeleteModel: {
    parameters: { GroupId: 'documented', ModelName: 'documented' },
    response: { RequestId: requestId },
    rules: [['Whether other models or APIs refer to it is not looked at', documented('MODELS')]],
    errors: ['MissingGroupId', 'MissingModelName', 'NotFoundApiGroup', 'NotFoundModel'],
  },
  TagResources: {
    parameters: { ResourceType: 'documented', ResourceId: 'documented', Tag: 'documented' },
    response: { RequestId: requestId },
    rules: [
      ['All tags go to all resources, or none to any', documented('META24, TSSDK')],
      ['A key that is there gets the new value', documented('META24, TSSDK')],
      ['1 to 50 resources, 1 to 20 tags', documented('META24, TSSDK')],
      tagRule,
      [
        'ResourceType is apiGroup, plugin, app or api',
        documented('TSSDK, META24', 'the emulator has groups only'),
      ],
      ['A resource that does not exist is refused', inferred('code observed in TF')],
    ],
    errors: [
      'MissingResourceType',
      'MissingResourceId',
      'MissingTag',
      'InvalidResourceType',
      'InvalidResourceId',
      ...groupTagErrors,
      'NotFoundResourceId',
    ],
  },
  UntagResources: {
    parameters: {
      ResourceType: 'documented',
      ResourceId: 'documented',
      TagKey: 'documented',
      All: 'documented',
    },
    response: { RequestId: requestId },
    rules: [
      ['With TagKey, All does not count', documented('META24, TSSDK')],
      ['Without TagKey, All takes all tags away, and nothing happens otherwise', documented('META24, TSSDK')],
      ['A tag that is not there is taken away with success', documented('META24, TSSDK')],
      ['1 to 50 resources, 1 to 20 keys', documented('META24, TSSDK')],
      ['A resource that does not exist is refused', inferred('code observed in TF')],
    ],
    errors: [
      'MissingResourceType',
      'MissingResourceId',
      'InvalidResourceType',
      'InvalidResourceId',
      'InvalidTagKey',
      'InvalidAll',
      'NotFoundResourceId',
    ],
  },
  ListTagResources: {
    parameters: {
      ResourceType: 'documented',
      ResourceId: 'documented',
      Tag: 'documented',
      NextToken: 'documented',
    },
    response: {
      RequestId: requestId,
      NextToken: documented('META24', '`-1` on the last page'),
      'TagResources.TagResource[].ResourceId': 'documented',
      'TagResources.TagResource[].ResourceType': 'documented',
      'TagResources.TagResource[].TagKey': 'documented',
      'TagResources.TagResource[].TagValue': 'documented',
    },
    rules: [
      ['ResourceId or Tag is needed', documented('META24', 'which error is inferred')],
      ['Of several tags a resource must have all', documented('META24')],
      ['All tags of a resource that matches are listed', inferred('not documented')],
      ['50 entries on a page', inferred('not documented')],
      ['In the order in which the groups were made', inferred('not documented')],
      ['1 to 50 resources, 1 to 20 tags', documented('META24, TSSDK')],
      ['A resource that does not exist has no tags', inferred('not documented')],
    ],
    errors: [
      'MissingResourceType',
      'MissingResourceId',
      'InvalidResourceType',
      'InvalidResourceId',
      'InvalidNextToken',
      'InvalidTag',
      'InvalidParameter.TagKey',
    ],
  },
  DescribeRegions: {
    parameters: { Language: 'documented' },
    response: {
      RequestId: requestId,
      'Regions.Region[].RegionId': observed('CLIMETA', '31 public regions of April 2026'),
      'Regions.Region[].LocalName': observed('CLIMETA', 'that these are the names given is inferred'),
      'Regions.Region[].RegionEndpoint': documented('META24', '`apigateway.<RegionId>.aliyuncs.com`'),
    },
    rules: [
      ['Chinese names, unless Language is `en`', documented('META24')],
      ['`ja` gives English names', inferred('the names in Japanese are not known here')],
    ],
    errors: [],
  },
};
