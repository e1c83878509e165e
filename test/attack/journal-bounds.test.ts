import { createEmulator } from 'cloudapi-emulator';
import type { JournalEntry } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

const MEGABYTE = 1_000_000;
const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON';

/** Characters that an entry keeps alive. */
const sizeOf = (entry: JournalEntry): number => JSON.stringify(entry).length;
const total = (entries: readonly JournalEntry[]): number =>
  entries.reduce((sum, entry) => sum + sizeOf(entry), 0);

test('a thousand calls of a megabyte leave sixteen megabytes, of the newest ones', async () => {
  const emulator = createEmulator({ storage: 'memory', journalSize: 1000 });
  for (let i = 0; i < 1000; i += 1) {
    const Description = String(i).padEnd(MEGABYTE);
    await emulator.call('CreateApiGroup', { GroupName: 'no', Description }).catch(() => undefined);
  }
  const entries = emulator.journal.entries();
  expect(total(entries)).toBeLessThan(17 * MEGABYTE);
  expect(entries).toHaveLength(15);
  expect(String(entries.at(-1)?.parameters['Description']).trim()).toBe('999');
});

test('a call that is longer than the whole journal is cut, and says so', async () => {
  const emulator = createEmulator({ storage: 'memory', journalCharacters: 100_000 });
  await emulator.call('DescribeRegions', {});
  const parameters = { GroupName: 'x'.repeat(MEGABYTE), BasePath: '/a' };
  await expect(emulator.call('CreateApiGroup', parameters)).rejects.toThrow();
  const entry = emulator.journal.entries().at(-1);
  expect(entry).toMatchObject({ action: 'CreateApiGroup', parameters: { BasePath: '/a' } });
  expect(entry?.parameters['GroupName']).toBe(
    `${'x'.repeat(1000)}… (999000 more characters were cut by the journal)`,
  );
});

test.for<[string, RequestInit]>([
  [
    'a hundred thousand parameters',
    {
      body: new URLSearchParams(Array.from({ length: 100_000 }, (_, i) => [`parameter${i}`, 'x'.repeat(40)])),
    },
  ],
  ['a name of four megabytes', { body: new URLSearchParams([['n'.repeat(4 * MEGABYTE), 'x']]) }],
  ['an action of four megabytes', { body: new URLSearchParams([['Action', 'A'.repeat(4 * MEGABYTE)]]) }],
  ['an action in its header', { body: '', headers: { 'x-acs-action': 'A'.repeat(4 * MEGABYTE) } }],
  [
    'a schema with ten thousand issues',
    {
      body: new URLSearchParams([
        ['Action', 'CreateModel'],
        ['GroupId', 'g'],
        ['ModelName', 'm'],
        ['Schema', `{"required":["a","a"],"properties":{"${'p'.repeat(400)}":`.repeat(10_000)],
      ]),
    },
  ],
  [
    'an access key of four megabytes',
    { headers: { authorization: `ACS3-HMAC-SHA256 Credential=${'k'.repeat(4 * MEGABYTE)}` } },
  ],
])('what a request keeps is bounded, with or without credentials: %s', async ([, init]) => {
  const credential = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1' };
  for (const credentials of [undefined, [credential]]) {
    const emulator = createEmulator({ storage: 'memory', journalCharacters: 100_000, credentials });
    for (let i = 0; i < 3; i += 1) {
      await emulator.handle(new Request(`${ENDPOINT}`, { method: 'POST', ...init }));
    }
    expect(total(emulator.journal.entries())).toBeLessThan(500_000);
  }
});

test('the detail of a schema with ten thousand issues is short, and counts them', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const Schema =
    `{"required":["a","a"],"properties":{"${'p'.repeat(440)}":`.repeat(10_000) + `{}${'}}'.repeat(10_000)}`;
  const call = emulator.call('CreateModel', { GroupId, ModelName: 'Deep', Schema });
  await expect(call).rejects.toMatchObject({ code: 'InvalidSchema' });
  const detail = emulator.journal.entries().at(-1)?.detail ?? '';
  expect(detail).toMatch(/\n… and 9,900 more$/);
  expect(detail.length).toBeLessThan(70_000);
});
