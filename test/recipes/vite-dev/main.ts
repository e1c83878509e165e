import { mount } from './app.ts';

function startEmulator(): Promise<void> {
  if (import.meta.env.DEV) {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({
        endpoints: ['/api/cloudapi'],
        fixture: { groups: ['Weather', { GroupName: 'Traffic', Models: ['Road'] }] },
      }).start(),
    );
  }
  return Promise.resolve();
}

await startEmulator();
await mount(document.body);
