/** Serves and builds the recipes that are pages. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer, preview } from 'vite';
import type { InlineConfig } from 'vite';
import { vi } from 'vitest';
import { aliases } from '../../scripts/aliases.ts';

/** A site that is served. */
interface Site {
  readonly address: string;
  close(): Promise<void>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a recipe's own configuration lacks here: the package by its sources, and no port or cache that others use. */
function configOf(recipe: string, more: InlineConfig): InlineConfig {
  const root = join(repository, 'test/recipes', recipe);
  return {
    root,
    configFile: join(root, 'vite.config.ts'),
    // Vite would not share it between two configurations.
    cacheDir: join(
      repository,
      'node_modules/.vite/recipes',
      recipe + (more.configFile === false ? '-plain' : ''),
    ),
    logLevel: 'error',
    resolve: { alias: { ...aliases } },
    ...more,
  };
}

const anyPort = { host: '127.0.0.1', port: 0 } as const;

function addressOf(server: { address(): AddressInfo | string | null } | null): string {
  const at = server?.address();
  if (typeof at !== 'object' || at === null) throw new Error('The server has no port.');
  return `http://127.0.0.1:${at.port}`;
}

/** `vite` */
export async function serve(recipe: string, more: InlineConfig = {}): Promise<Site> {
  const server = await createServer(
    configOf(recipe, { server: { ...anyPort, fs: { allow: [repository] } }, ...more }),
  );
  await server.listen();
  return { address: addressOf(server.httpServer), close: () => server.close() };
}

/** Builds as the command does, not as vitest's NODE_ENV would have it. */
async function buildAs(config: InlineConfig): Promise<void> {
  vi.stubEnv('NODE_ENV', 'production');
  try {
    await build(config);
  } finally {
    vi.unstubAllEnvs();
  }
}

/** `vite build`; gives all that was built, by the names of the files. */
export async function buildFiles(
  recipe: string,
  more: InlineConfig = {},
): Promise<Readonly<Record<string, string>>> {
  return withFolder(async (outDir) => {
    await buildAs(configOf(recipe, { ...more, build: { outDir, emptyOutDir: true } }));
    const names = await readdir(outDir, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return Object.fromEntries(
      files.map((file, index) => [file.slice(outDir.length + 1), texts[index] ?? '']),
    );
  });
}

/** What in a build comes from the emulator or from msw. */
export function tracesIn(files: Readonly<Record<string, string>>): readonly string[] {
  const trace = /emulator|ServiceWorker|msw|aliyuncs|RepeatedApiGroup/gi;
  return [...new Set(Object.values(files).flatMap((text) => text.match(trace) ?? []))];
}

/** `vite build --mode …`, then `vite preview`. */
export async function serveBuild(recipe: string, mode: string): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), 'recipe-'));
  const config = configOf(recipe, { mode, build: { outDir, emptyOutDir: true }, preview: anyPort });
  await buildAs(config);
  const server = await preview(config);
  return {
    address: addressOf(server.httpServer),
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** Gives a folder for a while. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'recipe-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
