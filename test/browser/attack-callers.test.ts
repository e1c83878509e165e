import { createEmulator } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import { setupEmulator } from 'cloudapi-emulator/browser';
import { deleteDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { signedRequest } from '../signed-request.ts';

const credential = { accessKeyId: 'pageid', accessKeySecret: 'Page-Secret-1', accountId: '1000000000000001' };
const names: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await Promise.all(names.splice(0).map((name) => deleteDB(name)));
});

test('fifty replays at once in two tabs on one database: one is let in', async () => {
  const name = `issue5-${crypto.randomUUID()}`;
  names.push(name);
  const tabs = [
    createEmulator({ name, credentials: [credential] }),
    createEmulator({ name, credentials: [credential] }),
  ];
  const request = await signedRequest(credential, 'CreateApiGroup', { GroupName: 'Weather' });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => tabs[i % 2]!.handle(request.clone())),
  );
  await Promise.all(tabs.map((tab) => tab.dispose()));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a page signs through the worker, with odd parameters, and a mount’s key is no one else’s', async () => {
  const setup = setupEmulator({
    storage: 'memory',
    credentials: [credential],
    endpoints: ['/api/signed'],
    accessKeyId: 'pageid',
  });
  await setup.start({ quiet: true });
  try {
    const Description = 'a b*c~%2B+&=?#\n\r\t😀é\uFEFF';
    const signed = await signedFetch(credential, 'CreateApiGroup', { GroupName: 'Weather', Description });
    expect(await signed.json()).toMatchObject({ Description });
    const direct =
      'https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeApiGroups&Version=2016-07-14&Format=JSON';
    expect((await fetch(direct)).status).toBe(400);
    expect((await fetch('/api/signed?Action=DescribeApiGroups')).status).toBe(200);
    const mounted = await signedFetch(
      { ...credential, accessKeySecret: 'wrong' },
      'DescribeApiGroups',
      {},
      { endpoint: '/api/signed' },
    );
    expect(mounted.status).toBe(200);
  } finally {
    await setup.stop();
  }
});
