import { createEmulator } from 'cloudapi-emulator';
import type { CallInput, CloudApiError, EmulatorOptions } from 'cloudapi-emulator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function emulator(options: EmulatorOptions = {}) {
  return createEmulator({ storage: 'memory', ...options });
}

/** The code that a call is refused with. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );
}

const unlimited = { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } };

describe('CreateApiGroup', () => {
  test('answers every element of its document', async () => {
    const answer = await emulator().call('CreateApiGroup', {
      GroupName: 'Weather',
      BasePath: '/qqq',
      Description: 'The weather informations.',
      InstanceId: 'apigateway-cn-v6419k43xxxxx',
      Tag: [{ Key: 'key', Value: 'value' }],
    });
    expect(answer).toEqual({
      RequestId: expect.stringMatching(
        /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
      ),
      GroupId: expect.stringMatching(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/),
      GroupName: 'Weather',
      SubDomain: `${answer.GroupId}-cn-hangzhou.alicloudapi.com`,
      Description: 'The weather informations.',
      BasePath: '/qqq',
      InstanceId: 'apigateway-cn-v6419k43xxxxx',
      InstanceType: 'VPC_DEDICATED',
      TagStatus: true,
    });
  });

  test('gives what is left out its default', async () => {
    expect(await emulator().call('CreateApiGroup', { GroupName: 'Weather' })).toMatchObject({
      Description: '',
      BasePath: '/',
      InstanceId: 'api-shared-vpc-001',
      InstanceType: 'VPC_SHARED',
      TagStatus: false,
    });
  });

  test.for([
    ['api-shared-vpc-020', 'VPC_SHARED'],
    ['api-shared-classic-001', 'CLASSIC_SHARED'],
    ['apigateway-cn-v6419k43xxxxx', 'VPC_DEDICATED'],
  ])('knows the type of the instance %s: %s', async ([InstanceId = '', InstanceType]) => {
    const call = emulator().call('CreateApiGroup', { GroupName: 'Weather', InstanceId });
    expect(await call).toMatchObject({ InstanceId, InstanceType });
  });

  test.for(['Weath', 'Wea_', 'W123', '天气服务', '天气_1', 'a'.repeat(50), '𠮷𠮷𠮷𠮷', '𠮷'.repeat(50)])(
    'takes the name "%s"',
    async (GroupName) => {
      expect(await emulator().call('CreateApiGroup', { GroupName })).toMatchObject({ GroupName });
    },
  );

  test.for([
    'abc',
    '𠮷𠮷',
    'a'.repeat(51),
    '1abc',
    '_abc',
    '-abc',
    'with space',
    'with-hyphen',
    'naïve',
    'カタカナ',
    '〇〇〇〇。',
    'abcd\n',
    '<b>bold',
  ])('refuses the name "%s"', async (GroupName) => {
    expect(await codeOf(emulator().call('CreateApiGroup', { GroupName }))).toBe('InvalidGroupName');
  });

  test('takes any name of letters, digits, underscores and Chinese characters that begins well', async () => {
    const chinese = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code));
    const letter = fc.constantFrom(...'abcxyzABCXYZ');
    const first = fc.oneof(letter, chinese);
    const rest = fc.array(fc.oneof(letter, chinese, fc.constantFrom(...'0189_')), {
      minLength: 3,
      maxLength: 49,
    });
    const service = emulator({ limits: unlimited });
    await fc.assert(
      fc.asyncProperty(first, rest, async (head, tail) => {
        const call = service.call('CreateApiGroup', { GroupName: head + tail.join('') });
        expect(['no refusal', 'RepeatedApiGroup']).toContain(await codeOf(call));
      }),
    );
  });

  test('takes a hyphen in the name under the observed rules', async () => {
    const call = emulator({ rules: 'observed' }).call('CreateApiGroup', { GroupName: 'tf-testacc-name' });
    expect(await call).toMatchObject({ GroupName: 'tf-testacc-name' });
  });

  test.for<[CallInput<'CreateApiGroup'>, string]>([
    [{ GroupName: '' }, 'MissingGroupName'],
    [{ GroupName: 'Weather', Description: 'x'.repeat(181) }, 'InvalidDescription'],
    [{ GroupName: 'Weather', BasePath: 'qqq' }, 'InvalidBasePath'],
    [{ GroupName: 'Weather', InstanceId: 'nowhere' }, 'NotFoundInstance'],
    [{ GroupName: 'Weather', Tag: [{ Value: 'v' }] }, 'InvalidParameter.TagKey'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'aliyun-x' }] }, 'InvalidParameter.TagKey'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'acs:x' }] }, 'InvalidParameter.TagKey'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'see https://x' }] }, 'InvalidParameter.TagKey'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'k'.repeat(129) }] }, 'InvalidParameter.TagKey'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'k', Value: 'acs:x' }] }, 'InvalidTag'],
    [{ GroupName: 'Weather', Tag: [{ Key: 'k' }, { Key: 'k' }] }, 'Duplicate.TagKey'],
    [
      { GroupName: 'Weather', Tag: Array.from({ length: 21 }, (_, i) => ({ Key: `k${i}` })) },
      'ExceedLimitTag',
    ],
  ])('refuses %j with %s', async ([input, code]) => {
    expect(await codeOf(emulator().call('CreateApiGroup', input))).toBe(code);
  });

  test('takes the longest description and the most tags', async () => {
    const call = emulator().call('CreateApiGroup', {
      GroupName: 'Weather',
      Description: '𠮷'.repeat(180),
      Tag: Array.from({ length: 20 }, (_, i) => ({ Key: `${i}`.padEnd(128, 'k'), Value: 'v'.repeat(128) })),
    });
    expect(await call).toMatchObject({ TagStatus: true });
  });

  test('wants a name once per region, and lets another region have it', async () => {
    const service = emulator();
    await service.call('CreateApiGroup', { GroupName: 'Weather' });
    await expect(service.call('CreateApiGroup', { GroupName: 'Weather' })).rejects.toMatchObject({
      code: 'RepeatedApiGroup',
      message: 'The specified ApiGroup is repeated.',
      status: 400,
      grade: 'observed',
      hostId: 'apigateway.cn-hangzhou.aliyuncs.com',
    });
    const elsewhere = await service.call(
      'CreateApiGroup',
      { GroupName: 'Weather' },
      { region: 'cn-beijing' },
    );
    expect(elsewhere.SubDomain).toBe(`${elsewhere.GroupId}-cn-beijing.alicloudapi.com`);
  });

  test('refuses the 101st group in a region', async () => {
    const service = emulator({ limits: { qps: { CreateApiGroup: Infinity } } });
    for (let i = 1; i <= 100; i += 1) await service.call('CreateApiGroup', { GroupName: `Group_${i}` });
    await expect(service.call('CreateApiGroup', { GroupName: 'Group_101' })).rejects.toMatchObject({
      code: 'ExceedLimitApiGroup',
      message: 'The specified ApiGroup count exceeds the limit.',
    });
    await service.call('CreateApiGroup', { GroupName: 'Group_101' }, { region: 'cn-beijing' });
  });

  test('makes exactly one more of fifty parallel calls at 99 groups', async () => {
    const service = emulator({ limits: { qps: { CreateApiGroup: Infinity } } });
    for (let i = 1; i <= 99; i += 1) await service.call('CreateApiGroup', { GroupName: `Group_${i}` });
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        codeOf(service.call('CreateApiGroup', { GroupName: `More_${i}` })),
      ),
    );
    expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['no refusal', 'ExceedLimitApiGroup']));
  });

  test('refuses the 51st call in a second, refused calls of other kinds counted, and takes the next second’s', async () => {
    let now = 1_000;
    const service = emulator({ clock: () => now });
    for (let i = 0; i < 49; i += 1) await service.call('CreateApiGroup', { GroupName: `Group_${i}` });
    expect(await codeOf(service.call('CreateApiGroup', { GroupName: '1' }))).toBe('InvalidGroupName');
    now = 1_999;
    await expect(service.call('CreateApiGroup', { GroupName: 'Weather' })).rejects.toMatchObject({
      code: 'Throttling.User',
      message: 'Request was denied due to user flow control.',
      status: 400,
      grade: 'documented',
    });
    expect(await codeOf(service.call('CreateApiGroup', { GroupName: '1' }, { region: 'cn-beijing' }))).toBe(
      'Throttling.User',
    );
    now = 2_000;
    await service.call('CreateApiGroup', { GroupName: 'Weather' });
  });
});
