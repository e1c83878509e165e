import { createServer, get } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import { setupEmulator } from 'cloudapi-emulator/node';
import { getResponse } from 'msw';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processorTimer } from '../processor-timer.ts';

const REGIONS = '?Action=DescribeRegions&Version=2016-07-14&Format=JSON';

/** A back end of the user's own, which answers what nobody intercepts. */
let backEnd: Server;
let api = '';
beforeAll(async () => {
  backEnd = createServer((_request, response) => response.end('the network'));
  await new Promise<void>((resolve) => backEnd.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(backEnd.address() as AddressInfo).port}/api`;
});
afterAll(() => {
  backEnd.closeAllConnections();
  backEnd.close();
});

function whoAnswersHttp(url: string): Promise<'the emulator' | 'the network'> {
  return new Promise((resolve, reject) => {
    get(url + REGIONS, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () => resolve(text.includes('RequestId') ? 'the emulator' : 'the network'));
    }).on('error', reject);
  });
}

function answer(endpoint: string, url: string): Promise<Response | undefined> {
  const emulator = createEmulator({ storage: 'memory' });
  return getResponse(handlers(emulator, { endpoints: [endpoint] }), new Request(url + REGIONS));
}

test.for([
  ['/接口', 'http://localhost/接口'],
  ['/a b', 'http://localhost/a b'],
  ['/%E6%8E%A5', 'http://localhost/接'],
  ['https://bff.example.com/接口', 'https://bff.example.com/接口'],
  ['http://[::1]:3000/api', 'http://[::1]:3000/api'],
  ['http://LOCALHOST:80/api//', 'http://localhost/api'],
  ['HTTP://localhost/api', 'http://localhost/api'],
  ['/', 'http://localhost/'],
])('a mount at %s answers what a page sends to %s', async ([endpoint, url]) => {
  expect((await answer(endpoint ?? '', url ?? ''))?.status).toBe(200);
});

test('a mount on another host of Alibaba Cloud answers', async () => {
  const url = 'https://bff.cn-hangzhou.fc.aliyuncs.com/api';
  expect((await answer(url, url))?.status).toBe(200);
});

test.for(['/api?version=1', '/api#here'])(
  'a mount with a query or a fragment, which could never match, is refused or passes it over: %s',
  async (endpoint) => {
    const emulator = createEmulator({ storage: 'memory' });
    let made: ReturnType<typeof handlers>;
    try {
      made = handlers(emulator, { endpoints: [endpoint] });
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
      return;
    }
    expect((await getResponse(made, new Request(`http://localhost/api${REGIONS}`)))?.status).toBe(200);
  },
);

test.for(['http://', 'https://[', 'http://:80'])(
  'a mount that is no address is refused with words: %s',
  (endpoint) => {
    expect(() => handlers(createEmulator(), { endpoints: [endpoint] })).toThrow(
      `handlers: the endpoint "${endpoint}" must be a path or a whole URL`,
    );
  },
);

test('an address of ten thousand slashes is passed over at once', async () => {
  // Against the same without a mount, because msw has its own look at each address.
  const request = (): Request => new Request(`http://localhost/${'/'.repeat(10_000)}x`);
  const used = processorTimer();
  expect(
    await getResponse(
      handlers(createEmulator({ storage: 'memory' }), { endpoints: ['/api', '/b', '/c', '/d'] }),
      request(),
    ),
  ).toBeUndefined();
  expect(used()).toBeLessThan(100);
});

test('the guard names the host as it is', async () => {
  const made = handlers(createEmulator({ storage: 'memory' }), { guard: true });
  const response = await getResponse(made, new Request("https://$'.aliyuncs.com/"));
  expect(await response?.json()).toMatchObject({
    Message: expect.stringMatching(/blocked a call to \$'\.aliyuncs\.com because guard is true/),
  });
});

test('a connection of http that was kept alive is answered by whoever answers at the moment', async () => {
  const setup = setupEmulator({ storage: 'memory', endpoints: [api] });
  const answers = [await whoAnswersHttp(api)];
  for (let round = 0; round < 2; round += 1) {
    await setup.start();
    answers.push(await whoAnswersHttp(api), await whoAnswersHttp(api));
    await setup.stop();
    answers.push(await whoAnswersHttp(api));
  }
  const round = ['the emulator', 'the emulator', 'the network'];
  expect(answers).toEqual(['the network', ...round, ...round]);
});

test('a second set-up takes over from the first one, which then has nothing to stop', async () => {
  const one = setupEmulator({ storage: 'memory', endpoints: [`${api}/one`] });
  const two = setupEmulator({ storage: 'memory', endpoints: [`${api}/two`] });
  const answers = async (): Promise<string[]> => [
    await whoAnswersHttp(`${api}/one`),
    await whoAnswersHttp(`${api}/two`),
  ];
  await one.start();
  await two.start();
  expect(await answers()).toEqual(['the network', 'the emulator']);
  await one.stop();
  expect(await answers()).toEqual(['the network', 'the emulator']);
  await one.start();
  expect(await answers()).toEqual(['the emulator', 'the network']);
  await Promise.all([one.stop(), two.stop()]);
  expect(await answers()).toEqual(['the network', 'the network']);
});

test('a set-up that is started and stopped at once ends as the last word said', async () => {
  const setup = setupEmulator({ storage: 'memory', endpoints: [api] });
  await Promise.all([setup.start(), setup.stop(), setup.start()]);
  expect(await whoAnswersHttp(api)).toBe('the emulator');
  await Promise.all([setup.stop(), setup.start(), setup.stop()]);
  expect(await whoAnswersHttp(api)).toBe('the network');
});
