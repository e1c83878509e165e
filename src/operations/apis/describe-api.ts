import { formatTime } from '../../resources/time.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { time } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { deployedInfos, deployedInfosOf, tagList, tagListOf } from './api-elements.ts';
import { definitionAnswer, definitionElements, editedAnswer, editedElements } from './definition-elements.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';

const times = observed('FUN2, CSPLOIT', 'UTC, whole seconds');

export const describeApi = defineOperation({
  access: 'get',
  resource: 'apigroup/{GroupId}',
  writes: false,
  source: 'META24',
  parameters: identityParameters,
  answer: {
    ...definitionElements,
    ...editedElements,
    CreatedTime: known(time, times),
    ModifiedTime: known(time, times),
    DeployedInfos: deployedInfos,
    TagList: tagList,
  },
  behavior: [
    ['Tells the definition as it was edited last, whatever the stages run', documented()],
    ['Keys come back in PascalCase', observed('FUN2')],
    ['TagList is there without tags too', inferred('as the other lists', 'META24')],
    ...identityFacts,
  ],
  errors: identityErrors,
  execute(input, { transaction, scope }) {
    const api = requireApi(transaction, scope, input);
    return {
      GroupId: api.groupId,
      GroupName: requireGroup(transaction, scope, api.groupId).groupName,
      ApiId: api.apiId,
      RegionId: api.region,
      ...definitionAnswer(api.definition),
      ...editedAnswer(api.definition),
      CreatedTime: formatTime(api.createdTime),
      ModifiedTime: formatTime(api.modifiedTime),
      DeployedInfos: deployedInfosOf(api),
      TagList: tagListOf(api),
    };
  },
});
