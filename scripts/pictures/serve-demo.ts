import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { keepFolder } from '../engines/keep-folder.ts';

const configFile = fileURLToPath(new URL('../../demo/vite.config.ts', import.meta.url));

/** Where the demo lies on its host: not at its root, because it must work anywhere. */
const BELOW = '/some/where/below/';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** The demo's static build, on a server of this process. */
export interface ServedDemo {
  /** Ends with a slash. */
  readonly address: string;
  /** What was asked for that the build does not have. */
  readonly missed: readonly string[];
  close(): Promise<void>;
}

/** What a strict host says of each file. The page says the same of itself; what the host says also holds for the worker. */
const POLICY =
  "default-src 'self'; connect-src 'self' https://*.alicloudapi.com; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types default lit-html";

/** Builds the demo and serves it. */
export async function serveDemo(): Promise<ServedDemo> {
  const { folder, end } = keepFolder('demo');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const missed: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const name = pathname === BELOW ? 'index.html' : pathname.replace(BELOW, '');
    const content = await readFile(join(folder, name)).catch(() => undefined);
    if (content === undefined) {
      missed.push(`${request.method} ${pathname}`);
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICY);
    response.end(content);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${at.port}${BELOW}`,
    missed,
    async close() {
      server.closeAllConnections();
      server.close();
      await end();
    },
  };
}
