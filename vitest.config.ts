import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';
import { aliasesFor } from './scripts/aliases.ts';
import { browserArguments, findBrowser } from './scripts/browser.ts';

const executablePath = findBrowser();

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        extends: true,
        resolve: { alias: aliasesFor('node') },
        test: {
          name: 'node',
          include: ['test/{unit,everywhere,clients,demo,attack}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        resolve: { alias: aliasesFor('browser') },
        plugins: [msw({ mode: 'worker-only' })],
        optimizeDeps: { include: ['idb', 'nanoid', 'valibot', 'msw', 'msw/browser', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/{browser,everywhere}/**/*.test.ts'],
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
