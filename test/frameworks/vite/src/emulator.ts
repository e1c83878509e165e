/** Starts the emulator in development. In a production build, the condition is `false`, and Vite drops the rest. */
export function startEmulator(): Promise<void> {
  if (import.meta.env.DEV) {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({ endpoints: ['/api/cloudapi'], fixture: { groups: ['Weather'] } }).start(),
    );
  }
  return Promise.resolve();
}
