import type { AccessDeniedDetail } from '../cloud-api-error.ts';

/** A permission policy in RAM's own JSON. */
export interface Policy {
  readonly Version: '1';
  readonly Statement: Statement | readonly Statement[];
}

/** A statement of a policy. Condition, NotAction, NotResource and Principal are not evaluated, and refused. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  /** Such as `apigateway:Describe*`; `*` is any string, `?` one character. Upper and lower case are the same. */
  readonly Action: string | readonly string[];
  /** Such as `acs:apigateway:*:*:apigroup/*`. */
  readonly Resource: string | readonly string[];
}

/** A statement as it is evaluated; the patterns by characters. */
interface CompiledStatement {
  readonly isAllow: boolean;
  readonly actions: readonly (readonly string[])[];
  readonly resources: readonly (readonly string[])[];
}

/** Policies as they are evaluated. */
export type CompiledPolicies = readonly CompiledStatement[];

/** What RAM says of a call. */
export type Verdict = 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';

/** RAM's code of API Gateway. */
const RAM_CODE = 'apigateway';

/**
 * Makes policies ready to be evaluated.
 * @param policies that the options' check has let pass.
 */
export function compilePolicies(policies: readonly Policy[]): CompiledPolicies {
  return policies
    .flatMap((policy) => list(policy.Statement))
    .map(({ Effect, Action, Resource }) => ({
      isAllow: Effect === 'Allow',
      actions: list(Action).map((action) => [...action.toLowerCase()]),
      resources: list(Resource).map((resource) => [...resource]),
    }));
}

/** One alone stands for a list of one. */
function list<Item>(value: Item | readonly Item[]): readonly Item[] {
  // No item is a list itself.
  return [value].flat() as readonly Item[];
}

/**
 * What the policies say of a call (documented: Deny wins, and what nothing allows is denied).
 * That a call on several resources needs all of them allowed is inferred; so is that actions match in any case.
 * @param action the action alone, such as `CreateApiGroup`.
 * @param resources at least one, see {@link resourcesOf}.
 */
export function evaluate(policies: CompiledPolicies, action: string, resources: readonly string[]): Verdict {
  const name = [...`${RAM_CODE}:${action}`.toLowerCase()];
  const concerned = policies.filter(({ actions }) => actions.some((pattern) => matches(pattern, name)));
  const subjects = resources.map((resource) => [...resource]);
  if (concerned.some((one) => !one.isAllow && subjects.some((subject) => covers(one, subject)))) {
    return 'ExplicitDeny';
  }
  const isAllowed = subjects.every((subject) => concerned.some((one) => one.isAllow && covers(one, subject)));
  return isAllowed ? 'Allow' : 'ImplicitDeny';
}

function covers({ resources }: CompiledStatement, subject: readonly string[]): boolean {
  return resources.some((pattern) => matches(pattern, subject));
}

/**
 * Whether a pattern with `*` and `?` matches the whole of a subject. It goes back to the last `*` only, so that the
 * work is at most the product of both lengths.
 */
export function matches(pattern: readonly string[], subject: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let index = 0; index < subject.length;) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      retry = index;
    } else if (pattern[at] === '?' || pattern[at] === subject[index]) {
      at += 1;
      index += 1;
    } else if (star === -1) {
      return false;
    } else {
      at = star + 1;
      retry += 1;
      index = retry;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/**
 * The RAM resources that a call is about, one for each item of a list.
 * @param template the last part of them, with parameters in braces: `apigroup/{GroupId}`. One that is missing stands as
 * `*`, and so needs a policy for all of them (inferred).
 * @param parameters checked or not.
 */
export function resourcesOf(
  template: string,
  { region, account }: { readonly region: string; readonly account: string },
  parameters: Readonly<Record<string, unknown>>,
): readonly string[] {
  return template.split(/\{(\w+)\}/).reduce<readonly string[]>(
    // Names stand between the braces, so at the odd places.
    (starts, part, index) => {
      const ends = index % 2 === 0 ? [part] : valuesOf(part, parameters[part]);
      return starts.flatMap((start) => ends.map((end) => start + end));
    },
    [`acs:${RAM_CODE}:${region}:${account}:`],
  );
}

function valuesOf(name: string, value: unknown): readonly string[] {
  // RAM writes `apigroup`, the parameter `apiGroup`.
  if (name === 'ResourceType') return [textOf(value).toLowerCase()];
  return Array.isArray(value) && value.length > 0 ? value.map(textOf) : [textOf(value)];
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '*';
}

/** Who is refused what, and how. */
export interface Denial {
  readonly credential: {
    readonly accessKeyId: string;
    readonly accountId: string;
    readonly name: string | undefined;
    /** Whether it is an STS credential, so that a role is refused, not a user. */
    readonly isTemporary: boolean;
  };
  /** The action alone, such as `CreateApiGroup`. */
  readonly action: string;
  readonly type: Exclude<Verdict, 'Allow'>;
}

/** A caller without a name is shown by its access key. */
export function accessDeniedDetail({ credential, action, type }: Denial): AccessDeniedDetail {
  const AuthAction = `${RAM_CODE}:${action}`;
  return {
    AuthAction,
    AuthPrincipalType: credential.isTemporary ? 'AssumedRoleUser' : 'SubUser',
    AuthPrincipalOwnerId: credential.accountId,
    AuthPrincipalDisplayName: credential.name ?? credential.accessKeyId,
    NoPermissionType: type,
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    EncodedDiagnosticMessage: btoa(`cloudapi-emulator ${type} ${AuthAction}`),
  };
}
