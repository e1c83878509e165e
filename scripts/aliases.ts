import { fileURLToPath } from 'node:url';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The package's public entries by their sources, so that tests and the demo import the package by its name
 * without a build. The longest name stands first, because an alias also holds for what begins with it.
 */
export const aliases: Readonly<Record<string, string>> = {
  'cloudapi-emulator/client': source('src/client.ts'),
  'cloudapi-emulator/schema': source('src/schema/index.ts'),
  'cloudapi-emulator/handlers': source('handlers/index.ts'),
  'cloudapi-emulator/browser': source('handlers/browser.ts'),
  'cloudapi-emulator/node': source('handlers/node.ts'),
  'cloudapi-emulator/devtools': source('devtools/index.ts'),
  'cloudapi-emulator/vitest': source('handlers/vitest.ts'),
  'cloudapi-emulator': source('src/index.ts'),
};
