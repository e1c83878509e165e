import { mount } from './app.ts';

if (import.meta.env.DEV) {
  const { setupEmulator } = await import('cloudapi-emulator/browser');
  const { start } = setupEmulator({
    endpoints: ['/api/cloudapi'],
    fixture: { groups: ['Weather', { GroupName: 'Traffic', Models: ['Road'] }] },
  });
  await start();
}

await mount(document.body);
