import { describe, expect, test, vi } from 'vitest';
import { checkCredentials } from '../../src/gates/credentials.ts';

const right = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };

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
    [
      'no list',
      { 0: right, length: 1 },
      'credentials" is not valid: a list of at least one credential is wanted.',
    ],
    ['an empty list', [], 'credentials" is not valid: a list of at least one credential is wanted.'],
    ['a text', 'testsecret', 'credentials" is not valid'],
    ['nothing', null, 'credentials" is not valid'],
    ['a list of texts', ['testid', 'testsecret'], 'credentials[0]" is not valid: an object { accessKeyId, '],
    ['nothing in the list', [right, null], 'credentials[1]" is not valid: an object'],
    [
      'a member that is not known',
      [{ ...right, AccessKeySecret: 'testsecret' }],
      'credentials[0]" is not valid: there is no member "AccessKeySecret"; an object { accessKeyId, accessKeySecret, securityToken, accountId, name, status, policies } is wanted.',
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
      'createEmulator\'s option "credentials[1].accountId" is not valid: a text of digits, such as "1234567890123456", is wanted.',
    ],
    ['no account', [{ ...right, accountId: undefined }], 'credentials[0].accountId" is not valid'],
    ['an empty name', [{ ...right, name: '' }], 'credentials[0].name" is not valid'],
    ['another status', [{ ...right, status: 'active' }], 'credentials[0].status" is not valid: "Active" or'],
    [
      'a policy alone',
      [{ ...right, policies: {} }],
      'credentials[0].policies" is not valid: a list of policies',
    ],
    [
      'a wrong policy',
      [right, { ...right, accessKeyId: 'b', policies: [{}] }],
      'credentials[1].policies[0].Version"',
    ],
    [
      'an access key twice',
      [right, { ...right, accountId: '1' }],
      'credentials[1].accessKeyId" is not valid: credentials[0] has the same; an access key of its own is wanted.',
    ],
  ])('that are or have %s', ([, value, words]) => {
    expect(complaintOf(value)).toContain(words);
  });

  test('in a page that is not a secure context', () => {
    vi.stubGlobal('crypto', {});
    try {
      expect(complaintOf([right])).toContain('needs crypto.subtle');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
