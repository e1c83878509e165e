/** SvelteKit awaits this before the application starts in the browser. */
export function init(): Promise<void> {
  if (import.meta.env.DEV) {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({ endpoints: ['/api/cloudapi'], fixture: { groups: ['Weather'] } }).start(),
    );
  }
  return Promise.resolve();
}
