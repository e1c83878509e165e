import type { Grade } from '../errors.ts';

/** Where a call may be refused, in the order of `src/service.ts`; `operation` is the action's own work. */
export type GateName =
  | 'faults'
  | 'protocol'
  | 'caller'
  | 'action'
  | 'nonce'
  | 'throttle'
  | 'policies'
  | 'parameters'
  | 'operation';

/** Where a request to a SubDomain may be refused, in the order of `src/data-plane/gateway.ts`. */
export type GatewayCheckName =
  | 'faults'
  | 'stage'
  | 'path'
  | 'limit'
  | 'size'
  | 'protocol'
  | 'authorization'
  | 'parameters'
  | 'backend';

/** One call, as it was answered. */
export interface JournalEntry {
  /** Whether it was a request to the control plane, a call of `emulator.call`, or a request to a group's SubDomain. */
  readonly via: 'request' | 'call' | 'subdomain';
  /** When it came, in milliseconds since 1970, by `emulator.clock`. */
  readonly time: number;
  /** Empty if the request named none, and for a request to a SubDomain. */
  readonly action: string;
  readonly region: string;
  /** The caller's; empty if the emulator has `credentials` and the caller is none of them. Of the group for a SubDomain. */
  readonly account: string;
  /** Of the caller, one of the `credentials` option's; `undefined` if there are none, or if it is none of them. */
  readonly accessKeyId: string | undefined;
  /**
   * As they were sent, lists put together, without those of the protocol. For a SubDomain, those of the path, the query and
   * a form, and the headers that the API declares.
   */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; 0 if a fault dropped the call. */
  readonly status: number;
  /** The error's code; `undefined` for a success, for what a back end answered, and for a dropped call. */
  readonly code: string | undefined;
  readonly requestId: string;
  /** How long the answer took, in milliseconds. */
  readonly duration: number;
  /**
   * Which gate refused it, or the operation itself; if the emulator itself failed (`InternalError`, `X500ER`), how far it had
   * come. `undefined` if it was answered.
   */
  readonly gate: GateName | GatewayCheckName | undefined;
  /** How certain it is that the service refuses so; `undefined` if it did not refuse. */
  readonly grade: Grade | undefined;
  /** Where that is known from: a key of docs/evidence.md; `undefined` if it did not refuse. */
  readonly source: string | undefined;
  /** Why the emulator refused, in words for the developer. */
  readonly detail: string | undefined;
  /** Whether a fault gave the answer. */
  readonly injected: boolean;
  /** Parameters that the operation or the API does not know: most often, a misspelt one. */
  readonly unread: readonly string[];
  /** ApiName of the API that a request to a SubDomain was for; empty if there is none. */
  readonly api?: string;
  /** Its ApiId; empty if there is none. */
  readonly apiId?: string;
  /** GroupId of the SubDomain. */
  readonly groupId?: string;
  /** What the request's `X-Ca-Stage` says; `RELEASE` without one. */
  readonly stage?: string;
  /** The request's HTTP method; only for a SubDomain. */
  readonly method?: string;
  /** The request's path, without its query; only for a SubDomain. */
  readonly path?: string;
}
