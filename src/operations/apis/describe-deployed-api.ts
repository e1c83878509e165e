import * as v from 'valibot';
import { STAGES, stageName } from '../../resources/stage.ts';
import { formatTime } from '../../resources/time.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { time } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { definitionAnswer, definitionElements } from './definition-elements.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';
import { requireDeployment } from './require-deployment.ts';

export const describeDeployedApi = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters: {
    ...identityParameters,
    /** RELEASE, PRE or TEST. */
    StageName: known(stageName),
  },
  answer: {
    ...definitionElements,
    StageName: known(v.picklist(STAGES)),
    DeployedTime: known(time, documented('META24', 'UTC; that it has whole seconds is documented in TSSDK')),
  },
  behavior: [
    ['Tells the definition as it was deployed, whatever was edited since', documented()],
    ['Its parts are in the same form as in DescribeApi', inferred('no answer is recorded')],
    [
      'A stage that does not run the API is not found',
      inferred('TF expects NotFoundStage among others', 'TF'),
    ],
    ...identityFacts,
  ],
  errors: [...identityErrors, 'MissingStageName', 'NotFoundStage'],
  execute({ StageName, ...identity }, { transaction, scope }) {
    const api = requireApi(transaction, scope, identity);
    const { definition, deployedTime } = requireDeployment(api, StageName);
    return {
      GroupId: api.groupId,
      GroupName: requireGroup(transaction, scope, api.groupId).groupName,
      ApiId: api.apiId,
      RegionId: api.region,
      ...definitionAnswer(definition),
      StageName,
      DeployedTime: formatTime(deployedTime),
    };
  },
});
