/** Clients that go, and set-ups that stop, while a back end has not answered: through msw, as Node's own clients see it. */
import { getEventListeners } from 'node:events';
import http from 'node:http';
import type { EmulatorOptions, Exchange } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/node';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { newGateway } from '../everywhere/gateway.ts';

const CLIENT = 'The option backend was given up: the client aborted its request.';
const STOPPED = 'The option backend was given up: the emulator was stopped.';

/** As long as a timer can take: no test sees it pass. */
const service = { ServiceAddress: 'http://backend.example.com', ServiceTimeout: 2 ** 31 };

async function started(options: EmulatorOptions) {
  const { emulator, start, stop } = setupEmulator({
    storage: 'memory',
    guard: true,
    limits: { subDomainCallsPerDay: Infinity },
    ...options,
  });
  await start();
  onTestFinished(stop);
  const gateway = await newGateway(emulator);
  await gateway.deploy({ service });
  return { emulator, gateway, start, stop, url: `http://${gateway.host}/forecast` };
}

/** A back end that ignores its signal and never answers. */
function deafBackend() {
  const signals: AbortSignal[] = [];
  let look = (): void => undefined;
  return {
    signals,
    backend({ signal }: Request): Promise<Response> {
      signals.push(signal);
      look();
      return new Promise(() => {});
    },
    reached: (count: number): Promise<void> =>
      new Promise((resolve) => {
        look = () => void (signals.length >= count && resolve());
        look();
      }),
  };
}

/** An event stream with one event and no end. */
function oneEvent(): Response {
  const body = new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('data: 1\n\n')),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

describe('a client that goes', () => {
  test.for<[string, (url: string) => { go(): void; gone: Promise<unknown> }]>([
    [
      'fetch',
      (url) => {
        const controller = new AbortController();
        return {
          go: () => controller.abort(),
          gone: fetch(url, { signal: controller.signal }).catch(String),
        };
      },
    ],
    [
      'node:http',
      (url) => {
        const request = http.get(url);
        return {
          go: () => void request.destroy(),
          gone: new Promise((resolve) => request.on('error', resolve)),
        };
      },
    ],
  ])('before the answer aborts the signal of the back end: %s', async ([, send]) => {
    const deaf = deafBackend();
    const { emulator, url } = await started({ backend: deaf.backend });
    const { go, gone } = send(url);
    await deaf.reached(1);
    const entry = emulator.journal.next({ via: 'subdomain' });
    go();
    await gone;
    expect(await entry).toMatchObject({ status: 504, code: 'D504CO', gate: 'backend', detail: CLIENT });
    expect(deaf.signals[0]?.aborted).toBe(true);
  });

  test('after the headers of an answer that is whole leaves the back end alone', async () => {
    let signal: AbortSignal | undefined;
    const { emulator, url } = await started({
      backend(request) {
        ({ signal } = request);
        return new Response('x'.repeat(1_000_000));
      },
    });
    const controller = new AbortController();
    const response = await fetch(url, { signal: controller.signal });
    controller.abort();
    await expect(response.text()).rejects.toThrow('aborted');
    expect(signal?.aborted).toBe(false);
    expect(emulator.journal.entries().at(-1)).toMatchObject({ status: 200, code: undefined });
  });

  test.for(['unwatched', 'watched'])('during an event stream aborts it, %s by exchanges', async (watched) => {
    let aborted = (_reason: unknown): void => undefined;
    const reason = new Promise((resolve) => (aborted = resolve));
    const { emulator, url } = await started({
      backend({ signal }) {
        signal.addEventListener('abort', () => aborted(signal.reason));
        return oneEvent();
      },
    });
    const told = new Promise<Exchange>((resolve) => {
      if (watched === 'watched') emulator.exchanges.subscribe(resolve);
    });
    const controller = new AbortController();
    const response = await fetch(url, { signal: controller.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    controller.abort();
    expect(await reason).toMatchObject({ detail: CLIENT });
    expect(emulator.journal.entries().at(-1)).toMatchObject({ status: 200, code: undefined });
    if (watched === 'watched') expect((await told).answer.status).toBe(200);
  });

  test('leaves nothing on its signal, however its calls end', async () => {
    const controller = new AbortController();
    const { emulator, gateway } = await started({
      backend(request) {
        const kind = request.headers.get('x-kind');
        if (kind === 'throws') throw new Error('broken');
        if (kind === 'stream')
          return new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } });
        return new Response('ok');
      },
    });
    await gateway.deploy({
      name: 'Open',
      request: { RequestPath: '/open', RequestMode: 'PASSTHROUGH' },
      service: { ...service, ServicePath: '' },
    });
    const request = new Request(`http://${gateway.host}/open`, { signal: controller.signal });
    const { signal } = request;
    const before = getEventListeners(signal, 'abort').length;
    for (const kind of ['whole', 'throws', 'stream']) {
      // The same signal each time, as a client may reuse it.
      const sent = new Request(request.url, { headers: { 'x-kind': kind } });
      Object.defineProperty(sent, 'signal', { value: signal });
      await (await emulator.handle(sent)).text();
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(before);
  });
});

