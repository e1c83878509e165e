import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { aliases } from './scripts/aliases.ts';
import { bareBrowser } from './scripts/engines/bare-browser.ts';
import { engineNames, findEngine } from './scripts/engines/find-engine.ts';
import type { EngineName } from './scripts/engines/find-engine.ts';
import { launchOptions } from './scripts/engines/launch.ts';

/** No test fails because the machine is slow. A test that hangs fails after this. */
const PATIENCE_MS = 180_000;

const inPage = [
  'valibot',
  'idb',
  'nanoid',
  '@noble/hashes/hmac.js',
  '@noble/hashes/legacy.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'msw',
  'msw/browser',
];
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

const demoInFirefox: TestProjectInlineConfiguration = {
  extends: true,
  resolve: { alias: aliases },
  test: {
    name: 'demo-firefox',
    include: ['test/demo/**/*.test.ts'],
    provide: { demoEngine: 'firefox' },
  },
};

/** Fails each call whose answer is not as its operation declares it. */
const holdAnswers = './test/set-up/hold-answers.ts';

/** How much of a full run `npm run torture` makes; without it those tests are not there. */
const tortureScale = Number(process.env['TORTURE_SCALE'] ?? 0);
const tortureTests = 'test/torture/**/*.test.ts';
const tortureInBrowser = 'test/torture/**/*.browser.test.ts';
const TORTURE_PATIENCE_MS = 2 * 60 * 60_000;

/** A project in one engine; none if the machine has not got it. */
function inEngine(
  engineName: EngineName,
  name: string,
  include: string[],
  test: NonNullable<TestProjectInlineConfiguration['test']> = {},
): readonly TestProjectInlineConfiguration[] {
  const engine = findEngine(engineName);
  // Without a Chromium, Playwright says how to install one.
  if (engine === undefined && engineName !== 'chromium') return [];
  const isDriven = engine === undefined || engine.isPlaywrights || engineName === 'chromium';
  return [
    {
      extends: true,
      // Projects with different dependencies would write over each other's.
      cacheDir: `node_modules/.vite/${name}`,
      resolve: { alias: aliases },
      plugins: [msw({ mode: 'worker-only' })],
      optimizeDeps: { include: [...inPage, ...reactInPage, 'fast-check'] },
      test: {
        ...test,
        name,
        include,
        browser: {
          enabled: true,
          headless: true,
          ui: false,
          screenshotFailures: false,
          connectTimeout: PATIENCE_MS,
          provider: isDriven ? playwright({ launchOptions: launchOptions(engine) }) : bareBrowser(engine),
          instances: [{ browser: engineName, name }],
        },
      },
    },
  ];
}

/** What `npm test` runs in one engine. */
function testsIn(name: EngineName): readonly TestProjectInlineConfiguration[] {
  const include = ['test/{browser,everywhere}/**/*.test.ts'];
  return name === 'chromium'
    ? inEngine(name, name, include, { setupFiles: [holdAnswers] })
    : inEngine(name, name, [...include, plainRecipes], { setupFiles: [holdAnswers, patience] });
}

function tortureProjects(): readonly TestProjectInlineConfiguration[] {
  if (tortureScale === 0) return [];
  if (!(tortureScale > 0 && tortureScale <= 1))
    throw new Error(
      `TORTURE_SCALE is "${process.env['TORTURE_SCALE']}"; it must be above 0 and at most 1, a full run.`,
    );
  const test = { testTimeout: TORTURE_PATIENCE_MS, provide: { tortureScale } };
  return [
    {
      extends: true,
      resolve: { alias: aliases },
      test: { ...test, name: 'torture-node', include: [tortureTests], exclude: [tortureInBrowser] },
    },
    ...engineNames.flatMap((name) => inEngine(name, `torture-${name}`, [tortureInBrowser], test)),
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
        resolve: {
          alias: {
            ...aliases,
            '@playwright/test': `${import.meta.dirname}/test/recipes/playwright/e2e.ts`,
          },
        },
        test: {
          name: 'node',
          include: ['test/{unit,everywhere,clients,demo,devtools,attack,recipes}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          environment: 'node',
          setupFiles: [holdAnswers],
          provide: { demoEngine: 'chromium' },
        },
      },
      ...(findEngine('firefox') === undefined ? [] : [demoInFirefox]),
      ...engineNames.flatMap(testsIn),
      {
        // The recipes for the browser run by the configuration that a recipe shows; here is only what this place needs.
        extends: './test/recipes/vitest-browser/vitest.config.ts',
        plugins: [msw({ mode: 'worker-only' })],
        resolve: {
          alias: {
            ...aliases,
            'msw-storybook-addon/csf3': `${import.meta.dirname}/test/recipes/storybook/stand-ins/csf3.ts`,
          },
        },
        optimizeDeps: { include: [...inPage, ...reactInPage] },
        test: {
          name: 'recipes',
          include: ['test/recipes/**/*.browser.test.{ts,tsx}'],
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
      ...tortureProjects(),
    ],
  },
});

export default config;
