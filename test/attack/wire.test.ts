import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, Store } from 'cloudapi-emulator';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { processorTimer } from '../processor-timer.ts';
import { storeOfModels } from '../store-of-models.ts';

const ENDPOINT = 'https://apigateway.cn-hangzhou.aliyuncs.com/';
const CREATE = 'Action=CreateApiGroup&GroupName=Weather';

afterEach(() => {
  vi.restoreAllMocks();
});

function memory(options: Parameters<typeof createEmulator>[0] = {}): Emulator {
  return createEmulator({ storage: 'memory', ...options });
}

function send(query: string, init: RequestInit = {}, emulator: Emulator = memory()): Promise<Response> {
  return emulator.handle(new Request(`${ENDPOINT}?Version=2016-07-14&Format=JSON&${query}`, init));
}

function form(body: string): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
}

async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { readonly Code?: unknown }).Code;
}

/** A store that does one thing for every transaction. */
function storeThat(transaction: () => Promise<never>): Store {
  return { kind: 'broken', persistent: false, transaction, close: async () => undefined };
}

describe('a hostile value is refused by its parameter’s name', () => {
  test.for([
    ['UntagResources&ResourceType=apiGroup&ResourceId.1=x&All.1.x=1', 'InvalidAll'],
    ['UntagResources&ResourceType=apiGroup&ResourceId.1=x&All.1=true', 'InvalidAll'],
    ['ListTagResources&ResourceType=apiGroup&ResourceId.1=x&NextToken.1.x=1', 'InvalidNextToken'],
    [
      `ListTagResources&ResourceType=apiGroup&ResourceId.1=x&NextToken.1=${'0'.repeat(32)}`,
      'InvalidNextToken',
    ],
    ['DescribeRegions&Language.1.x=1', 'InvalidLanguage'],
    ['DescribeApiGroups&PageSize.1.x=1', 'InvalidPageSize'],
    ['DescribeApiGroups&Sort.1.x=1', 'InvalidSort'],
    ['DescribeApiGroup&GroupId.1.x=1', 'InvalidGroupId'],
    ['CreateApiGroup&GroupName.1.constructor=1', 'InvalidGroupName'],
    ['CreateApiGroup&GroupName=Weather&Tag.1.constructor=1', 'InvalidParameter.TagKey'],
  ])('in %s', async ([query, code]) => {
    const report = vi.spyOn(console, 'error').mockReturnValue();
    expect(await codeOf(await send(`Action=${query}`))).toBe(code);
    expect(report).not.toHaveBeenCalled();
  });

  test('where a number that no answer gave stands for a NextToken', async () => {
    const emulator = memory();
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather', Tag: [{ Key: 'a' }] });
    await expect(
      emulator.call('ListTagResources', { ResourceType: 'apiGroup', ResourceId: [GroupId], NextToken: -1 }),
    ).rejects.toMatchObject({ code: 'InvalidNextToken' });
  });

  test('where there are a hundred thousand of it', async () => {
    const many = (item: (index: number) => string): RequestInit =>
      form(Array.from({ length: 100_000 }, (_, index) => item(index)).join('&'));
    const emulator = memory();
    expect(
      await codeOf(
        await send(
          CREATE,
          many((i) => `Tag.${i + 1}.Key=k${i}`),
          emulator,
        ),
      ),
    ).toBe('ExceedLimitTag');
    const tag = 'Action=TagResources&ResourceType=apiGroup&Tag.1.Key=a';
    expect(
      await codeOf(
        await send(
          tag,
          many((i) => `ResourceId.${i + 1}=r${i}`),
          emulator,
        ),
      ),
    ).toBe('InvalidResourceId');
    expect(
      (
        await send(
          CREATE,
          many((i) => `p${i}=1`),
          emulator,
        )
      ).status,
    ).toBe(200);
  });

  test('where the number of a list item is zero, negative or huge, with an answer all the same', async () => {
    const response = await send(`${CREATE}&Tag.0.Key=a&Tag.-1.Key=b&Tag.9999999999.Key=c&Tag.00.Key=d`);
    expect(await response.json()).toMatchObject({ GroupName: 'Weather', TagStatus: true });
  });
});

