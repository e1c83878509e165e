import { CloudApiError } from '../../cloud-api-error.ts';
import type { Api, Deployment } from '../../resources/api.ts';
import type { StageName } from '../../resources/stage.ts';

/**
 * Finds what a stage runs.
 * @throws {CloudApiError} `NotFoundStage`; that it means a stage which does not run the API is inferred
 */
export function requireDeployment({ apiName, deployments }: Api, stage: StageName): Deployment {
  const deployment = deployments[stage];
  if (deployment !== undefined) return deployment;
  throw new CloudApiError('NotFoundStage', {
    grade: 'inferred',
    detail: `The API "${apiName}" is not deployed to ${stage}. DeployApi deploys it.`,
  });
}
