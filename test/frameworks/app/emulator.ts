/** Starts the emulator in development. Every bundler drops it from a production build. */
export function startEmulator(): Promise<void> {
  if (process.env.NODE_ENV === 'development') {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({ endpoints: ['/api/cloudapi'], fixture: { groups: ['Weather'] } }).start(),
    );
  }
  return Promise.resolve();
}
