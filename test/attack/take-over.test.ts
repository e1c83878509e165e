/**
 * One emulator answers in a page, however many set-ups are started there: by one copy of the module or by two bundles,
 * each with an msw of its own.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { BrowserSetup, BrowserSetupOptions } from 'cloudapi-emulator/browser';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launch } from '../../scripts/engines/launch.ts';

/** What the pages of these tests have. */
interface Scope {
  readonly first: (options?: BrowserSetupOptions) => BrowserSetup;
  readonly second: (options?: BrowserSetupOptions) => BrowserSetup;
  create(name: string): Promise<number | string>;
  createMany(prefix: string): Promise<(number | string)[]>;
  cloudapiEmulator?: BrowserSetup['emulator'];
}

const entry = fileURLToPath(new URL('../../handlers/browser.ts', import.meta.url));
const versions = { 'msw 2.15': 'msw2', 'msw 3': 'msw' } as const;
type Version = keyof typeof versions;

const PAGE = `<!doctype html><title>Take-over</title><script>
  window.create = async (name) => {
    const body = new URLSearchParams({ Action: 'CreateApiGroup', GroupName: name });
    const response = await fetch('/api/cloudapi', { method: 'POST', body });
    return response.headers.has('x-acs-request-id') ? ((await response.json()).Code ?? response.status) : 'the network';
  };
  window.createMany = (prefix) => Promise.all(Array.from({ length: 15 }, (_, i) => create(prefix + i)));
</script>`;

let browser: Browser;
let server: Server;
let address: string;
const files = new Map<string, string>();

/** One bundle of the package, with its own copy of everything. */
async function bundle(name: 'first' | 'second', version: Version): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bundled',
    footer: { js: `globalThis.${name} = bundled.setupEmulator;` },
    alias: { msw: versions[version] },
  });
  return outputFiles[0]?.text ?? '';
}

beforeAll(async () => {
  for (const version of ['msw 2.15', 'msw 3'] as const) {
    for (const name of ['first', 'second'] as const)
      files.set(`/${version} ${name}.js`, await bundle(name, version));
    const worker = new URL(
      `../../node_modules/${versions[version]}/lib/mockServiceWorker.js`,
      import.meta.url,
    );
    files.set(`/${version} worker.js`, await readFile(worker, 'utf8'));
  }
  server = createServer(({ url = '', method }, response) => {
    const path = decodeURIComponent(url);
    const script = files.get(path);
    if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script);
    else if (path === '/' || path === '/page.js')
      response.setHeader('content-type', 'text/html').end(method === 'POST' ? '' : PAGE);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launch('chromium');
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** A page of its own origin's state, with two copies of the package. */
async function openPage(one: Version, two: Version): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  for (const script of [`${one} first.js`, `${two} second.js`])
    await page.addScriptTag({ url: encodeURI(`/${script}`) });
  await page.evaluate(
    (url) => {
      const scope = window as unknown as { first: Scope['first']; second: Scope['second'] };
      for (const name of ['first', 'second'] as const) {
        const setupEmulator = scope[name];
        scope[name] = (options) => {
          const setup = setupEmulator({
            endpoints: ['/api/cloudapi'],
            limits: { qps: { CreateApiGroup: Infinity } },
            ...options,
          });
          const serviceWorker = { url };
          return Object.assign(setup, {
            start: (
              (start) => (more) =>
                start({ serviceWorker, ...more })
            )(setup.start),
          } satisfies Partial<BrowserSetup>);
        };
      }
    },
    encodeURI(`/${one} worker.js`),
  );
  return page;
}

const created = Array.from({ length: 15 }, () => 200);

describe.for<[Version, Version]>([
  ['msw 3', 'msw 3'],
  ['msw 2.15', 'msw 2.15'],
  ['msw 2.15', 'msw 3'],
  ['msw 3', 'msw 2.15'],
])('bundles with %s and %s', ([one, two]) => {
  test('two concurrent starts: each call is answered once, by the later set-up', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, second, createMany } = window as unknown as Scope;
      const setups = [first(), first(), second({ expose: true })] as const;
      await Promise.all(setups.map((setup) => setup.start()));
      const answers = await createMany('Group');
      await setups[0].stop();
      await setups[1].stop();
      const { cloudapiEmulator } = window as unknown as Scope;
      return {
        answers,
        entries: setups.map(({ emulator }) => emulator.journal.entries().length),
        isLater: cloudapiEmulator === setups[2].emulator,
        after: await createMany('Other'),
      };
    });
    expect(seen).toEqual({ answers: created, entries: [0, 0, 15], isLater: true, after: created });
  });

  test('no call is lost or answered twice while a set-up takes over, and the state carries on', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, second, create, createMany } = window as unknown as Scope;
      const earlier = first({ expose: true });
      const later = second();
      await earlier.start();
      const before = createMany('Before');
      const [answers] = await Promise.all([createMany('During'), later.start()]);
      return {
        answers: [...(await before), ...answers],
        entries: [earlier, later].flatMap(({ emulator }) => emulator.journal.entries()).length,
        repeated: await create('Before0'),
        exposed: (window as unknown as Scope).cloudapiEmulator,
      };
    });
    expect(seen).toEqual({
      answers: [...created, ...created],
      entries: 30,
      repeated: 'RepeatedApiGroup',
      exposed: undefined,
    });
  });

  test('started, stopped and started again at once, as StrictMode does it', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, createMany } = window as unknown as Scope;
      const earlier = first({ expose: true });
      const later = first({ expose: true });
      await Promise.all([earlier.start(), earlier.stop(), later.start()]);
      return {
        answers: await createMany('Group'),
        entries: [earlier, later].map(({ emulator }) => emulator.journal.entries().length),
        isLater: (window as unknown as Scope).cloudapiEmulator === later.emulator,
      };
    });
    expect(seen).toEqual({ answers: created, entries: [0, 15], isLater: true });
  });

  test('a call is answered as soon as the first start is over, though that set-up was stopped meanwhile', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, createMany } = window as unknown as Scope;
      const earlier = first();
      const later = first();
      const started = earlier.start();
      const rest = Promise.all([earlier.stop(), later.start()]);
      await started;
      const early = await createMany('Early');
      await rest;
      const late = await createMany('Late');
      const entries = [earlier, later].map(({ emulator }) => emulator.journal.entries().length);
      return { early, late, entries: (entries[0] ?? 0) + (entries[1] ?? 0) };
    });
    expect(seen).toEqual({ early: created, late: created, entries: 30 });
  });

  test('after the last one has stopped, the network answers, until another starts', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, second, create, createMany } = window as unknown as Scope;
      const setups = [first(), second()] as const;
      await setups[0].start();
      await setups[1].start();
      await setups[1].stop();
      const answers = [await create('Weather')];
      await setups[1].start();
      answers.push(await create('Weather'));
      await setups[1].stop();
      await setups[0].start();
      answers.push(...(await createMany('Group')));
      return { answers, entries: setups.map(({ emulator }) => emulator.journal.entries().length) };
    });
    expect(seen).toEqual({ answers: ['the network', 200, ...created], entries: [15, 1] });
  });

  test('a set-up that cannot start leaves the one before as it is', async () => {
    const page = await openPage(one, two);
    const seen = await page.evaluate(async () => {
      const { first, second, create } = window as unknown as Scope;
      const earlier = first({ expose: true });
      await earlier.start();
      const later = second({ expose: true, name: 'another', fixture: { groups: ['no'] } });
      const message = await later.start().catch((error: Error) => error.message);
      await later.stop();
      return {
        message,
        answer: await create('Weather'),
        isEarlier: (window as unknown as Scope).cloudapiEmulator === earlier.emulator,
      };
    });
    expect(seen).toEqual({
      message: expect.stringContaining('InvalidGroupName'),
      answer: 200,
      isEarlier: true,
    });
  });
});

