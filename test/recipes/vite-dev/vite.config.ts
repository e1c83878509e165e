import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import type { UserConfig } from 'vite';

// Serves msw's worker script in dev mode only.
const config: UserConfig = defineConfig({ plugins: [msw()] });

export default config;
