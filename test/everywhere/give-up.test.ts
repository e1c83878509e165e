/** Calls of a back end that nobody waits for any more: the client has aborted its request, or the emulator is disposed of. */
import type { Backend, Emulator, Exchange } from 'cloudapi-emulator';
import { describe, expect, test } from 'vitest';
import { newGateway, refusalOf } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { newEmulator } from './new-emulator.ts';

const CLIENT = 'The option backend was given up: the client aborted its request.';
const STOPPED = 'The option backend was given up: the emulator was stopped.';
const GIVEN_UP = ['D504CO', 504, 'Backend service connect failed `no answer`', ''];

/** A back end that answers when the test says so, and never by itself. */
interface SlowBackend {
  readonly backend: Backend;
  /** The signals of the requests that have come. */
  readonly signals: AbortSignal[];
  /** Waits until so many requests have come. */
  reached(count?: number): Promise<void>;
  answer(response: Response): void;
}

function slowBackend(onAbort: (reason: unknown) => Response | undefined = () => undefined): SlowBackend {
  const signals: AbortSignal[] = [];
  const answers: ((response: Response) => void)[] = [];
  const waiting: (() => void)[] = [];
  return {
    backend: ({ signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          try {
            const last = onAbort(signal.reason);
            if (last !== undefined) resolve(last);
          } catch (error) {
            reject(error);
          }
        });
        answers.push(resolve);
        signals.push(signal);
        for (const go of waiting) go();
      }),
    signals,
    reached: (count = 1) =>
      new Promise((resolve) => {
        const look = (): void => void (signals.length >= count && resolve());
        waiting.push(look);
        look();
      }),
    answer: (response) => answers.shift()?.(response),
  };
}

/** As long as a timer can take: no test sees it pass. */
const service = { ServiceAddress: 'http://backend.example.com', ServiceTimeout: 2 ** 31 };

async function gatewayBefore({ backend }: Pick<SlowBackend, 'backend'>) {
  const emulator = newEmulator({ backend });
  const gateway = await newGateway(emulator);
  await gateway.deploy({ service });
  return { emulator, gateway };
}

/** The ways to give a call up. */
const ways: readonly {
  readonly by: string;
  readonly detail: string;
  begin(emulator: Emulator, gateway: Gateway): { sending: Promise<Response>; giveUp(): Promise<void> | void };
}[] = [
  {
    by: 'its client',
    detail: CLIENT,
    begin(_emulator, gateway) {
      const controller = new AbortController();
      const sending = gateway.send('/forecast', { signal: controller.signal });
      return { sending, giveUp: () => controller.abort() };
    },
  },
  {
    by: 'dispose()',
    detail: STOPPED,
    begin: (emulator, gateway) => ({
      sending: gateway.send('/forecast'),
      giveUp: () => emulator.dispose(),
    }),
  },
];

describe.for(ways)('a call that is given up by $by', ({ detail, begin }) => {
  test.for<[string, Parameters<typeof slowBackend>[0]]>([
    ['ignores its signal', undefined],
    [
      'throws the reason',
      (reason) => {
        throw reason;
      },
    ],
    [
      'throws something else',
      () => {
        throw new Error('broken');
      },
    ],
    ['returns what is no answer', () => Response.error()],
    ['begins a body without end', () => new Response(new ReadableStream())],
  ])('is a 504, and its signal is aborted, if the back end then %s', async ([, onAbort]) => {
    const slow = slowBackend(onAbort);
    const { emulator, gateway } = await gatewayBefore(slow);
    const exchanged = new Promise<Exchange>((resolve) => emulator.exchanges.subscribe(resolve));
    const { sending, giveUp } = begin(emulator, gateway);
    await slow.reached();
    await giveUp();
    const response = await sending;
    const requestId = response.headers.get('x-ca-request-id');
    expect(await refusalOf(response)).toEqual(GIVEN_UP);
    expect(slow.signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(emulator.journal.find({ via: 'subdomain' })).toMatchObject([
      { status: 504, code: 'D504CO', gate: 'backend', grade: 'inferred', injected: false, detail, requestId },
    ]);
    expect(await exchanged).toMatchObject({ requestId, answer: { status: 504, body: '' } });
  });

  test('is answered all the same if the back end has answered, or answers as its last word', async () => {
    const slow = slowBackend();
    const { emulator, gateway } = await gatewayBefore(slow);
    const answered = begin(emulator, gateway);
    await slow.reached();
    slow.answer(new Response(null, { status: 204 }));
    await answered.giveUp();
    expect((await answered.sending).status).toBe(204);

    const polite = slowBackend(() => new Response(null, { status: 503 }));
    const other = await gatewayBefore(polite);
    const late = begin(other.emulator, other.gateway);
    await polite.reached();
    await late.giveUp();
    expect((await late.sending).status).toBe(503);
    expect(other.emulator.journal.entries().at(-1)).toMatchObject({ status: 503, code: undefined });
  });

  test('before it has come to the back end waits for none', async () => {
    const slow = slowBackend();
    const { emulator, gateway } = await gatewayBefore(slow);
    const { sending, giveUp } = begin(emulator, gateway);
    await giveUp();
    expect(await refusalOf(await sending)).toEqual(GIVEN_UP);
    expect(slow.signals.every(({ aborted }) => aborted)).toBe(true);
    expect(emulator.journal.entries().at(-1)).toMatchObject({ gate: 'backend', detail });
  });

  test('while an event stream goes on ends it, and aborts the signal of the back end', async () => {
    let cancelled = (_reason: unknown): void => undefined;
    const ended = new Promise((resolve) => (cancelled = resolve));
    let signal: AbortSignal | undefined;
    const { emulator, gateway } = await gatewayBefore({
      backend(request) {
        ({ signal } = request);
        return eventStream(cancelled);
      },
    });
    const { sending, giveUp } = begin(emulator, gateway);
    const reader = (await sending).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 1\n\n');
    const rest = reader?.read();
    expect(signal?.aborted).toBe(false);
    await giveUp();
    expect(await rest).toEqual({ value: undefined, done: true });
    expect(await ended).toMatchObject({ code: 'D504CO', detail });
    expect(signal?.aborted).toBe(true);
    expect(emulator.journal.find({ via: 'subdomain' })).toMatchObject([{ status: 200, code: undefined }]);
  });
});

/** One event, and no end. */
function eventStream(cancelled: (reason: unknown) => void): Response {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: cancelled,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

test('a client that reads no more of an event stream aborts the signal of its back end', async () => {
  let signal: AbortSignal | undefined;
  const { gateway } = await gatewayBefore({
    backend(request) {
      ({ signal } = request);
      return eventStream(() => undefined);
    },
  });
  const reader = (await gateway.send('/forecast')).body?.getReader();
  await reader?.read();
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve));
  await reader?.cancel();
  await aborted;
});

