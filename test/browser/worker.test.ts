import { setupEmulator } from 'cloudapi-emulator/browser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { emulator, start, stop } = setupEmulator({ name: `worker-${crypto.randomUUID()}` });
beforeAll(() => start({ quiet: true }));
afterAll(() => stop());

test('a page creates a group by fetch through the service worker', async () => {
  const url =
    'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=CreateApiGroup&Version=2016-07-14&Format=JSON&GroupName=Weather';
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const body = (await response.json()) as { GroupId: string; SubDomain: string };
  expect(body.GroupId).toMatch(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  expect(emulator.storage).toEqual({ kind: 'indexeddb', persistent: true });
});