describe('stop()', () => {
  test('does not wait for back ends that ignore their signals, however many, and each call is answered', async () => {
    const deaf = deafBackend();
    const { emulator, url, stop } = await started({ backend: deaf.backend });
    const sending = Array.from({ length: 100 }, () => fetch(url));
    await deaf.reached(100);
    await stop();
    for (const response of await Promise.all(sending))
      expect([response.status, response.headers.get('x-ca-error-code')]).toEqual([504, 'D504CO']);
    expect(emulator.journal.find({ via: 'subdomain', code: 'D504CO' })).toHaveLength(100);
    expect(emulator.journal.entries().at(-1)).toMatchObject({ detail: STOPPED });
    expect(deaf.signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test('does not wait in fake time either', async () => {
    const deaf = deafBackend();
    const { url, stop } = await started({ backend: deaf.backend });
    const sending = fetch(url);
    await deaf.reached(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await stop();
    expect((await sending).status).toBe(504);
  });

  test('beside reset() and restore(), with back ends that fail after their abort, leaves no call open', async () => {
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const late: (() => void)[] = [];
    const { emulator, url, stop } = await started({
      backend: ({ signal }) =>
        new Promise((_resolve, reject) => {
          const fail = (): void => reject(new Error('broken'));
          late.push(fail);
          // Every other one at once, the rest when nobody waits any more.
          if (late.length % 2 === 0) signal.addEventListener('abort', fail);
          if (late.length === 30) reach();
        }),
    });
    const snapshot = await emulator.snapshot();
    const sending = Array.from({ length: 30 }, () => fetch(url));
    await reached;
    await Promise.all([emulator.reset(), emulator.restore(snapshot), stop(), emulator.reset()]);
    const answered = await Promise.all(sending);
    expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 504));
    const entries = emulator.journal.find({ via: 'subdomain' });
    expect(entries.map(({ detail }) => detail)).toEqual(answered.map(() => STOPPED));
    for (const fail of late) fail();
    // A rejection that nobody handles is told in the next turn, and fails this test.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('ends an event stream that goes on', async () => {
    let signal: AbortSignal | undefined;
    const { url, stop } = await started({
      backend(request) {
        ({ signal } = request);
        return oneEvent();
      },
    });
    const reader = (await fetch(url)).body?.getReader();
    await reader?.read();
    const rest = reader?.read();
    await stop();
    expect(await rest).toEqual({ value: undefined, done: true });
    expect(signal?.aborted).toBe(true);
  });

  test('loses no answer that a back end has given', async () => {
    let answer = (_response: Response): void => undefined;
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const { url, stop } = await started({
      backend: () =>
        new Promise((resolve) => {
          answer = resolve;
          reach();
        }),
    });
    const sending = fetch(url);
    await reached;
    answer(new Response('x'.repeat(1_000_000)));
    await stop();
    expect(await (await sending).text()).toHaveLength(1_000_000);
  });

  test('is no end: after another start() the back end is asked as before', async () => {
    const { url, start, stop } = await started({ backend: () => new Response('ok') });
    await stop();
    await start();
    expect(await (await fetch(url)).text()).toBe('ok');
  });

  test('of an earlier set-up, by one that takes over, gives up what it has open', async () => {
    const deaf = deafBackend();
    const { url } = await started({ backend: deaf.backend });
    const sending = fetch(url);
    await deaf.reached(1);
    await started({ backend: () => new Response('later') });
    expect((await sending).status).toBe(504);
  });
});
