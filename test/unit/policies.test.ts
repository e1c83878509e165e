import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accessDeniedDetail,
  compilePolicies,
  evaluate,
  matches,
  resourcesOf,
} from '../../src/callers/policies.ts';
import type { Policy, Statement, Verdict } from '../../src/callers/policies.ts';

const SCOPE = { region: 'cn-hangzhou', account: '1234567890123456' };
const GROUP = 'acs:apigateway:cn-hangzhou:1234567890123456:apigroup/abc';
const OTHER = 'acs:apigateway:cn-hangzhou:1234567890123456:apigroup/def';

function compile(...policies: readonly Policy[]): ReturnType<typeof compilePolicies> {
  return compilePolicies(policies);
}

function policy(
  ...statements: readonly (readonly [Statement['Effect'], Statement['Action'], Statement['Resource']])[]
): Policy {
  return {
    Version: '1',
    Statement: statements.map(([Effect, Action, Resource]) => ({ Effect, Action, Resource })),
  };
}

describe('RAM', () => {
  test.for<[string, Policy, Verdict]>([
    ['the action and resource by name', policy(['Allow', 'apigateway:CreateModel', GROUP]), 'Allow'],
    ['everything', policy(['Allow', '*', '*']), 'Allow'],
    ['every action of every product', policy(['Allow', '*:*', '*']), 'Allow'],
    ['every action of the product', policy(['Allow', 'apigateway:*', '*']), 'Allow'],
    ['a run of letters', policy(['Allow', 'apigateway:Create*', '*']), 'Allow'],
    ['a letter', policy(['Allow', 'apigateway:CreateMode?', '*']), 'Allow'],
    ['a letter too many', policy(['Allow', 'apigateway:CreateModel?', '*']), 'ImplicitDeny'],
    ['another action', policy(['Allow', 'apigateway:Describe*', '*']), 'ImplicitDeny'],
    ['another product', policy(['Allow', 'ecs:*', '*']), 'ImplicitDeny'],
    ['the action in another case', policy(['Allow', 'APIGateway:createmodel', '*']), 'Allow'],
    ['the resource in another case', policy(['Allow', '*', GROUP.replace('abc', 'ABC')]), 'ImplicitDeny'],
    ['all groups', policy(['Allow', '*', 'acs:apigateway:*:*:apigroup/*']), 'Allow'],
    ['all groups of the account', policy(['Allow', '*', `acs:apigateway:*:${SCOPE.account}:*`]), 'Allow'],
    ['another account', policy(['Allow', '*', 'acs:apigateway:*:6543210987654321:*']), 'ImplicitDeny'],
    ['another region', policy(['Allow', '*', 'acs:apigateway:cn-beijing:*:*']), 'ImplicitDeny'],
    ['another group', policy(['Allow', '*', OTHER]), 'ImplicitDeny'],
    ['a part of the resource only', policy(['Allow', '*', 'acs:apigateway']), 'ImplicitDeny'],
    ['one of several actions', policy(['Allow', ['apigateway:X', 'apigateway:CreateModel'], '*']), 'Allow'],
    ['one of several resources', policy(['Allow', '*', [OTHER, GROUP]]), 'Allow'],
    ['it in a second statement', policy(['Allow', 'ecs:*', '*'], ['Allow', '*', GROUP]), 'Allow'],
    ['it, and denies it', policy(['Allow', '*', '*'], ['Deny', 'apigateway:*', GROUP]), 'ExplicitDeny'],
    ['it after denying it', policy(['Deny', '*', '*'], ['Allow', '*', '*']), 'ExplicitDeny'],
    ['it, and denies another', policy(['Allow', '*', '*'], ['Deny', '*', OTHER]), 'Allow'],
    ['nothing, and denies it', policy(['Deny', 'apigateway:CreateModel', '*']), 'ExplicitDeny'],
    ['nothing, and denies another', policy(['Deny', '*', OTHER]), 'ImplicitDeny'],
  ])('where a policy allows %s', ([, one, verdict]) => {
    expect(evaluate(compile(one), 'CreateModel', [GROUP])).toBe(verdict);
  });

  test('lets a Deny of one policy win over the Allow of another, in any order', () => {
    const allow = policy(['Allow', '*', '*']);
    const deny = policy(['Deny', 'apigateway:DeleteApiGroup', '*']);
    for (const policies of [compile(allow, deny), compile(deny, allow)]) {
      expect(evaluate(policies, 'DeleteApiGroup', [GROUP])).toBe('ExplicitDeny');
      expect(evaluate(policies, 'CreateApiGroup', [GROUP])).toBe('Allow');
    }
  });

  test('allows nothing where there are no policies', () => {
    expect(evaluate(compile(), 'CreateModel', [GROUP])).toBe('ImplicitDeny');
  });

  test('wants every resource of a call allowed, and none denied', () => {
    const both = [GROUP, OTHER];
    expect(evaluate(compile(policy(['Allow', '*', GROUP])), 'TagResources', both)).toBe('ImplicitDeny');
    const apart = compile(policy(['Allow', '*', GROUP]), policy(['Allow', '*', OTHER]));
    expect(evaluate(apart, 'TagResources', both)).toBe('Allow');
    const denied = compile(policy(['Allow', '*', '*'], ['Deny', '*', OTHER]));
    expect(evaluate(denied, 'TagResources', both)).toBe('ExplicitDeny');
  });

  test('takes a statement alone for a list of one', () => {
    const Statement = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
    expect(evaluate(compile({ Version: '1', Statement }), 'CreateModel', [GROUP])).toBe('Allow');
  });

  test('takes the wildcards of a resource for what they are, letters', () => {
    const policies = compile(policy(['Allow', '*', GROUP]));
    for (const id of ['*', 'a*', '???', 'ab?']) {
      expect(evaluate(policies, 'CreateModel', [GROUP.replace('abc', id)]), id).toBe('ImplicitDeny');
    }
  });
});