describe('handle answers in the envelope', () => {
  test.for([false, true])('a request of which any getter throws, watched or not: %s', async (isWatched) => {
    vi.spyOn(console, 'error').mockReturnValue();
    for (const name of ['method', 'url', 'headers', 'body'] as const) {
      const request = new Request(`${ENDPOINT}?${CREATE}`, { method: 'POST', body: new URLSearchParams() });
      Object.defineProperty(request, name, {
        get() {
          throw new Error('no');
        },
      });
      const emulator = memory();
      // Whoever looks on must not make it worse.
      if (isWatched) emulator.exchanges.subscribe(() => undefined);
      const response = await emulator.handle(request);
      expect(response.status, name).toBe(500);
      expect(await response.text(), name).toContain('<Code>InternalError</Code>');
    }
  });

  test('a request whose address is not absolute', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const request = new Request(ENDPOINT);
    Object.defineProperty(request, 'url', { value: '/api/cloudapi' });
    expect((await memory().handle(request)).status).toBe(500);
  });

  test('a call whose clock or storage throws something that is no text', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const nothing: unknown = Object.create(null);
    const clock = (): number => {
      throw nothing;
    };
    expect((await send(CREATE, {}, memory({ clock }))).status).toBe(500);
    const storage = storeThat(() => Promise.reject(nothing));
    expect((await send(CREATE, {}, createEmulator({ storage }))).status).toBe(500);
  });

  test('a failure where the console throws, as in a test that forbids console.error', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {
      throw new Error('Unexpected console.error');
    });
    expect((await send(CREATE, {}, memory({ clock: () => NaN }))).status).toBe(500);
  });

  test('an error whose code was overridden with half a character', async () => {
    const errors = { InvalidGroupName: { code: '\uD800' } };
    let emulator: Emulator;
    try {
      emulator = memory({ errors });
    } catch (error) {
      // Refusing such a code at once is as good.
      expect(error).toBeInstanceOf(TypeError);
      return;
    }
    expect((await send('Action=CreateApiGroup&GroupName=W', {}, emulator)).status).toBe(400);
  });

  test('a list that is longer than a string can be', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    // What V8 throws. The full length is tried by `npm run torture`, because it takes half a gigabyte.
    const tooLong = {
      toJSON() {
        throw new RangeError('Invalid string length');
      },
    };
    // Not a string, and nothing looks at it before the answer is written.
    const storage = storeOfModels(tooLong as unknown as string);
    const response = await send(
      'Action=DescribeModels&GroupId=g&PageSize=100',
      {},
      createEmulator({ storage }),
    );
    expect(response.status).toBe(500);
    expect(await codeOf(response)).toBe('InternalError');
  });

  test('a request that was read already, or is answered twice', async () => {
    const request = new Request(`${ENDPOINT}?Version=2016-07-14&Format=JSON&${CREATE}`, form('a=1'));
    const emulator = memory();
    expect((await emulator.handle(request)).status).toBe(200);
    expect(await codeOf(await emulator.handle(request))).toBe('InvalidBody');
  });

  test('a body that never ends, once its request is given up', async () => {
    const giveUp = new AbortController();
    const init: RequestInit & { readonly duplex: 'half' } = {
      ...form(''),
      body: new ReadableStream({ pull: () => undefined }),
      duplex: 'half',
      signal: giveUp.signal,
    };
    const answer = send(CREATE, init);
    giveUp.abort();
    const turns = async (): Promise<'no answer'> => {
      for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return 'no answer';
    };
    expect(await Promise.race([answer.then(codeOf), turns()])).toBe('InvalidBody');
  });

  test('a body that never ends, after ten seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const body = new ReadableStream({ pull: () => undefined });
    const init: RequestInit & { readonly duplex: 'half' } = { ...form(''), body, duplex: 'half' };
    // Loaded anew, it takes the timers of now for the real ones.
    vi.resetModules();
    const { createEmulator: createAnew } = await import('cloudapi-emulator');
    const answer = send(CREATE, init, createAnew({ storage: 'memory' }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await codeOf(await answer)).toBe('InvalidBody');
  });

  test('a body that takes its time while a test moves the timers ahead', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let end = (): void => undefined;
    const body = new ReadableStream({
      start(controller) {
        end = () => {
          controller.enqueue(new TextEncoder().encode('Description=Sunny'));
          controller.close();
        };
      },
    });
    const init: RequestInit & { readonly duplex: 'half' } = { ...form(''), body, duplex: 'half' };
    const answer = send(CREATE, init);
    await vi.advanceTimersByTimeAsync(60_000);
    end();
    expect((await answer).status).toBe(200);
  });

  test('headers of a megabyte, whatever is in them', async () => {
    const headers: readonly Record<string, string>[] = [
      { accept: `text/${'a.-'.repeat(300_000)}` },
      { accept: 'application/a+'.repeat(70_000) },
      { 'content-type': `application/x-www-form-urlencoded${' '.repeat(1_000_000)}x` },
      { 'x-acs-action': 'A'.repeat(1_000_000) },
    ];
    for (const each of headers) {
      const used = processorTimer();
      expect([200, 400]).toContain((await send(CREATE, { method: 'POST', body: '', headers: each })).status);
      expect(used()).toBeLessThan(500);
    }
  });

  test('text with halves of characters, whole in JSON', async () => {
    const emulator = memory();
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
    const ModelName = 'a\u0000\uD800b';
    await emulator.call('CreateModel', { GroupId, ModelName, Schema: '{"type":"object"}' });
    const list = `Action=DescribeModels&GroupId=${GroupId}`;
    expect(await (await send(list, {}, emulator)).json()).toMatchObject({
      ModelDetails: { ModelDetail: [{ ModelName }] },
    });
    await expect(
      emulator.call('CreateModel', { GroupId, ModelName, Schema: '{"type":"object"}' }),
    ).rejects.toMatchObject({ code: 'RepeatedModelName' });
  });
});