describe.for<Version>(['msw 2.15', 'msw 3'])('a worker of %s that does not start', (version) => {
  test.for<[string, string, RegExp | string]>([
    ['is missing', '/missing.js', /missing\.js is answered with HTTP 404\. "npx msw init/],
    ['is a page', '/page.js', /page\.js is not a script \(Content-Type: text\/html\)\. "npx msw init/],
    ['is on a server that is not there', 'http://127.0.0.1:1/worker.js', /worker\.js cannot be loaded/],
  ])('blames the script if it %s, and another start may follow', async ([, url, message]) => {
    const page = await openPage(version, version);
    const seen = await page.evaluate(async (at) => {
      const { first, create } = window as unknown as Scope;
      const setup = first({ expose: true });
      const error = await setup
        .start({ serviceWorker: { url: at } })
        .then(() => new Error('It has started.'))
        .catch((thrown: Error) => thrown);
      const exposed = 'cloudapiEmulator' in window;
      await setup.start();
      return {
        message: error.message,
        hasCause: error.cause instanceof Error,
        exposed,
        answer: await create('Weather'),
      };
    }, url);
    expect(seen).toEqual({
      message: expect.stringMatching(message),
      hasCause: true,
      exposed: false,
      answer: 200,
    });
  });

  test('blames nothing else on the script', async () => {
    const page = await openPage(version, version);
    const message = await page.evaluate(async () => {
      const { first } = window as unknown as Scope;
      const options = { scope: 'https://elsewhere.example/' };
      const start = first().start({ serviceWorker: { url: '/msw 3 worker.js', options } });
      return start.then(
        () => 'It has started.',
        (error: Error) => error.message,
      );
    });
    expect(message).toContain('elsewhere.example');
    expect(message).not.toContain('npx msw init');
  });
});

test.for<Version>(['msw 2.15', 'msw 3'])(
  'with %s, the console gets one line for a refused call, and none for others',
  async (version) => {
    const page = await openPage(version, version);
    const lines: string[] = [];
    page.on('console', (message) => {
      // The browser's own line, for each answer that is no success.
      if (!message.text().startsWith('Failed to load resource')) lines.push(message.text());
    });
    await page.evaluate(async () => {
      const { first, create } = window as unknown as Scope;
      const setup = first();
      await setup.start();
      for (const name of ['Weather', 'Weather', 'Climate']) await create(name);
      await setup.stop();
      console.log('the end');
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^\[cloudapi-emulator\] CreateApiGroup refused: RepeatedApiGroup \(400, observed\)\. /,
      ),
      'the end',
    ]);
  },
);
