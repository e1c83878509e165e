import { stageName } from '../../resources/stage.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';
import { requireDeployment } from './require-deployment.ts';

export const abolishApi = defineOperation({
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters: {
    ...identityParameters,
    /** RELEASE, PRE or TEST. */
    StageName: known(stageName),
  },
  answer: {},
  behavior: [
    ['The stage no longer runs the API', documented()],
    ['A stage that does not run it is not found', inferred('TF expects NotFoundStage among others', 'TF')],
    [
      '`ConcurrencyLockTimeout` is answered only if a fault injects it',
      observed('TF', 'when the service gives it is not known'),
    ],
    ...identityFacts,
  ],
  errors: [...identityErrors, 'MissingStageName', 'NotFoundStage'],
  execute({ StageName, ...identity }, { transaction, scope }) {
    const api = requireApi(transaction, scope, identity);
    requireDeployment(api, StageName);
    const { [StageName]: _, ...deployments } = api.deployments;
    transaction.update('apis', { ...api, deployments });
    return {};
  },
});
