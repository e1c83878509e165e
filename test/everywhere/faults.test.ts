import { createEmulator } from 'cloudapi-emulator';
import type { CloudApiError, FaultRule } from 'cloudapi-emulator';
import { test } from 'cloudapi-emulator/vitest';
import { expect, onTestFinished, vi } from 'vitest';

const URL_OF_LIST =
  'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14&Format=JSON';

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: CloudApiError) => error.code,
  );
}

test('a fault answers in the service’s own envelope, as often as it says', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const fault = emulator.faults.add({ action: 'DescribeApiGroups', error: 'ServiceUnavailable', times: 1 });
  const response = await emulator.handle(new Request(URL_OF_LIST));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    RequestId: response.headers.get('x-acs-request-id'),
    HostId: 'apigateway.cn-hangzhou.aliyuncs.com',
    Code: 'ServiceUnavailable',
    Message: 'The request has failed due to a temporary failure of the server.',
  });
  expect((await emulator.handle(new Request(URL_OF_LIST))).status).toBe(200);
  expect(fault.hits).toBe(1);
  expect(emulator.faults.list()).toEqual([]);
});

test('a fault may have an error of its own, and is about one action or all', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  emulator.faults.add({
    action: 'CreateApiGroup',
    error: { code: 'Odd', message: 'Oddly enough.', status: 418 },
  });
  await expect(emulator.call('CreateApiGroup', { GroupName: 'Weather' })).rejects.toMatchObject({
    code: 'Odd',
    message: 'Oddly enough.',
    status: 418,
    grade: 'emulator',
  });
  expect(await codeOf(emulator.call('DescribeApiGroups', {}))).toBe('no refusal');
  const all = emulator.faults.add({ error: 'RepeatedCommit' });
  expect(await codeOf(emulator.call('DescribeApiGroups', {}))).toBe('RepeatedCommit');
  all.remove();
  expect(await codeOf(emulator.call('DescribeApiGroups', {}))).toBe('no refusal');
  emulator.faults.clear();
  expect(emulator.faults.list()).toEqual([]);
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
});

test('an injected error changes no state and counts against no limit', async () => {
  const emulator = createEmulator({
    storage: 'memory',
    clock: () => 0,
    limits: { qps: { CreateApiGroup: 1 } },
  });
  emulator.faults.add({ error: 'InternalError', times: 3 });
  for (let i = 0; i < 3; i += 1) await codeOf(emulator.call('CreateApiGroup', { GroupName: 'Weather' }));
  expect((await emulator.call('DescribeApiGroups', {})).TotalCount).toBe(0);
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
});

test('a delay lets the call wait, and then be answered', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const emulator = createEmulator({ storage: 'memory' });
  emulator.faults.add({ delay: 60_000 });
  let isAnswered = false;
  const call = emulator.call('DescribeApiGroups', {}).finally(() => {
    isAnswered = true;
  });
  await vi.advanceTimersByTimeAsync(59_999);
  expect(isAnswered).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await call;
  expect(isAnswered).toBe(true);
});

test('a call may be held until the rule is removed, or the emulator disposed of', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const { faults } = emulator;
  for (const letGo of [
    () => faults.list()[0]?.remove(),
    () => faults.clear(),
    () => void emulator.dispose(),
  ]) {
    const fault = faults.add({ delay: Infinity });
    let isAnswered = false;
    const call = emulator.call('DescribeApiGroups', {}).finally(() => {
      isAnswered = true;
    });
    await expect.poll(() => fault.hits).toBe(1);
    expect(isAnswered).toBe(false);
    letGo();
    expect((await call).TotalCount).toBe(0);
    faults.clear();
  }
});

test('a call that is held at the end of a test does not hold the test', async ({ cloudapi }) => {
  cloudapi.faults.add({ delay: Infinity });
  void fetch(URL_OF_LIST).catch(() => undefined);
  await expect.poll(() => cloudapi.faults.list()[0]?.hits).toBe(1);
});

test('a dropped call is a network failure: fetch rejects', async ({ cloudapi: emulator }) => {
  emulator.faults.add({ drop: true, times: 1 });
  await expect(fetch(URL_OF_LIST)).rejects.toThrow(TypeError);
  expect((await fetch(URL_OF_LIST)).status).toBe(200);
  emulator.faults.add({ drop: true, times: 1 });
  await expect(emulator.call('DescribeApiGroups', {})).rejects.toThrow('dropped this call');
  expect(emulator.journal.entries().map(({ status, injected }) => [status, injected])).toEqual([
    [0, true],
    [200, false],
    [0, true],
  ]);
});

test.for<[unknown, string]>([
  [{ action: 'CreateGroup', error: 'InternalError' }, 'faults.add: action must be one of AbolishApi, '],
  [{ action: 'CreateGroup', error: 'InternalError' }, 'UntagResources. Did you mean "CreateApiGroup"?'],
  [{ error: 'RepeatedGroup' }, 'error must be one of ServiceUnavailable, '],
  [{ error: 'RepeatedGroup' }, 'or your own { code, message, status }'],
  [{ error: { code: 'Odd' } }, 'error.message must be a non-empty string.'],
  [{ error: { code: 'Odd', message: 'Odd.' } }, 'error.status must be a whole number from 400 to 599.'],
  [
    { error: { code: 'Odd', message: 'Odd.', status: 200 } },
    'error.status must be a whole number from 400 to 599.',
  ],
  [{}, 'an error, a delay, or drop: true'],
  [{ error: 'InternalError', drop: true }, 'must not have both an error and drop: true'],
  [{ delay: -1 }, 'a number of milliseconds from 0'],
  [{ delay: 2 ** 31 }, 'delay must be a number of milliseconds from 0 to 2147483647, or Infinity.'],
  [{ delay: 1, times: 0 }, 'a whole number from 1'],
  [{ delay: 1, time: 2 }, 'unknown field "time". Valid fields: action, api, error, delay, drop, times.'],
])('faults.add(%j) says what is wrong', ([rule, message]) => {
  expect(() => createEmulator().faults.add(rule as FaultRule)).toThrow(message);
});

test('limits change on a living emulator, and the true paths to quota and throttling follow', async () => {
  const emulator = createEmulator({ storage: 'memory', clock: () => 0 });
  await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  emulator.setLimits({ groupsPerRegion: 1 });
  expect(await codeOf(emulator.call('CreateApiGroup', { GroupName: 'Climate' }))).toBe('ExceedLimitApiGroup');
  emulator.setLimits({ qps: { CreateApiGroup: 2 } });
  expect(await codeOf(emulator.call('CreateApiGroup', { GroupName: 'Climate' }))).toBe('Throttling.User');
  emulator.setLimits({ groupsPerRegion: 2, qps: { CreateApiGroup: Infinity } });
  await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
  expect(() => emulator.setLimits({ groupsPerRegion: -1 })).toThrow(
    'setLimits: groupsPerRegion must be a whole number from 0, or Infinity.',
  );
});

test('twenty thousand faults that are used up leave nothing to look through', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  let reads = 0;
  for (let i = 0; i < 20_000; i += 1) {
    // Each look at the rule reads its action.
    const rule = { error: 'InternalError', times: 1 } as const;
    const fault = emulator.faults.add(rule);
    await emulator.call('DescribeRegions', {}).catch(() => undefined);
    Object.defineProperty(fault, 'action', {
      get() {
        reads += 1;
        return undefined;
      },
    });
  }
  expect(emulator.faults.list()).toEqual([]);
  await emulator.call('DescribeRegions', {});
  expect(reads).toBe(0);
});
