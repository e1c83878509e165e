import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { build } from 'esbuild';
import { chromium, firefox, webkit } from 'playwright';
import { aliases } from '../../../scripts/aliases.ts';
import { engineTitle } from '../../../scripts/engines/find-engine.ts';
import type { Engine } from '../../../scripts/engines/find-engine.ts';
import { isDriven, launchOptions } from '../../../scripts/engines/launch.ts';
import { startBare } from '../../../scripts/engines/start-bare.ts';
import type { Command, Outcome, Report } from './command.ts';

/** Tabs of one browser, each with a page of its own. */
export interface Tabs {
  /** Gives a tab a command. */
  tell(tab: number, command: Command): Promise<Outcome>;
  /** Gives each tab its command, all at the same time, once each is done with the last one. */
  tellAll(commandOf: (tab: number) => Command): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** A tab that has done what it was told, and waits for a command. */
interface Waiting {
  readonly report: Report;
  answer(command: Command): void;
}

/** A tab as the test sees it: it comes back after each command. */
class Tab {
  come: (waiting: Waiting) => void = () => undefined;
  /** Resolves when the tab waits for a command. */
  ready = this.#nextTime();

  #nextTime(): Promise<Waiting> {
    return new Promise((resolve) => {
      this.come = resolve;
    });
  }

  async tell(command: Command): Promise<Outcome> {
    const { answer } = await this.ready;
    this.ready = this.#nextTime();
    answer(command);
    const { report } = await this.ready;
    if (report !== null && 'failed' in report) throw new Error(`In a tab: ${report.failed}`);
    return report ?? { answers: [], begin: 0, end: 0 };
  }
}

async function servePage(tabs: readonly Tab[]): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    alias: aliases,
    bundle: true,
    format: 'esm',
    write: false,
  });
  const page = `<!doctype html><title>Tab</title><script type="module">${outputFiles[0]?.text}</script>`;
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html').end(page);
      return;
    }
    const tab = tabs[Number(request.url?.slice(1))];
    const answer = (command: Command): unknown => response.end(JSON.stringify(command));
    void json(request).then((report) => tab?.come({ report: report as Report, answer }));
  });
  // A connection that ends while a tab is busy would fail the tab's next request.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

interface Browser {
  /** Resolves when it has ended, with the last that it printed. */
  readonly ended: Promise<string>;
  end(): Promise<unknown>;
}

/** Starts a browser that shows each address in a tab. */
async function startBrowser(engine: Engine, urls: readonly string[]): Promise<Browser> {
  if (!isDriven(engine)) {
    const { ended, end } = startBare(engine, urls);
    return { ended: ended.then((printed) => printed ?? ''), end };
  }
  const drivers = { chromium, firefox, webkit };
  // With a profile in a folder, as a user has one; otherwise the database would be in memory.
  const context = await drivers[engine.name].launchPersistentContext('', launchOptions(engine));
  const ended = new Promise<string>((resolve) => context.on('close', () => resolve('')));
  await Promise.all(urls.map(async (url) => (await context.newPage()).goto(url)));
  return { ended, end: () => context.close() };
}

/** Starts a browser with tabs at one origin. */
export async function openTabs(engine: Engine, count: number): Promise<Tabs> {
  const tabs = Array.from({ length: count }, () => new Tab());
  const server = await servePage(tabs);
  const { port } = server.address() as AddressInfo;
  const browser = await startBrowser(
    engine,
    tabs.map((_, tab) => `http://127.0.0.1:${port}/${tab}`),
  );
  const ended = browser.ended.then((printed) => {
    throw new Error(`${engineTitle(engine.name)} has ended.\n${printed}`);
  });
  ended.catch(() => undefined);
  const orEnd = <Value>(value: Promise<Value>): Promise<Value> => Promise.race([value, ended]);
  return {
    tell: (tab, command) => orEnd(tabs[tab]!.tell(command)),
    async tellAll(commandOf) {
      await orEnd(Promise.all(tabs.map((tab) => tab.ready)));
      return orEnd(Promise.all(tabs.map((tab, index) => tab.tell(commandOf(index)))));
    },
    async close() {
      await browser.end();
      server.closeAllConnections();
      server.close();
    },
  };
}
