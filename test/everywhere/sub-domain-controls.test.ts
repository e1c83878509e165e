import { test as cloudapiTest } from 'cloudapi-emulator/vitest';
import { describe, expect, test } from 'vitest';
import { newGateway } from './gateway.ts';
import { newEmulator } from './new-emulator.ts';

describe('the journal', () => {
  test('has a request to a SubDomain beside the calls of the control plane', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    const apiId = await gateway.deploy({
      request: { RequestPath: '/forecast/[city]' },
      parameters: [
        { ApiParameterName: 'city', Location: 'PATH', ParameterType: 'String', Required: 'REQUIRED' },
        { ApiParameterName: 'X-Lang', Location: 'HEAD', ParameterType: 'String', Required: 'OPTIONAL' },
      ],
    });
    const response = await gateway.send('/forecast/Hangzhou?Version=2&unti=C', {
      headers: { 'X-Lang': 'zh' },
    });
    const [entry] = emulator.journal.find({ via: 'subdomain', api: 'Forecast' });
    expect(entry).toMatchObject({
      via: 'subdomain',
      action: '',
      region: 'cn-hangzhou',
      account: '1234567890123456',
      api: 'Forecast',
      apiId,
      groupId: gateway.groupId,
      stage: 'RELEASE',
      method: 'GET',
      path: '/forecast/Hangzhou',
      parameters: { city: 'Hangzhou', Version: '2', unti: 'C', 'X-Lang': 'zh' },
      unread: ['Version', 'unti'],
      status: 200,
      code: undefined,
      gate: undefined,
      injected: false,
      requestId: response.headers.get('x-ca-request-id'),
    });
    expect(emulator.journal.entries().map(({ via, action }) => [via, action])).toEqual([
      ['call', 'CreateApiGroup'],
      ['call', 'CreateApi'],
      ['call', 'DeployApi'],
      ['subdomain', ''],
    ]);
  });

  test('says why a request was refused', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy({ more: { AuthType: 'APP' } });
    await gateway.send('/forecast');
    expect(emulator.journal.find({ via: 'subdomain' })).toMatchObject([
      { api: 'Forecast', status: 400, code: 'A400MA', gate: 'authorization', grade: 'inferred' },
    ]);
  });

  test('blames no fault for what the emulator itself fails in', async () => {
    const GroupId = 'a0b1c2d3e4f548899a0b1c2d3e4f5a6b';
    const emulator = newEmulator({ fixture: { groups: [{ GroupName: 'ab', GroupId }] } });
    emulator.faults.add({ api: 'Forecast', error: 'D504TO' });
    const response = await emulator.handle(new Request(`https://${GroupId}-cn-hangzhou.alicloudapi.com/`));
    emulator.faults.clear();
    await emulator.handle(new Request(`https://${GroupId}-cn-hangzhou.alicloudapi.com/`));
    expect(response.headers.get('x-ca-error-code')).toBe('X500ER');
    const failed = { via: 'subdomain', code: 'X500ER', gate: 'stage', injected: false };
    expect(emulator.journal.entries()).toMatchObject([failed, failed]);
    expect(emulator.journal.entries()[0]?.detail).toContain('groups[0]: InvalidGroupName');
  });

  test('waits for the next request of an API', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy();
    await gateway.deploy({ name: 'Alarms', request: { RequestPath: '/alarms' } });
    const next = emulator.journal.next({ via: 'subdomain', api: 'Alarms' });
    await gateway.send('/forecast');
    await gateway.send('/alarms');
    expect((await next).path).toBe('/alarms');
  });
});

describe('faults', () => {
  test('meet the requests of one API', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy();
    await gateway.deploy({ name: 'Alarms', request: { RequestPath: '/alarms' } });
    const fault = emulator.faults.add({ api: 'Forecast', error: 'D504TO', times: 1 });
    await emulator.call('DescribeApis', { GroupId: gateway.groupId });
    expect((await gateway.send('/alarms')).status).toBe(200);
    const response = await gateway.send('/forecast');
    expect([response.status, response.headers.get('x-ca-error-code')]).toEqual([504, 'D504TO']);
    expect(emulator.journal.entries().at(-1)).toMatchObject({ gate: 'faults', injected: true });
    expect((await gateway.send('/forecast')).status).toBe(200);
    expect(fault.hits).toBe(1);
  });

  test('drop, delay and answer with an error of one’s own', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    await gateway.deploy();
    const drop = emulator.faults.add({ api: 'Forecast', drop: true });
    expect((await gateway.send('/forecast')).type).toBe('error');
    expect(emulator.journal.entries().at(-1)).toMatchObject({ status: 0, injected: true });
    drop.remove();
    const delay = emulator.faults.add({ api: 'Forecast', delay: Infinity });
    const waiting = gateway.send('/forecast');
    delay.remove();
    expect((await waiting).status).toBe(200);
    emulator.faults.add({
      api: 'Forecast',
      error: { code: 'T429GR', message: 'Throttled by GROUP Flow Control', status: 429 },
    });
    const response = await gateway.send('/forecast');
    expect([response.status, response.headers.get('x-ca-error-message')]).toEqual([
      429,
      'Throttled by GROUP Flow Control',
    ]);
  });

  test('leave open in a message what they cannot know', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    emulator.faults.add({ error: 'I404NF' });
    const response = await gateway.send('/forecast');
    expect(response.headers.get('x-ca-error-message')).toBe('API not found with `...`');
  });

  test('that name neither an action nor an API meet every request', async () => {
    const emulator = newEmulator();
    const gateway = await newGateway(emulator);
    emulator.faults.add({ drop: true });
    expect((await gateway.send('/nowhere')).type).toBe('error');
  });

  test('name an action or an API, not both', () => {
    expect(() => newEmulator().faults.add({ action: 'CreateApi', api: 'Forecast', drop: true })).toThrow(
      'faults.add: the rule must not have both an action and an api.',
    );
  });
});

test('ids of requests are reproducible, and other ones than those of the control plane', async () => {
  const ids = async (): Promise<unknown> => {
    const gateway = await newGateway(newEmulator({ seed: 'a' }));
    return (await gateway.send('/')).headers.get('x-ca-request-id');
  };
  expect(await ids()).toBe(await ids());
});

test('the options that have to do with the gateway are checked', () => {
  expect(() => newEmulator({ backend: 'http://localhost' as never })).toThrow(
    'createEmulator: backend must be a function (request, api) that returns a Response.',
  );
  expect(() => newEmulator({ limits: { subDomainCallsPerDay: -1 } })).toThrow(
    'createEmulator: limits.subDomainCallsPerDay must be a whole number from 0, or Infinity.',
  );
});

cloudapiTest('a matcher looks for requests to a SubDomain', async ({ cloudapi }) => {
  const gateway = await newGateway(cloudapi);
  await gateway.deploy();
  await fetch(`https://${gateway.host}/forecast?city=Hangzhou`);
  expect(cloudapi).toHaveReceived({ api: 'Forecast', stage: 'RELEASE', parameters: { city: 'Hangzhou' } });
  expect(cloudapi).toHaveReceivedTimes({ via: 'subdomain' }, 1);
  expect(cloudapi).not.toHaveReceived({ api: 'Alarms' });
  expect(() => expect(cloudapi).toHaveReceived({ api: 'Alarms' })).toThrow(
    'GET /forecast {"city": "Hangzhou"} -> 200',
  );
  await expect(
    fetch(`https://${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com/`).then((response) => response.json()),
  ).resolves.toMatchObject({ Code: 'Emulator.Guarded' });
});
