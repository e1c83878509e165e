import * as v from 'valibot';
import { stageName } from '../../resources/stage.ts';
import { formatVersion } from '../../resources/time.ts';
import { callsPerSecondFact } from '../declarations.ts';
import { documented, inferred, known, observed } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { requireApi } from './find-api.ts';
import { identityErrors, identityFacts, identityParameters } from './identity-parameters.ts';

export const deployApi = defineOperation({
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: {
    ...identityParameters,
    /** RELEASE, PRE or TEST. */
    StageName: known(stageName),
    /** Of the deployment. */
    Description: known(v.string(), observed('META24, TF', '`MissingDescription`')),
  },
  answer: {},
  behavior: [
    ['The stage runs the definition as it is now', documented()],
    ['A stage that runs the API gets the new definition and a new version', observed('QT, FUN2, SI')],
    [
      'If the stage runs another API with the same path and method, which has another path by now, the last deployment answers',
      inferred('not documented'),
    ],
    ['It takes effect at once; the service takes up to 5 seconds', documented('META24', 'at once here')],
    ['EffectiveVersion is the time in UTC+8', observed('CSPLOIT, FUN2')],
    ['Another StageName is a stage that is not found', inferred('TF expects NotFoundStage of other actions')],
    ...identityFacts,
    callsPerSecondFact,
  ],
  errors: [...identityErrors, 'MissingStageName', 'MissingDescription', 'NotFoundStage', 'Throttling.User'],
  execute({ StageName, Description, ...identity }, { transaction, scope, now }) {
    const api = requireApi(transaction, scope, identity);
    const deployment = {
      definition: api.definition,
      effectiveVersion: formatVersion(now),
      description: Description,
      deployedTime: now,
    };
    transaction.update('apis', { ...api, deployments: { ...api.deployments, [StageName]: deployment } });
    return {};
  },
});
