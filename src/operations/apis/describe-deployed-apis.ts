import * as v from 'valibot';
import { METHODS, VISIBILITIES } from '../../resources/api-definition.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { STAGES, stageName } from '../../resources/stage.ts';
import { formatTime } from '../../resources/time.ts';
import { flag } from '../../resources/values.ts';
import { findGroup } from '../api-groups/find-api-group.ts';
import { listErrors, listOf, pageElements, pageFacts, time } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { candidates, filterFacts, filterParameters, matches, pageOf } from './api-filters.ts';

export const describeDeployedApis = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters: {
    ...filterParameters,
    /** Only what runs in this stage. */
    StageName: v.optional(known(stageName)),
    /** Accepted, and not looked at. */
    EnableTagAuth: v.optional(known(flag, inferred('accepted, and not looked at', 'META24'))),
  },
  answer: {
    ...pageElements,
    DeployedApis: listOf('DeployedApiItem', {
      GroupId: known(resourceId),
      GroupName: known(v.string()),
      ApiId: known(resourceId),
      ApiName: known(v.string()),
      StageName: known(v.picklist(STAGES)),
      Visibility: known(v.picklist(VISIBILITIES)),
      RegionId: known(v.string()),
      DeployedTime: known(time, documented('TSSDK', 'UTC, whole seconds')),
      Description: v.exactOptional(
        known(v.string(), observed('CSPLOIT, FUN2', 'only if it was given; seen in DescribeApis')),
      ),
      ApiPath: known(v.string()),
      ApiMethod: known(v.picklist(METHODS)),
    }),
  },
  behavior: [
    ['An item for each stage that runs an API, with the definition as it was deployed', documented()],
    ['The stages of an API in the order RELEASE, PRE, TEST', inferred('as in DeployedInfos')],
    ...filterFacts,
    ...pageFacts(100),
  ],
  errors: [...listErrors, 'InvalidEnableTagAuth', 'NotFoundStage'],
  execute(input, { transaction, scope }) {
    const { StageName } = input;
    const found = candidates(transaction, scope, input).flatMap((api) =>
      (StageName === undefined ? STAGES : [StageName]).flatMap((stage) => {
        const deployment = api.deployments[stage];
        return deployment !== undefined && matches(api, deployment.definition, input)
          ? [{ api, stage, deployment }]
          : [];
      }),
    );
    return {
      PageNumber: input.PageNumber,
      PageSize: input.PageSize,
      TotalCount: found.length,
      DeployedApis: {
        DeployedApiItem: pageOf(found, input).map(
          ({ api, stage, deployment: { definition, deployedTime } }) => ({
            GroupId: api.groupId,
            GroupName: findGroup(transaction, scope, api.groupId)?.groupName ?? '',
            ApiId: api.apiId,
            ApiName: definition.apiName,
            StageName: stage,
            Visibility: definition.visibility,
            RegionId: api.region,
            DeployedTime: formatTime(deployedTime),
            ...(definition.description === undefined ? {} : { Description: definition.description }),
            ApiPath: definition.requestConfig.RequestPath,
            ApiMethod: definition.requestConfig.RequestHttpMethod,
          }),
        ),
      },
    };
  },
});