describe('a pattern', () => {
  /** The same rule, written as it is read. */
  function slow(pattern: readonly string[], subject: readonly string[]): boolean {
    const [first, ...rest] = pattern;
    if (first === undefined) return subject.length === 0;
    if (first === '*') {
      return slow(rest, subject) || (subject.length > 0 && slow(pattern, subject.slice(1)));
    }
    return subject.length > 0 && (first === '?' || first === subject[0]) && slow(rest, subject.slice(1));
  }

  test('matches as its rule says', () => {
    const characters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 });
    fc.assert(
      fc.property(characters, characters, (pattern, subject) => {
        expect(matches(pattern, subject)).toBe(slow(pattern, subject));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes a character of two UTF-16 units for one', () => {
    expect(matches([...'acs:?'], [...'acs:😀'])).toBe(true);
    expect(matches([...'acs:??'], [...'acs:😀'])).toBe(false);
  });

  test('of many stars is done in time', () => {
    const pattern = [...`${'*a'.repeat(2000)}b`];
    expect(
      matches(
        pattern,
        Array.from({ length: 4000 }, () => 'a'),
      ),
    ).toBe(false);
  });
});

describe('the resources of a call', () => {
  const START = 'acs:apigateway:cn-hangzhou:1234567890123456:';

  test.for<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['apigroup/*', {}, ['apigroup/*']],
    ['*', {}, ['*']],
    ['apigroup/{GroupId}', { GroupId: 'abc' }, ['apigroup/abc']],
    ['apigroup/{GroupId}', {}, ['apigroup/*']],
    ['apigroup/{GroupId}', { GroupId: '' }, ['apigroup/*']],
    ['apigroup/{GroupId}', { GroupId: 5 }, ['apigroup/*']],
    ['apigroup/{GroupId}', { GroupId: '{GroupName}', GroupName: 'x' }, ['apigroup/{GroupName}']],
    [
      '{ResourceType}/{ResourceId}',
      { ResourceType: 'apiGroup', ResourceId: ['abc', 'Def'] },
      ['apigroup/abc', 'apigroup/Def'],
    ],
    ['{ResourceType}/{ResourceId}', { ResourceType: 'apiGroup' }, ['apigroup/*']],
    ['{ResourceType}/{ResourceId}', { ResourceType: 'apiGroup', ResourceId: [] }, ['apigroup/*']],
    ['{ResourceType}/{ResourceId}', { ResourceType: ['a', 'b'], ResourceId: [{}, 'x'] }, ['*/*', '*/x']],
    ['{ResourceType}/{ResourceId}', {}, ['*/*']],
  ])('by %s with %j', ([template, parameters, expected]) => {
    expect(resourcesOf(template, SCOPE, parameters)).toEqual(expected.map((end) => START + end));
  });
});

describe('the detail of a refusal', () => {
  const credential = {
    accessKeyId: 'testid',
    accountId: '1234567890123456',
    name: '天气',
    isTemporary: false,
  };

  test('says who may not do what, and why', () => {
    expect(accessDeniedDetail({ credential, action: 'CreateApiGroup', type: 'ImplicitDeny' })).toEqual({
      AuthAction: 'apigateway:CreateApiGroup',
      AuthPrincipalType: 'SubUser',
      AuthPrincipalOwnerId: '1234567890123456',
      AuthPrincipalDisplayName: '天气',
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      EncodedDiagnosticMessage: expect.stringMatching(/^[\w+/]+=*$/),
    });
  });

  test('names a role where the credential is one of STS, and the access key where there is no name', () => {
    const role = { ...credential, name: undefined, isTemporary: true };
    expect(
      accessDeniedDetail({ credential: role, action: 'DeleteModel', type: 'ExplicitDeny' }),
    ).toMatchObject({
      AuthAction: 'apigateway:DeleteModel',
      AuthPrincipalType: 'AssumedRoleUser',
      AuthPrincipalDisplayName: 'testid',
      NoPermissionType: 'ExplicitDeny',
    });
  });
});
