import { createEmulator } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { test } from 'cloudapi-emulator/vitest';
import { afterAll, describe, expect, onTestFinished, vi } from 'vitest';

const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/';

function send(parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(ENDPOINT, {
    method: 'POST',
    body: new URLSearchParams({ Version: '2016-07-14', Format: 'JSON', ...parameters }),
  });
}

const earlier: Emulator[] = [];

describe.for(['first', 'second'])('the %s of two tests', () => {
  test('has an emulator of its own, which answers its calls', async ({ cloudapi }) => {
    expect(earlier).not.toContain(cloudapi);
    earlier.push(cloudapi);
    expect(cloudapi.storage.kind).toBe('memory');
    expect((await send({ Action: 'CreateApiGroup', GroupName: 'Weather' })).status).toBe(200);
    expect((await cloudapi.call('DescribeApiGroups', {})).TotalCount).toBe(1);
  });
});

test('a test that does not ask for it is kept from the cloud as well', async () => {
  expect((await send({ Action: 'DescribeApiGroups' })).status).toBe(200);
  const response = await fetch('https://ecs.aliyuncs.com/');
  expect(await response.json()).toMatchObject({ Code: 'Emulator.Guarded' });
});

const small = test.extend({
  cloudapiOptions: { limits: { groupsPerRegion: 1 }, fixture: { groups: ['Weather'] } },
});
small('options are one’s own', async ({ cloudapi }) => {
  expect((await cloudapi.call('DescribeApiGroups', {})).TotalCount).toBe(1);
  const response = await send({ Action: 'CreateApiGroup', GroupName: 'Climate' });
  expect(await response.json()).toMatchObject({ Code: 'ExceedLimitApiGroup' });
});

const wrong = test.extend({ cloudapiOptions: { fixture: { groups: ['no'] } } });
wrong.fails('a wrong fixture fails its own test', async ({ cloudapi }) => {
  await cloudapi.call('DescribeRegions', {});
});
test('and no other', async ({ cloudapi }) => {
  expect((await send({ Action: 'DescribeApiGroups' })).status).toBe(200);
  expect(cloudapi).toHaveReceived('DescribeApiGroups');
});

test('with fake timers, a delay passes once the call has arrived, and not before', async ({ cloudapi }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  // Far from the five minutes after which Node's fetch gives up, by the same timers.
  const fault = cloudapi.faults.add({ delay: 2_000, times: 1 });
  let isAnswered = false;
  const sent = send({ Action: 'DescribeRegions' }).finally(() => {
    isAnswered = true;
  });
  vi.advanceTimersByTime(2_000);
  // Polling moves the timers too, by its own interval.
  await expect.poll(() => fault.hits).toBe(1);
  expect(isAnswered).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await sent).status).toBe(200);
});

describe('after a test', () => {
  let left: Promise<Response>;

  test('that ends while a program is at work', async ({ cloudapi }) => {
    const held = cloudapi.faults.add({ delay: Infinity });
    left = send({ Action: 'DescribeRegions' }).then(() =>
      send({ Action: 'CreateApiGroup', GroupName: 'Weather' }),
    );
    await expect.poll(() => held.hits).toBe(1);
  });

  afterAll(async () => {
    // The call that was held is let go; the one that follows on it has no test any more.
    const late = await left;
    expect([late.status, await late.json()]).toEqual([
      403,
      expect.objectContaining({
        Code: 'Emulator.TestEnded',
        Message: 'The test that made this call has ended. Await all calls before a test ends.',
      }),
    ]);
    expect(await (await fetch('https://ecs.aliyuncs.com/')).json()).toMatchObject({
      Code: 'Emulator.Guarded',
    });
  });
});

