import { fileURLToPath } from 'node:url';
import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import type { UserConfig } from 'vite';
import { aliases } from '../scripts/aliases.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const config: UserConfig = defineConfig({
  root: here('.'),
  base: './',
  resolve: { alias: { ...aliases } },
  plugins: [msw({ mode: 'worker-only' })],
  // The package's sources lie beside the demo.
  server: { port: 5180, fs: { allow: [here('..')] } },
  // An editor and a service worker's client are big, and loaded from the same machine.
  build: {
    chunkSizeWarningLimit: 1000,
    outDir: 'dist',
    target: 'es2023',
    modulePreload: { polyfill: false },
  },
});

export default config;
