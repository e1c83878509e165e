import { setupEmulator } from 'cloudapi-emulator/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { backEnd } from './back-end';

const { emulator, server, start, stop } = setupEmulator();
server.use(...backEnd(emulator));

beforeAll(() => start());
beforeEach(() => emulator.reset());
afterAll(() => stop());

/** Calls the back end as the application does, and gives the status and the body. */
async function call(method: string, path: string, body?: object): Promise<[number, any]> {
  const response = await fetch(`http://localhost/api${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  return [response.status, await response.json()];
}

test('creates a group, lists it, and deletes it', async () => {
  const [status, { id }] = await call('POST', '/groups', { name: 'Weather' });
  expect(status).toBe(201);
  expect(await call('GET', '/groups')).toEqual([200, [{ id, name: 'Weather' }]]);
  expect(await call('DELETE', `/groups/${id}`)).toEqual([200, {}]);
  expect(await call('GET', '/groups')).toEqual([200, []]);
});

test('a name that is taken', async () => {
  await emulator.seed({ groups: ['Weather'] });
  const message = 'The specified ApiGroup is repeated.';
  expect(await call('POST', '/groups', { name: 'Weather' })).toEqual([409, { error: 'name-taken', message }]);
});

test('limits and faults reach the back end', async () => {
  emulator.setLimits({ groupsPerRegion: 0 });
  expect((await call('POST', '/groups', { name: 'Weather' }))[1].error).toBe('too-many-groups');

  const rule = emulator.faults.add({ action: 'DescribeApiGroups', error: 'ServiceUnavailable' });
  expect((await call('GET', '/groups'))[1].error).toBe('api-gateway');
  rule.remove();
  expect(await call('GET', '/groups')).toEqual([200, []]);
});
