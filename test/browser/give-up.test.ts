/** Clients that go, and a set-up that stops, while a back end has not answered: through the service worker, as a page sees it. */
import { setupEmulator } from 'cloudapi-emulator/browser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { server } from 'vitest/browser';
import { newGateway } from '../everywhere/gateway.ts';

/** As long as a timer can take: no test sees it pass. */
const service = { ServiceAddress: 'http://backend.example.com', ServiceTimeout: 2 ** 31 };

/** What the back end does; by itself, it ignores its signal and never answers. */
let answer: (request: Request) => Response | Promise<Response>;
let signals: AbortSignal[];
let look = (): void => undefined;

const { emulator, start, stop } = setupEmulator({
  storage: 'memory',
  log: 'none',
  backend(request) {
    signals.push(request.signal);
    look();
    return answer(request);
  },
});
let url: string;
beforeEach(async () => {
  signals = [];
  answer = () => new Promise(() => {});
  await emulator.reset();
  emulator.journal.clear();
  await start({ quiet: true });
  const gateway = await newGateway(emulator);
  await gateway.deploy({ service });
  url = `https://${gateway.host}/forecast`;
});
afterEach(() => stop());

function reached(count: number): Promise<void> {
  return new Promise((resolve) => {
    look = () => void (signals.length >= count && resolve());
    look();
  });
}

test('stop() does not wait for back ends that ignore their signals, and each call is answered', async () => {
  const sending = Array.from({ length: 30 }, () => fetch(url));
  await reached(30);
  await stop();
  for (const response of await Promise.all(sending))
    expect([response.status, response.headers.get('x-ca-error-code')]).toEqual([504, 'D504CO']);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect(emulator.journal.find({ via: 'subdomain', code: 'D504CO' })).toHaveLength(30);
});

test.for([
  ['a back end', false],
  ['a fault’s delay', true],
] as const)(
  'stop() does not wait for calls that were sent just before it, and meet %s',
  async ([, isHeld]) => {
    if (isHeld) answer = () => new Response(null, { status: 204 });
    const fault = isHeld ? emulator.faults.add({ delay: Infinity }) : undefined;
    const sending = Promise.allSettled(
      Array.from({ length: 10 }, () => fetch(url).then(({ status }) => status)),
    );
    await stop();
    fault?.remove();
    // Those that the worker had not passed on yet go to the network, where nobody has the domain.
    const statuses = (await sending).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(emulator.journal.find({ via: 'subdomain' })).toHaveLength(statuses.length);
    expect(statuses).toEqual(statuses.map(() => (isHeld ? 204 : 504)));
  },
);

/** One event, and no end. */
function endlessEvents(): Response {
  const body = new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('data: 1\n\n')),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

async function firstEvent(signal?: AbortSignal) {
  answer = endlessEvents;
  const response = await fetch(url, signal && { signal });
  const body = response.body!.getReader();
  await body.read();
  return { signal: signals[0]!, body };
}

// WebKit gives a page an event stream once it has ended.
describe.skipIf(server.browser === 'webkit')('during an event stream', () => {
  test('a client that aborts its request aborts the signal of its back end', async () => {
    const controller = new AbortController();
    const { signal, body } = await firstEvent(controller.signal);
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
    controller.abort();
    await expect(body.read()).rejects.toThrow('abort');
    await aborted;
    expect(emulator.journal.find({ via: 'subdomain' })).toMatchObject([{ status: 200, code: undefined }]);
  });

  // Firefox does not tell a worker that nobody reads on.
  test.skipIf(server.browser === 'firefox')(
    'a client that reads no more aborts the signal of its back end',
    async () => {
      const { signal, body } = await firstEvent();
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
      await body.cancel();
      await aborted;
    },
  );
});

test('stop() ends an event stream that goes on', async () => {
  answer = endlessEvents;
  const sending = fetch(url);
  await emulator.journal.next({ via: 'subdomain' });
  await stop();
  // Whether the event was read before is chance.
  expect(await (await sending).text()).toMatch(/^(?:data: 1\n\n)?$/);
  expect(signals[0]?.aborted).toBe(true);
});

test('a client that aborts before the answer is not heard of: msw’s worker does not say so', async () => {
  let end = (_response: Response): void => undefined;
  answer = () => new Promise((resolve) => (end = resolve));
  const controller = new AbortController();
  const sending = fetch(url, { signal: controller.signal });
  await reached(1);
  controller.abort();
  await expect(sending).rejects.toThrow('abort');
  // Another call goes all the way, so that the news would have come.
  await fetch(`${url}/nowhere`);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  const entry = emulator.journal.next({ api: 'Forecast' });
  end(new Response('too late'));
  expect(await entry).toMatchObject({ status: 200, code: undefined });
});
