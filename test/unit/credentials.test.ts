import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';

const right = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };

function checkCredentials(credentials: unknown): void {
  createEmulator({ credentials, storage: 'memory' } as EmulatorOptions);
}

/** What is said of credentials; never the secrets in them. */
function complaintOf(value: unknown): string {
  try {
    checkCredentials(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    for (const secret of ['testsecret', 'secret token']) expect(error.stack).not.toContain(secret);
    return error.message;
  }
  throw new Error('Nothing was said.');
}

describe('credentials are taken', () => {
  test.for([
    [[right]],
    [[right, { ...right, accessKeyId: 'STS.Nx-1_2', securityToken: 'secret token', name: '天气' }]],
    [[{ ...right, securityToken: undefined, name: undefined, policies: undefined, status: undefined }]],
    [[{ ...right, status: 'Active', policies: [] }]],
    [
      [
        {
          ...right,
          status: 'Inactive',
          policies: [{ Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
        },
      ],
    ],
  ])('%j', ([value]) => {
    expect(() => checkCredentials(value)).not.toThrow();
  });
});

describe('credentials are refused', () => {
  test.for<[string, unknown, string]>([
    ['a text', 'testsecret', 'credentials" is not valid: a list of at least one is wanted.'],
    ['one alone', right, 'credentials" is not valid: a list of at least one is wanted.'],
    ['an empty list', [], 'credentials" is not valid: a list of at least one is wanted.'],
    ['nothing', null, 'credentials" is not valid'],
    [
      'a list of texts',
      ['testid', 'testsecret'],
      'credentials[0]" is not valid: an object with accessKeyId, ',
    ],
    ['nothing in the list', [right, null], 'credentials[1]" is not valid: an object'],
    [
      'a member that is not known',
      [{ ...right, AccessKeySecret: 'testsecret' }],
      'knows no option "credentials[0].AccessKeySecret". Options: accessKeyId, accessKeySecret, securityToken, accountId, name, status, policies.',
    ],
    ['no access key', [{ ...right, accessKeyId: undefined }], 'credentials[0].accessKeyId" is not valid'],
    [
      'a comma in an access key',
      [{ ...right, accessKeyId: 'a,b' }],
      'credentials[0].accessKeyId" is not valid',
    ],
    ['no secret', [{ ...right, accessKeySecret: undefined }], 'credentials[0].accessKeySecret" is not valid'],
    ['an empty secret', [{ ...right, accessKeySecret: '' }], 'credentials[0].accessKeySecret" is not valid'],
    ['an empty token', [{ ...right, securityToken: '' }], 'credentials[0].securityToken" is not valid'],
    [
      'a token that is no text',
      [{ ...right, securityToken: 3 }],
      'credentials[0].securityToken" is not valid',
    ],
    [
      'a number for an account',
      [right, { ...right, accountId: 1234567890123456 }],
      'createEmulator\'s option "credentials[1].accountId" is not valid: a text of digits is wanted.',
    ],
    ['no account', [{ ...right, accountId: undefined }], 'credentials[0].accountId" is not valid'],
    ['an empty name', [{ ...right, name: '' }], 'credentials[0].name" is not valid'],
    ['another status', [{ ...right, status: 'active' }], 'credentials[0].status" is not valid: "Active" or'],
    [
      'a policy alone',
      [{ ...right, policies: {} }],
      'credentials[0].policies" is not valid: a list is wanted.',
    ],
    [
      'a wrong policy',
      [right, { ...right, accessKeyId: 'b', policies: [{}] }],
      'credentials[1].policies[0].Version"',
    ],
    [
      'an access key twice',
      [right, { ...right, accountId: '1' }],
      'option "credentials" names the access key "testid" twice.',
    ],
  ])('that are or have %s', ([, value, words]) => {
    expect(complaintOf(value)).toContain(words);
  });
});

/** Policies of a credential, among an emulator's options. */
function configure(...policies: readonly unknown[]): void {
  checkCredentials([{ ...right, policies }]);
}

describe('a policy is refused when it is configured', () => {
  const statement = { Effect: 'Allow', Action: 'apigateway:*', Resource: '*' };

  test.for<[string, unknown, string]>([
    ['no object', '{"Version":"1"}', '[0]" is not valid: an object with Version, Statement is wanted'],
    ['nothing', null, '[0]" is not valid: an object'],
    ['a list', [], '[0]" is not valid: an object with Version, Statement is wanted'],
    ['without a Version', { Statement: [statement] }, '[0].Version" is not valid: "1" is wanted'],
    ['of another Version', { Version: '2012-10-17', Statement: [statement] }, '[0].Version" is not valid'],
    ['of a number as Version', { Version: 1, Statement: [statement] }, '[0].Version" is not valid'],
    ['without a Statement', { Version: '1' }, '[0].Statement" is not valid: one or more is wanted'],
    [
      'of no statement',
      { Version: '1', Statement: [] },
      '[0].Statement" is not valid: one or more is wanted',
    ],
    [
      'with an Id',
      { Version: '1', Statement: [statement], Id: 'x' },
      'knows no option "credentials[0].policies[0].Id". Options: Version, Statement.',
    ],
    [
      'with its members in lower case',
      { version: '1', statement: [statement] },
      '[0].version". Options: Version',
    ],
  ])('that is %s', ([, value, words]) => {
    expect(() => configure(value)).toThrow(TypeError);
    expect(() => configure(value)).toThrow(words);
    expect(() => configure(value)).toThrow(/^createEmulator.* option "credentials\[0\]\.policies\[0\]/);
  });

  test.for<[string, unknown, string]>([
    ['no object', 'Allow', '" is not valid: an object with Effect, Action, Resource is wanted'],
    ['without an Effect', { Action: '*', Resource: '*' }, '.Effect" is not valid: "Allow" or "Deny"'],
    ['of an Effect in lower case', { ...statement, Effect: 'allow' }, '.Effect" is not valid'],
    ['without an Action', { Effect: 'Allow', Resource: '*' }, '.Action" is not valid: "*", a text such as'],
    ['of no Action', { ...statement, Action: [] }, '.Action" is not valid'],
    ['of an empty Action', { ...statement, Action: '' }, '.Action" is not valid'],
    ['of an Action without a product', { ...statement, Action: 'CreateApiGroup' }, '.Action" is not valid'],
    ['of a wrong Action among others', { ...statement, Action: ['*', 3] }, '.Action" is not valid'],
    ['without a Resource', { Effect: 'Allow', Action: '*' }, '.Resource" is not valid'],
    ['of no Resource', { ...statement, Resource: [] }, '.Resource" is not valid'],
    ['of a Resource that is no ARN', { ...statement, Resource: 'apigroup/*' }, '.Resource" is not valid'],
    [
      'of a Resource of another cloud',
      { ...statement, Resource: 'arn:aws:s3:::x' },
      '.Resource" is not valid',
    ],
    ['with a Sid', { ...statement, Sid: 'x' }, 'Sid". Options: Effect, Action, Resource.'],
    [
      'with a Condition',
      { ...statement, Condition: { StringEquals: {} } },
      '.Condition". Options: Effect, Action, Resource.',
    ],
    [
      'with an empty Condition',
      { ...statement, Condition: {} },
      '.Condition". Options: Effect, Action, Resource.',
    ],
    [
      'with a NotAction',
      { Effect: 'Allow', NotAction: '*', Resource: '*' },
      '.NotAction". Options: Effect, Action, Resource.',
    ],
    [
      'with a NotResource',
      { ...statement, NotResource: '*' },
      '.NotResource". Options: Effect, Action, Resource.',
    ],
    [
      'with a Principal',
      { ...statement, Principal: { RAM: '*' } },
      '.Principal". Options: Effect, Action, Resource.',
    ],
  ])('of a statement that is %s', ([, value, words]) => {
    const place = 'option "credentials[0].policies[1].Statement';
    const alone = (): unknown =>
      configure({ Version: '1', Statement: [statement] }, { Version: '1', Statement: value });
    expect(alone).toThrow(TypeError);
    expect(alone).toThrow(words);
    expect(alone).toThrow(place);
    const second = { Version: '1', Statement: [statement, value] };
    expect(() => configure({ Version: '1', Statement: [statement] }, second)).toThrow(`${place}[1]`);
  });
});
