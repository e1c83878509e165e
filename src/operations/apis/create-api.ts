import * as v from 'valibot';
import { CloudApiError } from '../../cloud-api-error.ts';
import { groupId } from '../../resources/api-group.ts';
import { resourceId } from '../../resources/resource-id.ts';
import { tags } from '../../resources/tag.ts';
import { requireGroup } from '../api-groups/find-api-group.ts';
import { callsPerSecondFact, tagErrors, tagFact } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { definitionErrors, definitionFacts } from './definition-facts.ts';
import { definitionParameters } from './definition-parameters.ts';
import { readDefinition } from './read-definition.ts';
import { requireFreeApi } from './require-free-api.ts';

export const createApi = defineOperation({
  access: 'create',
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: {
    /** The group that the API belongs to. */
    GroupId: known(groupId),
    ...definitionParameters,
    /** At most 20 tags. */
    Tag: v.optional(known(tags)),
  },
  answer: {
    ApiId: known(resourceId, observed('CSPLOIT, QT-CROWD', '32 hex digits of a version 4 UUID')),
  },
  behavior: [
    ...definitionFacts,
    tagFact,
    ['1,000 APIs in a group', documented('LIM26')],
    ['The group must exist in the account and region', observed('TF, SI', 'code for other actions')],
    callsPerSecondFact,
    ['The API runs in no stage until DeployApi', documented()],
    ['Of several things wrong, the name counts before the path', inferred('not documented')],
  ],
  errors: [
    'MissingGroupId',
    ...definitionErrors,
    ...tagErrors,
    'NotFoundApiGroup',
    'RepeatedApiName',
    'RepeatedRequestPath',
    'NotFoundModel',
    'ExceedLimitApi',
    'Throttling.User',
  ],
  execute({ GroupId, Tag = [], ...input }, context) {
    const { transaction, scope, now, ids, limits } = context;
    requireGroup(transaction, scope, GroupId);
    const definition = readDefinition(input, context);
    requireFreeApi(transaction, GroupId, definition);
    const limit = limits.apisPerGroup;
    if (transaction.count('apis', [GroupId]) >= limit) {
      throw new CloudApiError('ExceedLimitApi', {
        detail: `A group may have at most ${limit} APIs (limits.apisPerGroup).`,
      });
    }
    const ApiId = ids.resource(transaction);
    transaction.insert('apis', {
      ...scope,
      apiId: ApiId,
      groupId: GroupId,
      apiName: definition.apiName,
      definition,
      deployments: {},
      tags: Tag,
      createdTime: now,
      modifiedTime: now,
    });
    return { ApiId };
  },
});
