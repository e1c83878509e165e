import { callsPerSecondFact } from '../declarations.ts';
import { documented, inferred } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { definitionErrors, definitionFacts } from './definition-facts.ts';
import { definitionParameters } from './definition-parameters.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';
import { readDefinition } from './read-definition.ts';
import { requireFreeApi } from './require-free-api.ts';

export const modifyApi = defineOperation({
  access: 'update',
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: { ...identityParameters, ...definitionParameters },
  answer: {},
  behavior: [
    ['The whole definition is replaced: what is not passed is no longer set', documented()],
    ['A stage keeps what was deployed to it until the next DeployApi', documented()],
    ['Tags stay', inferred('the action has no parameter for them')],
    ['ModifiedTime moves with every call', inferred('not documented')],
    ...identityFacts,
    ...definitionFacts,
    callsPerSecondFact,
  ],
  errors: [
    ...identityErrors,
    ...definitionErrors,
    'RepeatedApiName',
    'RepeatedRequestPath',
    'NotFoundModel',
    'Throttling.User',
  ],
  execute({ GroupId, ApiId, ...input }, context) {
    const { transaction, scope, now } = context;
    const api = requireApi(transaction, scope, { GroupId, ApiId });
    const definition = readDefinition(input, context);
    requireFreeApi(transaction, api.groupId, definition, ApiId);
    transaction.update('apis', { ...api, apiName: definition.apiName, definition, modifiedTime: now });
    return {};
  },
});
