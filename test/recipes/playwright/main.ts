import { mount } from './app.ts';

function startEmulator(): Promise<void> {
  if (import.meta.env.MODE === 'e2e') {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({ endpoints: ['/api/cloudapi'], expose: true }).start(),
    );
  }
  return Promise.resolve();
}

await startEmulator();
await mount(document.body);
