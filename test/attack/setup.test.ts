import { createEmulator } from 'cloudapi-emulator';
import type { EmulatorOptions } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import 'cloudapi-emulator/vitest';

afterEach(() => vi.restoreAllMocks());

const ENDPOINT =
  'https://apigateway.cn-hangzhou.aliyuncs.com/?Version=2016-07-14&Format=JSON&Action=DescribeApiGroups';

describe('a set-up whose fixture is not valid', () => {
  test('fails to start, and stands in the way of no other', async () => {
    const wrong = setupEmulator({ storage: 'memory', fixture: { groups: ['no'] } });
    await expect(wrong.start()).rejects.toThrow('InvalidGroupName');
    const right = setupEmulator({ storage: 'memory' });
    try {
      await right.start();
      expect((await fetch(ENDPOINT)).status).toBe(200);
    } finally {
      await Promise.all([right.stop(), wrong.stop()]);
    }
  });

  test('fails to start a second time too', async () => {
    const wrong = setupEmulator({ storage: 'memory', fixture: { groups: ['no'] } });
    await wrong.start().catch(() => undefined);
    const again = wrong.start();
    await expect(again)
      .rejects.toThrow('InvalidGroupName')
      .finally(() => wrong.stop());
  });
});

test('a second start waits until the fixture is in, as the first one does', async () => {
  const setup = setupEmulator({ storage: 'memory', fixture: { groups: ['Weather'] } });
  const told: string[] = [];
  setup.emulator.subscribe(() => told.push('fixture'));
  await Promise.all([setup.start(), setup.start().then(() => told.push('started'))]);
  await setup.stop();
  expect(told).toEqual(['fixture', 'started']);
});

describe('the journal', () => {
  test('says what was sent, whatever becomes of the parameters afterwards', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const parameters = { PageNumber: 1 };
    await emulator.call('DescribeApiGroups', parameters);
    parameters.PageNumber = 2;
    await emulator.call('DescribeApiGroups', parameters);
    expect(emulator.journal.entries().map((entry) => entry.parameters['PageNumber'])).toEqual([1, 2]);
    expect(emulator).toHaveReceivedTimes('DescribeApiGroups', 1, { PageNumber: 1 });
  });

  test('gives lists that nobody can change for the next reader', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    await emulator.handle(new Request(`${ENDPOINT}&Tag.1.Key=env`));
    const [entry] = emulator.journal.entries();
    const tags = entry?.parameters['Tag'] as unknown[];
    tags.length = 0;
    expect(emulator.journal.entries()[0]?.parameters['Tag']).toEqual([{ Key: 'env' }]);
  });

  test('finds the calls of an action by its name, as next does, and all calls without one', async () => {
    const { journal, call } = createEmulator({ storage: 'memory' });
    await call('DescribeApiGroups', {});
    await call('DescribeRegions', {});
    expect(journal.find('DescribeRegions').map(({ action }) => action)).toEqual(['DescribeRegions']);
    expect(journal.find()).toEqual(journal.entries());
  });

  test('holds parameters of any name', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      '__proto__.1',
      '__proto__.1.__proto__',
    ];
    const query = names.map((name) => `&${encodeURIComponent(name)}=x`).join('');
    await emulator.handle(new Request(ENDPOINT + query));
    const [entry] = emulator.journal.entries();
    expect(entry?.status).toBe(200);
    expect(Object.keys(entry?.parameters ?? {}).toSorted()).toEqual(names.toSorted());
    expect(emulator.journal.find({ parameters: { constructor: 'x' } })).toHaveLength(1);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('matchers', () => {
  test.for<[string, unknown]>([
    ['a BigInt', 1n],
    ['a symbol', Symbol('x')],
    ['null', null],
    ['undefined', undefined],
    ['NaN', NaN],
    ['a hundred megabytes', 'x'.repeat(100_000_000)],
  ])('say in short what did not come: %s', async ([, value]) => {
    const emulator = createEmulator({ storage: 'memory' });
    await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    let message = '';
    try {
      expect(emulator).toHaveReceived('CreateApiGroup', { GroupName: value });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(/^Expected the emulator to have received CreateApiGroup/);
    expect(message.length).toBeLessThan(2000);
  });

  test.for([null, undefined, 1, 'x', {}, { journal: null }, { journal: {} }, () => 1])(
    'say what they take: %s',
    (received) => {
      expect(() => expect(received).toHaveReceived('CreateApiGroup')).toThrow(
        'The value under test must be an emulator',
      );
      expect(() => expect(received).not.toHaveReceived('CreateApiGroup')).toThrow(
        'The value under test must be an emulator',
      );
    },
  );

  test.for([undefined, '1', NaN, -1, 1.5])(
    'a number of times that is none is refused, also with not: %s',
    (times) => {
      const emulator = createEmulator({ storage: 'memory' });
      expect(() => expect(emulator).not.toHaveReceivedTimes('CreateModel', times as number)).toThrow(
        /times|number/,
      );
    },
  );

  test('fifty calls with a megabyte each are listed in short', async () => {
    const emulator = createEmulator({ storage: 'memory' });
    const Description = 'x'.repeat(1_000_000);
    for (let i = 0; i < 50; i += 1)
      await emulator.call('CreateApiGroup', { GroupName: 'Weather', Description }).catch(() => undefined);
    let message = '';
    try {
      expect(emulator).toHaveReceived('CreateModel');
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message.length).toBeLessThan(30_000);
  });
});

describe('the process ends by itself', () => {
  test.for<[string, EmulatorOptions & { readonly idb?: boolean; readonly dispose?: boolean }]>([
    ['memory', { storage: 'memory' }],
    ['fake-indexeddb', { idb: true }],
    ['fake-indexeddb, disposed', { idb: true, dispose: true }],
  ])('%s, with a listener', async ([, { idb = false, dispose = false, ...options }]) => {
    const { execFile } = await import('node:child_process');
    const root = new URL('../../', import.meta.url);
    const script = `
      ${idb ? "await import('fake-indexeddb/auto');" : ''}
      const { createEmulator } = await import(${JSON.stringify(new URL('src/index.ts', root).href)});
      const emulator = createEmulator(${JSON.stringify({ fixture: { groups: ['Weather'] }, ...options })});
      emulator.subscribe(() => undefined);
      await emulator.call('CreateApiGroup', { GroupName: 'Climate' });
      ${dispose ? 'await emulator.dispose();' : ''}
      console.log((await emulator.call('DescribeApiGroups', {})).TotalCount, emulator.storage.kind);`;
    const out = await new Promise<string>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--no-warnings', '--input-type=module', '-e', script],
        { cwd: root, timeout: 150_000 },
        (error, stdout, stderr) => resolve(`${stdout}${stderr}${error?.killed === true ? 'killed' : ''}`),
      );
      child.stdin?.end();
    });
    expect(out).toBe(`2 ${idb ? 'indexeddb' : 'memory'}\n`);
  });
});
