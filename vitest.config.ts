import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';
import { aliases } from './scripts/aliases.ts';
import { browserArguments, findBrowser } from './scripts/browser.ts';

const executablePath = findBrowser();
const launchOptions = {
  args: [...browserArguments],
  ...(executablePath === undefined ? {} : { executablePath }),
};
const inPage = ['valibot', 'msw', 'msw/browser'];

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        extends: true,
        resolve: {
          alias: {
            ...aliases,
            '@playwright/test': `${import.meta.dirname}/test/recipes/playwright/e2e.ts`,
          },
        },
        test: {
          name: 'node',
          include: ['test/{unit,everywhere,clients,demo,attack,recipes}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        resolve: { alias: aliases },
        plugins: [msw({ mode: 'worker-only' })],
        optimizeDeps: { include: [...inPage, 'idb', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/{browser,everywhere}/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The recipes for a page run by the configuration that a recipe shows; here is only what this place needs.
        extends: './test/recipes/vitest-browser/vitest.config.ts',
        plugins: [msw({ mode: 'worker-only' })],
        resolve: {
          alias: {
            ...aliases,
            'msw-storybook-addon/csf3': `${import.meta.dirname}/test/recipes/storybook/stand-ins/csf3.ts`,
          },
        },
        optimizeDeps: {
          include: [...inPage, 'react', 'react-dom', 'react/jsx-dev-runtime', '@testing-library/react'],
        },
        test: {
          name: 'recipes',
          browser: { screenshotFailures: false, provider: playwright({ launchOptions }) },
        },
      },
    ],
  },
});

export default config;