describe('the endpoint', () => {
  test('is the same with the root’s dot at its end, also where the path is wrong', async () => {
    for (const host of ['apigateway.cn-hangzhou.aliyuncs.com', 'apigateway.cn-hangzhou.aliyuncs.com.']) {
      const url = `https://${host}/groups?Version=2016-07-14&Format=JSON&Action=DescribeRegions`;
      expect((await memory().handle(new Request(url))).status, host).toBe(404);
    }
  });

  test('may be a back end on a host of Alibaba Cloud that is not API Gateway’s', async () => {
    const url =
      'https://bff.cn-hangzhou.fc.aliyuncs.com/api?Version=2016-07-14&Format=JSON&Action=DescribeRegions';
    expect((await memory().handle(new Request(url))).status).toBe(200);
  });
});

test('an answer of call is the caller’s own: changing it changes no state', async () => {
  const emulator = memory();
  await emulator.call('CreateApiGroup', { GroupName: 'Weather', Tag: [{ Key: 'a', Value: '1' }] });
  const list = async () =>
    (await emulator.call('DescribeApiGroups', {})).ApiGroupAttributes.ApiGroupAttribute[0]?.Tags.TagInfo;
  const tags = (await list()) as { Key: string; Value: string }[];
  try {
    tags.push({ Key: 'b', Value: '2' });
  } catch (error) {
    // A frozen answer is as good.
    expect(error).toBeInstanceOf(TypeError);
  }
  expect(await list()).toEqual([{ Key: 'a', Value: '1' }]);
});

test('a description is the caller’s own: changing it changes no check', async () => {
  const emulator = createEmulator({ storage: 'memory' });
  const before = JSON.stringify(emulator.describe());
  const spoil = (value: object): void => {
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null) spoil(inner);
      Reflect.set(value, name, 'spoilt');
    }
  };
  spoil(emulator.describe());
  expect(JSON.stringify(emulator.describe())).toBe(before);
});

