/** Starts the emulator behind the back end's routes in development. */
export function startEmulator(): Promise<void> {
  if (process.env.NODE_ENV === 'development') {
    return Promise.all([import('cloudapi-emulator/browser'), import('./back-end')]).then(
      ([{ setupEmulator }, { backEnd }]) => {
        const { emulator, worker, start } = setupEmulator({ fixture: { groups: ['Weather'] } });
        worker.use(...backEnd(emulator));
        return start();
      },
    );
  }
  return Promise.resolve();
}
