import type { Credential } from './credential.ts';
import { compilePolicies, evaluate } from './policies.ts';
import type { Verdict } from './policies.ts';

/** One of the `credentials` option, without its secrets. */
export type KnownCaller = Omit<Credential, 'accessKeySecret' | 'securityToken'>;

/** Who may call, and what. */
export interface KnownCallers {
  /** The `credentials` option's; empty if anyone may call. */
  list(): readonly KnownCaller[];
  /**
   * What the caller's policies say of an action on a resource. No call is made.
   * @param action such as `CreateApiGroup`, or as in a policy: `apigateway:CreateApiGroup`.
   * @param resource such as `acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*`.
   * @throws {TypeError} if no caller has this access key
   * @example
   * emulator.callers.judge('testid', 'CreateApiGroup', 'acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*');
   */
  judge(accessKeyId: string, action: string, resource: string): Verdict;
}

export function createKnownCallers(credentials: readonly Credential[] = []): KnownCallers {
  return {
    list: () =>
      credentials.map(({ accessKeySecret: _secret, securityToken: _token, ...caller }) =>
        structuredClone(caller),
      ),
    judge(accessKeyId, action, resource) {
      const caller = credentials.find((credential) => credential.accessKeyId === accessKeyId);
      if (caller === undefined)
        throw new TypeError('callers.judge: no credential has this access key. See callers.list().');
      return caller.policies === undefined
        ? 'Allow'
        : evaluate(compilePolicies(caller.policies), action.replace(/^apigateway:/, ''), [resource]);
    },
  };
}