describe('toHaveReceived', () => {
  test('passes where such a call has come, whatever was answered', async ({ cloudapi }) => {
    await send({ Action: 'CreateApiGroup', GroupName: 'Weather', 'Tag.1.Key': 'env', 'Tag.1.Value': 'uat' });
    await send({ Action: 'DescribeApiGroups', PageSize: '500' });
    expect(cloudapi).toHaveReceived('CreateApiGroup');
    expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: 'Weather' });
    expect(cloudapi).toHaveReceived('CreateApiGroup', { GroupName: expect.stringContaining('eat') });
    expect(cloudapi).toHaveReceived('CreateApiGroup', { Tag: [{ Key: 'env', Value: 'uat' }] });
    expect(cloudapi).toHaveReceived('DescribeApiGroups', { PageSize: 500 });
    expect(cloudapi).toHaveReceived('CreateApiGroup', expect.objectContaining({ GroupName: 'Weather' }));
    expect(cloudapi).not.toHaveReceived('CreateApiGroup', expect.objectContaining({ GroupName: 'Climate' }));
    expect(cloudapi).not.toHaveReceived('CreateApiGroup', { GroupName: 'Climate' });
    // @ts-expect-error Nothing is called groupName.
    expect(cloudapi).not.toHaveReceived('CreateApiGroup', { groupName: 'Weather' });
    expect(cloudapi).not.toHaveReceived('CreateModel');
    expect(cloudapi).toHaveReceivedTimes('CreateApiGroup', 1);
    expect(cloudapi).toHaveReceivedTimes('CreateModel', 0);
  });

  test('waits, with expect.poll, for a call that is still to come', async ({ cloudapi }) => {
    const sent = send({ Action: 'DescribeRegions' });
    await expect.poll(() => cloudapi).toHaveReceived('DescribeRegions');
    await sent;
  });

  const messageOf = (assertion: () => void): string => {
    try {
      assertion();
    } catch (error) {
      return (error as Error).message;
    }
    return 'It passed.';
  };

  test('lists the calls that did come where it fails', async ({ cloudapi }) => {
    await send({ Action: 'CreateApiGroup', GroupName: 'Weather' });
    await send({ Action: 'CreateModel', GroupId: 'g', ModelName: 'Oder', Schema: 'no JSON', Modelname: 'x' });
    cloudapi.faults.add({ drop: true, times: 1 });
    await send({ Action: 'DescribeRegions' }).catch(() => undefined);
    await cloudapi.call('DescribeRegions', { Language: 'en' });
    expect(
      messageOf(() =>
        expect(cloudapi).toHaveReceived('CreateModel', { ModelName: expect.stringMatching(/^Order/) }),
      ),
    ).toBe(
      [
        'Expected the emulator to have received CreateModel with {"ModelName": StringMatching /^Order/}.',
        'It has received:',
        '  1. CreateApiGroup {"GroupName": "Weather"} -> 200',
        '  2. CreateModel {"GroupId": "g", "ModelName": "Oder", "Modelname": "x", "Schema": "no JSON"} -> 400 InvalidFormatSchema, which has no parameter Modelname',
        '  3. DescribeRegions {} -> dropped',
        '  4. DescribeRegions {"Language": "en"} -> 200 (by emulator.call)',
      ].join('\n'),
    );
    expect(messageOf(() => expect(cloudapi).not.toHaveReceived('CreateApiGroup'))).toContain(
      'Expected the emulator not to have received CreateApiGroup.\nIt has received:\n  1. CreateApiGroup',
    );
    expect(messageOf(() => expect(cloudapi).toHaveReceivedTimes('CreateApiGroup', 2))).toContain(
      'to have received CreateApiGroup 2 times, not 1.',
    );
  });

  test('says so where nothing has come, and where it was given no emulator', () => {
    const emulator = createEmulator({ storage: 'memory' });
    expect(messageOf(() => expect(emulator).toHaveReceived('CreateModel'))).toBe(
      'Expected the emulator to have received CreateModel.\nIt has received no calls.',
    );
    expect(messageOf(() => expect({}).toHaveReceived('CreateModel'))).toContain(
      'The value under test must be an emulator',
    );
  });

  test.for<[readonly unknown[], string]>([
    [[], 'Name an action, or put all of it into one object'],
    [[{ action: 'CreateModel' }, { ModelName: 'Order' }], 'Name an action, or put all of it into one object'],
    [['CreateGroup'], 'CloudAPI has no action "CreateGroup". Did you mean "CreateApiGroup"?'],
    [[{ acton: 'CreateApiGroup' }], 'unknown field "acton"'],
    [[() => true], 'must be an object with via, action'],
    [['CreateApiGroup', () => true], 'parameters must be an object of strings'],
    [['CreateApiGroup', { GroupName: () => true }], 'parameters must be an object of strings'],
    [['CreateApiGroup', { 'Tag.1.Key': 'env' }], 'Look for the whole list, { Tag: […] }'],
  ])('refuses what no call can be like, also with not: %o', ([wanted, words]) => {
    const emulator = createEmulator({ storage: 'memory' });
    for (const assertion of [expect(emulator), expect(emulator).not])
      expect(() => Reflect.apply(assertion.toHaveReceived, assertion, wanted)).toThrow(words);
  });

  test('finds a call of an action that does not exist by its code', async ({ cloudapi }) => {
    await send({ Action: 'CreateGroup', GroupName: 'Weather' });
    expect(cloudapi).toHaveReceived({
      action: 'CreateGroup',
      code: 'InvalidApi.NotFound',
      parameters: { GroupName: 'Weather' },
    });
    expect(cloudapi).not.toHaveReceived({ action: 'CreateApp' });
  });
});
