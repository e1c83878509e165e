import { defineConfig } from 'oxlint';
import type { OxlintOverride } from 'oxlint';
import { rooms } from './scripts/rooms.ts';

const SOURCE = 'src knows web standards and its own rooms only';
const SEE = 'see "The rooms" in docs/architecture.md.';

/** What no room of src may import. */
const outside = {
  group: ['msw/*', '**/handlers/**', '**/devtools/**', '**/demo/**', '**/test/**', '**/scripts/**'],
  message: `${SOURCE}: ${SEE}`,
};

const isFile = (room: string): boolean => room.endsWith('.ts');

/** Forbids a room's files every other room but those that it may know. */
function arrowsOf(room: string, mayKnow: readonly string[]): OxlintOverride {
  const others = [...Object.keys(rooms), 'emulator.ts'].filter(
    (other) => other !== room && !mayKnow.includes(other),
  );
  const words = mayKnow.length === 0 ? 'no other room' : mayKnow.join(', ');
  const wrong = {
    group: others.map((other) => (isFile(other) ? `**/${other}` : `**/${other}/**`)),
    message: `src/${room} may know ${words}: ${SEE}`,
  };
  return {
    files: [isFile(room) ? `src/${room}` : `src/${room}/**`],
    rules: {
      'no-restricted-imports': ['error', { paths: ['msw', 'vitest'], patterns: [outside, wrong] }],
    },
  };
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: [
    'dist',
    'demo/dist',
    '**/*.generated.ts',
    'devtools/locales/zh.ts',
    '**/mockServiceWorker.js',
  ],
  rules: {
    'typescript/no-explicit-any': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'no-await-in-loop': 'off',
    'oxc/no-map-spread': 'off',
    'no-unused-vars': [
      'error',
      { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
    ],
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  },
  overrides: [
    { files: ['src/**'], rules: { 'import/no-nodejs-modules': 'error' } },
    {
      files: ['src/**', 'handlers/**', 'devtools/**'],
      rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
    },
    ...Object.entries(rooms).map(([room, mayKnow]) => arrowsOf(room, mayKnow)),
    {
      files: ['handlers/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  '../src/**',
                  '!../src/index.ts',
                  '../devtools/**',
                  '!../devtools/index.ts',
                  '!../devtools/types.ts',
                  '../demo/**',
                ],
                message: `handlers may know the public surface (src/index.ts) and the entry of devtools: ${SEE}`,
              },
            ],
          },
        ],
      },
    },
    {
      files: ['devtools/**'],
      rules: {
        // An element is defined by importing it.
        'import/no-unassigned-import': 'off',
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  'msw',
                  'msw/*',
                  'vitest',
                  '**/src/**',
                  '!**/src/index.ts',
                  '**/handlers/**',
                  '**/demo/**',
                ],
                message: `devtools may know the public surface (src/index.ts): ${SEE}`,
              },
            ],
          },
        ],
      },
    },
    {
      files: ['demo/portal/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['cloudapi-emulator', 'cloudapi-emulator/*', 'msw', 'msw/*', '../**'],
                message: `demo/portal is an application that knows no emulator: ${SEE}`,
              },
            ],
          },
        ],
      },
    },
    {
      files: ['test/**'],
      rules: { 'import/no-unassigned-import': 'off', 'unicorn/consistent-function-scoping': 'off' },
    },
    {
      files: ['test/attack/**', 'test/browser/**'],
      rules: {
        'no-sparse-arrays': 'off',
        'unicorn/no-invalid-fetch-options': 'off',
        'unicorn/require-post-message-target-origin': 'off',
      },
    },
    {
      files: ['test/recipes/playwright/**'],
      rules: { 'import/no-empty-named-blocks': 'off', 'unicorn/require-module-specifiers': 'off' },
    },
    {
      files: ['test/frameworks/**'],
      rules: {
        'import/no-default-export': 'off',
        'promise/always-return': 'off',
        'typescript/no-explicit-any': 'off',
        'unicorn/filename-case': 'off',
      },
    },
    { files: ['*.config.ts', '*.stories.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
