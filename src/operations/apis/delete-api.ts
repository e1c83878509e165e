import { CloudApiError } from '../../cloud-api-error.ts';
import { STAGES } from '../../resources/stage.ts';
import { callsPerSecondFact } from '../declarations.ts';
import { documented, inferred } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';

export const deleteApi = defineOperation({
  access: 'delete',
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: identityParameters,
  answer: {},
  behavior: [
    ['An API that a stage runs is not deleted', documented('META24', 'the code is inferred')],
    ...identityFacts,
    callsPerSecondFact,
    ['That an unknown ApiId is refused', inferred('TF catches NotFoundApi')],
  ],
  errors: [...identityErrors, 'DependencyViolationApi', 'Throttling.User'],
  execute(input, { transaction, scope }) {
    const { apiId, apiName, deployments } = requireApi(transaction, scope, input);
    const running = STAGES.filter((stage) => deployments[stage] !== undefined);
    if (running.length > 0) {
      throw new CloudApiError('DependencyViolationApi', {
        detail: `The API "${apiName}" runs in ${running.join(', ')}. Take it off with AbolishApi first.`,
      });
    }
    transaction.remove('apis', [apiId]);
    return {};
  },
});
