import * as v from 'valibot';
import { oncePer } from '../../once-per.ts';
import { METHODS, VISIBILITIES } from '../../resources/api-definition.ts';
import type { ApiGroup } from '../../resources/api-group.ts';
import type { Api } from '../../resources/api.ts';
import { word } from '../../resources/json-parameter.ts';
import { resourceId } from '../../resources/resource-id.ts';
import type { Scope } from '../../resources/scope.ts';
import { STAGES, stageName } from '../../resources/stage.ts';
import { formatTime } from '../../resources/time.ts';
import { flag, text } from '../../resources/values.ts';
import type { Transaction } from '../../store/store.ts';
import { findGroup, requireGroup } from '../api-groups/find-api-group.ts';
import { listErrors, listOf, pageElements, pageFacts, time } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import type { CheckedOf } from '../operation.ts';
import { readPage } from '../read-page.ts';
import { deployedInfos, deployedInfosOf, tagList, tagListOf } from './api-elements.ts';
import { candidates, filterFacts, filterParameters, isForAll, matches, pageOf } from './api-filters.ts';

const times = observed('FUN2, CSPLOIT', 'UTC, whole seconds');

const parameters = {
  ...filterParameters,
  Visibility: v.optional(known(word(...VISIBILITIES))),
  /** Only APIs that this stage runs, or, with UnDeployed, that it does not run. */
  StageName: v.optional(known(stageName, documented('META24, TSSDK', 'what it does is inferred'))),
  /** Only APIs that run in no stage, or not in StageName. */
  UnDeployed: v.optional(known(flag, documented('TSSDK', 'what it does is inferred')), false),
  /** Accepted, and not looked at: nothing makes catalogs. */
  CatalogId: v.optional(known(text, inferred('accepted, and not looked at', 'META24'))),
  /** Accepted, and not looked at. */
  EnableTagAuth: v.optional(known(flag, inferred('accepted, and not looked at', 'META24'))),
};

export const describeApis = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters,
  answer: {
    ...pageElements,
    ApiSummarys: listOf('ApiSummary', {
      GroupId: known(resourceId),
      GroupName: known(v.string()),
      ApiId: known(resourceId),
      ApiName: known(v.string()),
      Visibility: known(v.picklist(VISIBILITIES)),
      RegionId: known(v.string()),
      CreatedTime: known(time, times),
      ModifiedTime: known(time, times),
      Description: v.exactOptional(known(v.string(), observed('CSPLOIT, FUN2', 'only if it was given'))),
      ApiPath: known(v.string()),
      ApiMethod: known(v.picklist(METHODS)),
      DeployedInfos: deployedInfos,
      TagList: tagList,
    }),
  },
  behavior: [
    ['Tells the definitions as they were edited last, whatever the stages run', documented()],
    ...filterFacts,
    ...pageFacts(100),
  ],
  errors: [...listErrors, 'InvalidVisibility', 'InvalidUnDeployed', 'InvalidEnableTagAuth', 'NotFoundStage'],
  execute(input, { transaction, scope }) {
    const { rows, total } = readApis(transaction, scope, input);
    return {
      PageNumber: input.PageNumber,
      PageSize: input.PageSize,
      TotalCount: total,
      ApiSummarys: {
        ApiSummary: rows.map((api) => summaryIn(requireGroup(transaction, scope, api.groupId))(api)),
      },
    };
  },
});

type Input = CheckedOf<typeof parameters>;

/** Reads one page. Where all APIs of a group are looked for, no other than the page's are read. */
function readApis(
  transaction: Transaction,
  scope: Scope,
  input: Input,
): { readonly rows: readonly Api[]; readonly total: number } {
  const { GroupId, PageNumber, PageSize, Visibility, StageName, UnDeployed } = input;
  const isWholeGroup = isForAll(input) && Visibility === undefined && StageName === undefined && !UnDeployed;
  if (GroupId && isWholeGroup && findGroup(transaction, scope, GroupId) !== undefined) {
    return readPage(transaction, 'apis', [GroupId], { pageNumber: PageNumber, pageSize: PageSize });
  }
  const found = candidates(transaction, scope, input).filter(
    (api) => matches(api, api.definition, input) && isListed(api, input),
  );
  return { rows: pageOf(found, input), total: found.length };
}

function isListed({ definition, deployments }: Api, { Visibility, StageName, UnDeployed }: Input): boolean {
  const stages = StageName === undefined ? STAGES : [StageName];
  const runs = stages.some((stage) => deployments[stage] !== undefined);
  const isAsked = StageName !== undefined || UnDeployed;
  return (
    (!isAsked || runs !== UnDeployed) && (Visibility === undefined || definition.visibility === Visibility)
  );
}

const summaryIn = oncePer((group: ApiGroup) => oncePer((api: Api) => summary(group, api)));

function summary({ groupName }: ApiGroup, api: Api) {
  const { description, visibility, requestConfig } = api.definition;
  return {
    GroupName: groupName,
    GroupId: api.groupId,
    ApiName: api.apiName,
    ApiId: api.apiId,
    Visibility: visibility,
    RegionId: api.region,
    CreatedTime: formatTime(api.createdTime),
    ModifiedTime: formatTime(api.modifiedTime),
    ...(description === undefined ? {} : { Description: description }),
    ApiPath: requestConfig.RequestPath,
    ApiMethod: requestConfig.RequestHttpMethod,
    DeployedInfos: deployedInfosOf(api),
    TagList: tagListOf(api),
  };
}