test('an event stream that answers HEAD, which has no body, aborts the signal of its back end', async () => {
  let aborted = (): void => undefined;
  const heard = new Promise<void>((resolve) => (aborted = resolve));
  const gateway = await newGateway(
    newEmulator({
      backend({ signal }) {
        signal.addEventListener('abort', () => aborted());
        return eventStream(() => undefined);
      },
    }),
  );
  await gateway.deploy({ request: { RequestHttpMethod: 'HEAD' }, service });
  const response = await gateway.send('/forecast', { method: 'HEAD' });
  expect([response.status, response.body]).toEqual([200, null]);
  await heard;
});

test('a back end whose answer has ended hears of no abort after it', async () => {
  for (const headers of [{}, { 'content-type': 'text/event-stream' }]) {
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const { emulator, gateway } = await gatewayBefore({
      backend(request) {
        ({ signal } = request);
        return new Response('data: 1\n\n', { headers });
      },
    });
    const response = await gateway.send('/forecast', { signal: controller.signal });
    expect(await response.text()).toBe('data: 1\n\n');
    controller.abort();
    await emulator.dispose();
    expect(signal?.aborted).toBe(false);
  }
});

test('a back end is not asked for a client that has gone already', async () => {
  const slow = slowBackend();
  const { gateway } = await gatewayBefore(slow);
  expect((await gateway.send('/forecast', { signal: AbortSignal.abort() })).status).toBe(504);
  expect(slow.signals).toEqual([]);
});

test('a call that a fault holds is answered once dispose() lets it go on, if the back end takes no time', async () => {
  const { emulator, gateway } = await gatewayBefore({
    backend: async () => new Response(null, { status: 204 }),
  });
  const fault = emulator.faults.add({ api: 'Forecast', delay: Infinity });
  const sending = gateway.send('/forecast');
  await expect.poll(() => fault.hits).toBe(1);
  await emulator.dispose();
  expect((await sending).status).toBe(204);
});

test('a call that a fault holds waits for no back end once dispose() lets it go on', async () => {
  const slow = slowBackend();
  const { emulator, gateway } = await gatewayBefore(slow);
  const fault = emulator.faults.add({ api: 'Forecast', delay: Infinity });
  const sending = gateway.send('/forecast');
  await expect.poll(() => fault.hits).toBe(1);
  await emulator.dispose();
  expect(await refusalOf(await sending)).toEqual(GIVEN_UP);
  expect(slow.signals.map(({ aborted }) => aborted)).toEqual([true]);
  fault.remove();

  const after = gateway.send('/forecast');
  await slow.reached(2);
  slow.answer(new Response('nobody waits for it'));
  slow.answer(new Response('as ever'));
  expect(await (await after).text()).toBe('as ever');
});

test('a call that has come waits for no fault’s delay once the emulator is disposed of', async () => {
  const { emulator, gateway } = await gatewayBefore({ backend: () => new Response('ok') });
  emulator.faults.add({ delay: Infinity });
  const calls = [
    emulator.call('DescribeRegions', {}),
    emulator.handle(
      new Request('https://apigateway.cn-hangzhou.aliyuncs.com/?Action=DescribeRegions&Version=2016-07-14'),
    ),
    gateway.send('/forecast'),
  ];
  await emulator.dispose();
  await Promise.all(calls);
});

test('reset(), restore() and snapshot() wait for no back end and give none up; dispose() gives up all', async () => {
  const slow = slowBackend();
  const { emulator, gateway } = await gatewayBefore(slow);
  const before = await emulator.snapshot();
  const sending = Array.from({ length: 50 }, () => gateway.send('/forecast'));
  await slow.reached(50);
  await emulator.reset();
  await emulator.restore(before);
  expect(await emulator.snapshot()).toEqual(before);
  expect(slow.signals.some(({ aborted }) => aborted)).toBe(false);
  for (let i = 0; i < 20; i += 1) slow.answer(new Response('ok'));
  const answered = await Promise.all(sending.slice(0, 20));
  expect(answered.every(({ status }) => status === 200)).toBe(true);
  await Promise.all([emulator.dispose(), emulator.reset(), emulator.dispose()]);
  const given = await Promise.all(sending.slice(20));
  expect(given.every(({ status }) => status === 504)).toBe(true);
  const entries = emulator.journal.find({ via: 'subdomain' });
  expect(entries.filter(({ code }) => code === undefined)).toHaveLength(20);
  expect(entries.filter(({ detail }) => detail === STOPPED)).toHaveLength(30);
  expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(50);
});
