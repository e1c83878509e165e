import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';
import { aliases } from './scripts/aliases.ts';
import { browserArguments, findBrowser } from './scripts/browser.ts';

const executablePath = findBrowser();

const config: ViteUserConfig = defineConfig({
  resolve: { alias: { ...aliases } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/{unit,clients,demo,attack}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        plugins: [msw({ mode: 'worker-only' })],
        optimizeDeps: { include: ['idb', 'nanoid', 'valibot', 'msw', 'msw/browser', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...browserArguments],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

export default config;