describe('call refuses what no call can hold, and writes nothing', () => {
  const circle: Record<string, unknown> = { GroupName: 'Circle' };
  circle['self'] = circle;
  const words =
    'emulator.call: the parameters must be strings, numbers, booleans, and lists and objects of them.';

  test.for([
    ['a circle', circle],
    ['a function', { GroupName: 'Weather', Tag: () => 1 }],
    ['a symbol', { GroupName: Symbol('x') }],
    ['a BigInt', { GroupName: 'Weather', Tag: 1n }],
    [
      'a getter that throws',
      {
        get GroupName(): string {
          throw new Error('no');
        },
      },
    ],
  ] as const)('%s', async ([, parameters]) => {
    const emulator = createEmulator({ storage: 'memory' });
    await expect(emulator.call('CreateApiGroup', parameters as never)).rejects.toThrow(words);
    expect((await emulator.snapshot()).groups).toEqual([]);
  });

  test.for([undefined, null, 5, Symbol('x'), ['DescribeRegions']])('an action that is %o', async (action) => {
    const emulator = createEmulator({ storage: 'memory' });
    await expect(emulator.call(action as never, {} as never)).rejects.toThrow(
      'emulator.call: the action must be a string, such as "CreateApiGroup".',
    );
  });
});

test('parameters of call stay the caller’s: changing them afterwards changes no state', async () => {
  const emulator = memory();
  const Tag = [{ Key: 'a', Value: '1' }];
  await emulator.call('CreateApiGroup', { GroupName: 'Weather', Tag });
  Tag[0]!.Value = 'changed';
  Tag.push({ Key: 'b', Value: '2' });
  const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', {});
  expect(ApiGroupAttributes.ApiGroupAttribute[0]?.Tags.TagInfo).toEqual([{ Key: 'a', Value: '1' }]);
});

test('the throttle counts on where a call read the clock a moment before one that overtook it', async () => {
  let now = 0;
  const emulator = memory({ clock: () => now, limits: { qps: { CreateApiGroup: 3 } } });
  let passed = 0;
  for (const [index, time] of [1001, 1001, 1001, 1000, 1001, 1000, 1001].entries()) {
    now = time;
    await emulator.call('CreateApiGroup', { GroupName: `Group_${index}` }).then(
      () => (passed += 1),
      () => undefined,
    );
  }
  expect(passed).toBe(3);
});

test('a list filtered by ten thousand tags is answered, or refused, at once', async () => {
  const emulator = memory({ limits: { groupsPerRegion: Infinity, qps: { CreateApiGroup: Infinity } } });
  const Tag = Array.from({ length: 20 }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
  for (let i = 0; i < 1000; i += 1) await emulator.call('CreateApiGroup', { GroupName: `Group_${i}`, Tag });
  const filters = Array.from({ length: 10_000 }, () => ({ Key: 'k19', Value: 'v' }));
  const used = processorTimer();
  await emulator.call('DescribeApiGroups', { Tag: filters }).catch(() => undefined);
  expect(used()).toBeLessThan(250);
});

test('models that refer to each other in a chain of three thousand are searched for a cycle at once', async () => {
  const emulator = memory();
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  const schema = (ref: string): string =>
    ref === '' ? '{"type":"object"}' : `{"type":"object","properties":{"a":{"$ref":"${ref}"}}}`;
  let ref = '';
  for (let i = 0; i < 3000; i += 1) {
    const model = await emulator.call('CreateModel', { GroupId, ModelName: `m${i}`, Schema: schema(ref) });
    ref = model.ModelRef;
  }
  const used = processorTimer();
  await expect(
    emulator.call('ModifyModel', { GroupId, ModelName: 'm0', Schema: schema(ref) }),
  ).rejects.toMatchObject({ code: 'InvalidSchema' });
  expect(used()).toBeLessThan(200);
  await emulator.call('DeleteApiGroup', { GroupId });
  expect((await emulator.call('DescribeModels', { GroupId })).TotalCount).toBe(0);
});
