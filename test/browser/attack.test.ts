import { createEmulator } from 'cloudapi-emulator';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readable } from '../../devtools/parts/readable.ts';

const NO_LIMITS = {
  limits: { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity, ModifyApiGroup: Infinity } },
};

const used: string[] = [];
function freshName(): string {
  const name = `attack-${crypto.randomUUID()}`;
  used.push(name);
  return name;
}
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(used.splice(0).map((name) => deleteDB(name)));
});

/** `ok`, or the code of the error. */
function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => String((error as { readonly code?: unknown }).code),
  );
}

describe('in Chromium', () => {
  test('a tab that slept over two checkpoints is refused a name that was taken meanwhile', async () => {
    const options = { name: freshName(), ...NO_LIMITS };
    const [awake, sleeper] = [createEmulator(options), createEmulator(options)];
    await sleeper.call('DescribeApiGroups', {});
    for (let i = 0; i < 130; i += 1) await awake.call('CreateApiGroup', { GroupName: `Group_${i}` });
    const result = await outcome(sleeper.call('CreateApiGroup', { GroupName: 'Group_5' }));
    await Promise.all([awake.dispose(), sleeper.dispose()]);
    expect(result).toBe('RepeatedApiGroup');
  });

  test('three tabs with three hundred parallel calls make each name once, up to the quota', async () => {
    const options = { name: freshName(), limits: { ...NO_LIMITS.limits, groupsPerRegion: 90 } };
    const tabs = [0, 1, 2].map(() => createEmulator(options));
    const results = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        outcome(tabs[i % 3]!.call('CreateApiGroup', { GroupName: `Group_${i % 100}` })),
      ),
    );
    const total = (await tabs[0]!.call('DescribeApiGroups', {})).TotalCount;
    await Promise.all(tabs.map((tab) => tab.dispose()));
    expect(results.filter((result) => result === 'ok')).toHaveLength(90);
    expect(total).toBe(90);
  });

  test('a database that is deleted amid a hundred calls is noticed by none of them', async () => {
    const options = { name: freshName(), ...NO_LIMITS };
    const tabs = [createEmulator(options), createEmulator(options)];
    await Promise.all(tabs.map((tab) => tab.call('DescribeApiGroups', {})));
    const calls = Array.from({ length: 100 }, (_, i) =>
      outcome(tabs[i % 2]!.call('CreateApiGroup', { GroupName: `Group_${i}` })),
    );
    await deleteDB(options.name);
    const results = new Set(await Promise.all(calls));
    const totals = await Promise.all(
      tabs.map(async (tab) => (await tab.call('DescribeApiGroups', {})).TotalCount),
    );
    await Promise.all(tabs.map((tab) => tab.dispose()));
    expect(results).toEqual(new Set(['ok']));
    expect(totals[0]).toBe(totals[1]);
  });

  test('a database of another make, with the same name, can be deleted while the emulator runs in memory', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const name = `attack-${crypto.randomUUID()}`;
    (await openDB(name, 1, { upgrade: (created) => void created.createObjectStore('theirs') })).close();
    const emulator = createEmulator({ name });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    const end = await new Promise<string>((resolve) => {
      void deleteDB(name, { blocked: () => resolve('blocked') }).then(() => resolve('deleted'));
    });
    expect(end).toBe('deleted');
  });

  test('an answer in XML holds any text, and a parser of the browser reads it back', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    let every = ']]><![CDATA[<b>&amp;&#0;<!-- --><?xml?>\r\n\r\t';
    for (let code = 0; code < 0x2_100; code += 1) every += String.fromCodePoint(code);
    every += '\uD800\uDC00\uDBFF\uDFFF\uD800x\uDC00\uFFFD\uFFFE\uFFFF\uFEFF\u{1F600}';
    await emulator.call('CreateModel', {
      GroupId,
      ModelName: every,
      Schema: '{"type":"object"}',
      Description: every,
    });
    const query = `Version=2016-07-14&Format=XML&Action=DescribeModels&GroupId=${GroupId}`;
    const response = await emulator.handle(
      new Request(`https://apigateway.cn-hangzhou.aliyuncs.com/?${query}`),
    );
    const xml = new DOMParser().parseFromString(await response.text(), 'application/xml');
    expect(xml.querySelector('parsererror')).toBeNull();
    const allowed = every.replace(
      /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu,
      '\uFFFD',
    );
    expect(xml.querySelector('ModelName')?.textContent).toBe(allowed);
    expect(xml.querySelector('Description')?.textContent).toBe(allowed);
    expect(xml.documentElement.tagName).toBe('DescribeModelsResponse');
  });
});

describe('the demo', () => {
  test('lays out a definition of half a megabyte, or leaves it as it is', () => {
    const text = JSON.stringify({ type: 'object', enum: Array.from({ length: 120_000 }, () => 0) });
    expect(JSON.parse(readable(text))).toEqual(JSON.parse(text));
  });

  test.for([
    ['a definition', '{"not":', '{}', '}'],
    ['an XML answer', '<a>', '', '</a>'],
  ] as const)(
    'lays out %s that is nested thousands deep, without making gigabytes of blanks',
    ([, open, inner, close]) => {
      for (const depth of [2000, 20_000]) {
        const laidOut = readable(open.repeat(depth) + inner + close.repeat(depth));
        expect(laidOut.replaceAll(/\s/g, '')).toBe(open.repeat(depth) + inner + close.repeat(depth));
        expect(laidOut.length).toBeLessThan(20_000_000);
      }
    },
  );
});
