import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import type { UserConfigFnObject } from 'vite';

// Puts msw's worker script into the build for end-to-end tests, and into no other.
const config: UserConfigFnObject = defineConfig(({ mode }) => ({
  plugins: [msw({ mode: mode === 'e2e' ? 'worker-only' : 'auto' })],
}));

export default config;
