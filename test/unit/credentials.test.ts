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
    ['a text', 'testsecret', 'createEmulator: credentials must be a list of at least one credential.'],
    ['one alone', right, 'createEmulator: credentials must be a list of at least one credential.'],
    ['an empty list', [], 'createEmulator: credentials must be a list of at least one credential.'],
    ['nothing', null, 'credentials must be a list of at least one credential.'],
    ['a list of texts', ['testid', 'testsecret'], 'credentials[0] must be an object with accessKeyId, '],
    ['nothing in the list', [right, null], 'credentials[1] must be an object'],
    [
      'a member that is not known',
      [{ ...right, AccessKeySecret: 'testsecret' }],
      'unknown option "credentials[0].AccessKeySecret". Valid options: accessKeyId, accessKeySecret, securityToken, accountId, name, status, policies.',
    ],
    [
      'no access key',
      [{ ...right, accessKeyId: undefined }],
      'credentials[0].accessKeyId must be a string of letters',
    ],
    [
      'a comma in an access key',
      [{ ...right, accessKeyId: 'a,b' }],
      'credentials[0].accessKeyId must be a string of letters',
    ],
    [
      'no secret',
      [{ ...right, accessKeySecret: undefined }],
      'credentials[0].accessKeySecret must be a non-empty string.',
    ],
    [
      'an empty secret',
      [{ ...right, accessKeySecret: '' }],
      'credentials[0].accessKeySecret must be a non-empty string.',
    ],
    [
      'an empty token',
      [{ ...right, securityToken: '' }],
      'credentials[0].securityToken must be a non-empty string.',
    ],
    [
      'a token that is no text',
      [{ ...right, securityToken: 3 }],
      'credentials[0].securityToken must be a non-empty string.',
    ],
    [
      'a number for an account',
      [right, { ...right, accountId: 1234567890123456 }],
      'createEmulator: credentials[1].accountId must be a string of digits.',
    ],
    [
      'no account',
      [{ ...right, accountId: undefined }],
      'credentials[0].accountId must be a string of digits.',
    ],
    ['an empty name', [{ ...right, name: '' }], 'credentials[0].name must be a non-empty string.'],
    [
      'another status',
      [{ ...right, status: 'active' }],
      'credentials[0].status must be "Active" or "Inactive".',
    ],
    ['a policy alone', [{ ...right, policies: {} }], 'credentials[0].policies must be a list.'],
    [
      'a wrong policy',
      [right, { ...right, accessKeyId: 'b', policies: [{}] }],
      'credentials[1].policies[0].Version must be',
    ],
    [
      'an access key twice',
      [right, { ...right, accountId: '1' }],
      'credentials must not contain the access key "testid" twice.',
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
    ['no object', '{"Version":"1"}', '[0] must be an object with Version, Statement.'],
    ['nothing', null, '[0] must be an object'],
    ['a list', [], '[0] must be an object with Version, Statement.'],
    ['without a Version', { Statement: [statement] }, '[0].Version must be "1".'],
    ['of another Version', { Version: '2012-10-17', Statement: [statement] }, '[0].Version must be "1".'],
    ['of a number as Version', { Version: 1, Statement: [statement] }, '[0].Version must be "1".'],
    ['without a Statement', { Version: '1' }, '[0].Statement must be a statement or a list of at least one.'],
    [
      'of no statement',
      { Version: '1', Statement: [] },
      '[0].Statement must be a statement or a list of at least one.',
    ],
    [
      'with an Id',
      { Version: '1', Statement: [statement], Id: 'x' },
      'unknown option "credentials[0].policies[0].Id". Valid options: Version, Statement.',
    ],
    [
      'with its members in lower case',
      { version: '1', statement: [statement] },
      '[0].version". Valid options: Version',
    ],
  ])('that is %s', ([, value, words]) => {
    expect(() => configure(value)).toThrow(TypeError);
    expect(() => configure(value)).toThrow(words);
    expect(() => configure(value)).toThrow(
      /^createEmulator: (unknown option ")?credentials\[0\]\.policies\[0\]/,
    );
  });

  test.for<[string, unknown, string]>([
    ['no object', 'Allow', ' must be a statement or a list of at least one.'],
    ['without an Effect', { Action: '*', Resource: '*' }, '.Effect must be "Allow" or "Deny".'],
    ['of an Effect in lower case', { ...statement, Effect: 'allow' }, '.Effect must be "Allow" or "Deny".'],
    ['without an Action', { Effect: 'Allow', Resource: '*' }, '.Action must be "*" or a string such as'],
    ['of no Action', { ...statement, Action: [] }, '.Action must be "*" or a string such as'],
    ['of an empty Action', { ...statement, Action: '' }, '.Action must be "*" or a string such as'],
    [
      'of an Action without a product',
      { ...statement, Action: 'CreateApiGroup' },
      '.Action must be "*" or a string such as',
    ],
    ['of a wrong Action among others', { ...statement, Action: ['*', 3] }, '.Action[1] must be "*" or'],
    ['without a Resource', { Effect: 'Allow', Action: '*' }, '.Resource must be "*" or a string such as'],
    ['of no Resource', { ...statement, Resource: [] }, '.Resource must be "*" or a string such as'],
    [
      'of a Resource that is no ARN',
      { ...statement, Resource: 'apigroup/*' },
      '.Resource must be "*" or a string such as',
    ],
    [
      'of a Resource of another cloud',
      { ...statement, Resource: 'arn:aws:s3:::x' },
      '.Resource must be "*" or a string such as',
    ],
    ['with a Sid', { ...statement, Sid: 'x' }, 'Sid". Valid options: Effect, Action, Resource.'],
    [
      'with a Condition',
      { ...statement, Condition: { StringEquals: {} } },
      '.Condition". Valid options: Effect, Action, Resource.',
    ],
    [
      'with an empty Condition',
      { ...statement, Condition: {} },
      '.Condition". Valid options: Effect, Action, Resource.',
    ],
    [
      'with a NotAction',
      { Effect: 'Allow', NotAction: '*', Resource: '*' },
      '.NotAction". Valid options: Effect, Action, Resource.',
    ],
    [
      'with a NotResource',
      { ...statement, NotResource: '*' },
      '.NotResource". Valid options: Effect, Action, Resource.',
    ],
    [
      'with a Principal',
      { ...statement, Principal: { RAM: '*' } },
      '.Principal". Valid options: Effect, Action, Resource.',
    ],
  ])('of a statement that is %s', ([, value, words]) => {
    const place = 'credentials[0].policies[1].Statement';
    const alone = (): unknown =>
      configure({ Version: '1', Statement: [statement] }, { Version: '1', Statement: value });
    expect(alone).toThrow(TypeError);
    expect(alone).toThrow(words);
    expect(alone).toThrow(place);
    const second = { Version: '1', Statement: [statement, value] };
    expect(() => configure({ Version: '1', Statement: [statement] }, second)).toThrow(`${place}[1]`);
  });
});
