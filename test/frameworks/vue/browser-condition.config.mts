/** Not a recipe: resolves packages as for a browser, which some projects do for the sake of other packages. */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['browser'] },
  // Only what Vitest resolves itself knows of the conditions.
  test: { environment: 'jsdom', server: { deps: { inline: ['cloudapi-emulator'] } } },
});
