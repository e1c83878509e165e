import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { aliases } from './scripts/aliases.ts';
import { bareBrowser } from './scripts/engines/bare-browser.ts';
import { engineNames, findEngine } from './scripts/engines/find-engine.ts';
import type { EngineName } from './scripts/engines/find-engine.ts';
import { isDriven, launchOptions } from './scripts/engines/launch.ts';
import { leaveNothing } from './scripts/engines/leave-nothing.ts';

// Other tools read this file too.
if (process.env['VITEST'] !== undefined) leaveNothing();

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
const tortureInEngines = 'test/torture/races.test.ts';
const TORTURE_PATIENCE_MS = 2 * 60 * 60_000;

/** Each test begins with nothing in the page's storage. */
const clearStorage = './test/set-up/clear-storage.ts';

/** Tests of what is packed, which see nothing of the sources. */
const buildPackage = './test/set-up/build-package.ts';
const panelInPage = 'test/devtools/in-page/**/*.test.ts';
const panelPages = 'test/devtools/devtools.test.ts';

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>;

/** Tests that run in one engine; none if the machine has not got it. */
function inEngine(
  engineName: EngineName,
  test: TestOptions & { readonly name: string },
  alias = aliases,
): readonly TestProjectInlineConfiguration[] {
  const engine = findEngine(engineName);
  // Without a Chromium, Playwright says how to install one.
  if (engine === undefined && engineName !== 'chromium') return [];
  return [
    {
      extends: true,
      // Projects with different dependencies would write over each other's.
      cacheDir: `node_modules/.vite/${test.name}`,
      resolve: { alias },
      plugins: [msw({ mode: 'worker-only' })],
      optimizeDeps: { include: [...inPage, ...reactInPage, 'fast-check', 'axe-core'] },
      test: {
        ...test,
        browser: {
          enabled: true,
          headless: true,
          ui: false,
          screenshotFailures: false,
          connectTimeout: PATIENCE_MS,
          provider:
            engine === undefined || isDriven(engine)
              ? playwright({ launchOptions: launchOptions(engine) })
              : bareBrowser(engine),
          instances: [{ browser: engineName, name: test.name }],
        },
      },
    },
  ];
}

/** What `npm test` runs in one engine. */
function testsIn(name: EngineName): readonly TestProjectInlineConfiguration[] {
  const tests = 'test/{browser,everywhere}/**/*.test.ts';
  const isPlain = name !== 'chromium';
  return [
    ...inEngine(name, {
      name,
      include: isPlain ? [tests, plainRecipes] : [tests],
      setupFiles: isPlain ? [holdAnswers, patience] : [holdAnswers],
    }),
    ...inEngine(
      name,
      {
        name: `devtools-${name}`,
        include: [panelInPage],
        setupFiles: [clearStorage, patience],
        globalSetup: [buildPackage],
      },
      {},
    ),
  ];
}

/** Pages with the panel that Playwright drives, in an engine that it can. */
function panelIn(demoEngine: 'chromium' | 'firefox'): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: `devtools-pages-${demoEngine}`,
      include: [panelPages],
      globalSetup: [buildPackage],
      provide: { demoEngine },
    },
  };
}

/** Long tests, which run in Node also where they start browsers. */
function torture(name: string, test: TestOptions): TestProjectInlineConfiguration {
  return {
    extends: true,
    resolve: { alias: aliases },
    test: { testTimeout: TORTURE_PATIENCE_MS, ...test, name: `torture-${name}` },
  };
}

function tortureProjects(): readonly TestProjectInlineConfiguration[] {
  if (tortureScale === 0) return [];
  if (!(tortureScale > 0 && tortureScale <= 1))
    throw new Error(
      `TORTURE_SCALE is "${process.env['TORTURE_SCALE']}"; it must be above 0 and at most 1, a full run.`,
    );
  const include = ['test/torture/**/*.test.ts'];
  const engines = engineNames.filter((name) => findEngine(name) !== undefined);
  return [
    torture('node', { include, exclude: [tortureInEngines], provide: { tortureScale } }),
    ...engines.map((tortureEngine) =>
      torture(tortureEngine, { include: [tortureInEngines], provide: { tortureScale, tortureEngine } }),
    ),
  ];
}

const config: ViteUserConfig = defineConfig({
  test: {
    // By default one processor is left free, which of two is half of the machine.
    maxWorkers: '100%',
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
          exclude: ['**/*.browser.test.ts', panelInPage, panelPages],
          environment: 'node',
          setupFiles: [holdAnswers],
          provide: { demoEngine: 'chromium' },
        },
      },
      panelIn('chromium'),
      ...(findEngine('firefox') === undefined ? [] : [demoInFirefox, panelIn('firefox')]),
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
          setupFiles: [holdAnswers, patience],
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
