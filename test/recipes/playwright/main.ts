import { mount } from '../vite-dev/app.ts';

if (import.meta.env.MODE === 'e2e') {
  const { setupEmulator } = await import('cloudapi-emulator/browser');
  await setupEmulator({ endpoints: ['/api/cloudapi'], expose: true }).start();
}

await mount(document.body);
