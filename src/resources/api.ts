import type { ApiDefinition } from './api-definition.ts';
import type { Scope } from './scope.ts';
import type { StageName } from './stage.ts';
import type { Tag } from './tag.ts';

/** What a stage runs: the definition as it was when DeployApi was called. */
export interface Deployment {
  readonly definition: ApiDefinition;
  /** `yyyyMMddHHmmssSSS` in UTC+8. Observed: CSPLOIT, FUN2. */
  readonly effectiveVersion: string;
  /** Of the deployment, not of the API. */
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly deployedTime: number;
}

/** An API as the store keeps it. Times are milliseconds since 1970. */
export interface Api extends Scope {
  readonly apiId: string;
  readonly groupId: string;
  /** That of the edited definition: unique in the group. */
  readonly apiName: string;
  /** As CreateApi or ModifyApi left it, whatever the stages run. */
  readonly definition: ApiDefinition;
  /** By stage; a stage that does not run the API has no member. */
  readonly deployments: { readonly [Stage in StageName]?: Deployment };
  readonly tags: readonly Tag[];
  readonly createdTime: number;
  readonly modifiedTime: number;
}
