import type { GatewayCheckName } from '../controls/journal-entry.ts';
import type { Api } from '../resources/api.ts';
import type { ApiDefinition } from '../resources/api-definition.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import type { StageName } from '../resources/stage.ts';

/** What a request has led to: an API, as a stage runs it. */
export interface Target {
  readonly group: ApiGroup;
  readonly stage: StageName;
  readonly api: Api;
  readonly definition: ApiDefinition;
  /** Of the request's path, decoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

/** Values by the names of parameters. */
export type Values = ReadonlyMap<string, readonly (string | File)[]>;

/** A request on its way through the checks. What one finds out, the next ones read. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  /** In upper case. */
  readonly method: string;
  readonly requestId: string;
  /** When it came, in milliseconds by the clock. */
  readonly time: number;
  /** Of the emulator's waits when it came. */
  readonly round: number;
  /** Set once the domain is known to be a group's. */
  group: ApiGroup | undefined;
  /** Set once the path has led to an API. */
  target: Target | undefined;
  /** The request's body, once something has read it. */
  body: Uint8Array<ArrayBuffer> | undefined;
  /** Set by the check `parameters`: those of a form. */
  form: Values;
  /** Set by the check `parameters`: those that the API declares, with defaults, by ApiParameterName. */
  values: Values;
  /** The check that the request has reached. */
  gate: GatewayCheckName;
}
