import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newGateway } from '../everywhere/gateway.ts';
import type { Gateway } from '../everywhere/gateway.ts';

/** One worker for this file, as a page has one. */
const name = `sub-domain-${crypto.randomUUID()}`;
const { emulator, start, stop } = setupEmulator({ name, guard: true });
let gateway: Gateway;
beforeAll(async () => {
  await start({ quiet: true });
  gateway = await newGateway(emulator);
  await gateway.deploy({
    request: { RequestHttpMethod: 'ANY', RequestPath: '/forecast/[city]' },
    service: {
      Mock: 'TRUE',
      MockResult: '{"天气":"晴"}',
      MockHeaders: [{ HeaderName: 'X-Weather', HeaderValue: 'sunny' }],
    },
  });
});
afterAll(async () => {
  await stop();
  await deleteDB(name);
});

test.for(['http', 'https'])('a page that only knows an address gets the mock by %s', async (protocol) => {
  const response = await fetch(`${protocol}://${gateway.host}/forecast/杭州`);
  expect([response.status, await response.json()]).toEqual([200, { 天气: '晴' }]);
  expect(response.headers.get('x-weather')).toBe('sunny');
  expect(response.headers.get('x-ca-request-id')).toMatch(/^[0-9A-F]{8}-/);
});

test('a page names a stage, and sends a body', async () => {
  const response = await fetch(`https://${gateway.host}/forecast/x`, {
    method: 'POST',
    headers: { 'X-Ca-Stage': 'TEST', 'content-type': 'application/json' },
    body: '{}',
  });
  expect([response.status, response.headers.get('x-ca-error-code'), await response.text()]).toEqual([
    404,
    'I404NF',
    '',
  ]);
});

test('XMLHttpRequest gets the mock', async () => {
  const text = await new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.addEventListener('load', () => resolve(request.responseText));
    request.addEventListener('error', reject);
    request.open('PUT', `https://${gateway.host}/forecast/x`);
    request.send('a body');
  });
  expect(text).toBe('{"天气":"晴"}');
});

test('a fault breaks the connection', async () => {
  const fault = emulator.faults.add({ api: 'Forecast', drop: true });
  await expect(fetch(`https://${gateway.host}/forecast/x`)).rejects.toThrow(TypeError);
  fault.remove();
});

test('a domain that nobody has is refused by guard', async () => {
  const response = await fetch(`https://${'0'.repeat(32)}-cn-hangzhou.alicloudapi.com/`);
  expect(await response.json()).toMatchObject({ Code: 'Emulator.Guarded' });
});
