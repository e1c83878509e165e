import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { aliasesFor } from './scripts/aliases.ts';
import { bareBrowser } from './scripts/engines/bare-browser.ts';
import { engineNames, findEngine } from './scripts/engines/find-engine.ts';
import type { EngineName } from './scripts/engines/find-engine.ts';
import { launchOptions } from './scripts/engines/launch-options.ts';

/** No test fails because the machine is slow. A test that hangs fails after this. */
const PATIENCE_MS = 180_000;

const inPage = ['valibot', 'msw', 'msw/browser'];
const reactInPage = [
  'react',
  'react-dom',
  'react/jsx-dev-runtime',
  '@testing-library/react',
  '@testing-library/dom',
];

/** Recipes for the browser that need no `userEvent`. Chromium runs them in the project `recipes`. */
const plainRecipes = 'test/recipes/{react,vitest-browser}/**/*.browser.test.{ts,tsx}';
const patience = './test/recipes/patience.ts';

/** The tests in one engine; none if the machine has not got it. */
function projectIn(name: EngineName): readonly TestProjectInlineConfiguration[] {
  const engine = findEngine(name);
  // Without a Chromium, Playwright says how to install one.
  if (engine === undefined && name !== 'chromium') return [];
  const isDriven = engine === undefined || engine.isPlaywrights || name === 'chromium';
  const withRecipes = name !== 'chromium';
  return [
    {
      extends: true,
      // Projects with different dependencies would write over each other's.
      cacheDir: `node_modules/.vite/${name}`,
      resolve: { alias: aliasesFor('browser') },
      plugins: [msw({ mode: 'worker-only' })],
      optimizeDeps: { include: [...inPage, 'idb', 'fast-check', ...(withRecipes ? reactInPage : [])] },
      test: {
        name,
        include: ['test/{browser,everywhere}/**/*.test.ts', ...(withRecipes ? [plainRecipes] : [])],
        setupFiles: withRecipes ? [patience] : [],
        browser: {
          enabled: true,
          headless: true,
          ui: false,
          screenshotFailures: false,
          connectTimeout: PATIENCE_MS,
          provider: isDriven ? playwright({ launchOptions: launchOptions(engine) }) : bareBrowser(engine),
          instances: [{ browser: name, name }],
        },
      },
    },
  ];
}

const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    teardownTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    projects: [
      {
        extends: true,
        resolve: { alias: aliasesFor('node') },
        test: {
          name: 'node',
          include: ['test/{unit,everywhere,clients,demo,attack,recipes}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          environment: 'node',
        },
      },
      ...engineNames.flatMap(projectIn),
      {
        // The recipes for the browser run by the configuration that a recipe shows; here is only what this place needs.
        extends: './test/recipes/vitest-browser/vitest.config.ts',
        resolve: {
          alias: {
            ...aliasesFor('browser'),
            'msw-storybook-addon/csf3': `${import.meta.dirname}/test/recipes/storybook/stand-ins/csf3.ts`,
          },
        },
        optimizeDeps: { include: [...inPage, ...reactInPage] },
        test: {
          name: 'recipes',
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          expect: { poll: { timeout: PATIENCE_MS } },
          setupFiles: [patience],
          browser: {
            screenshotFailures: false,
            connectTimeout: PATIENCE_MS,
            provider: playwright({ launchOptions: launchOptions(findEngine('chromium')) }),
          },
        },
      },
    ],
  },
});

export default config;
