/** Next.js calls this once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NODE_ENV === 'development' && process.env.NEXT_RUNTIME === 'nodejs') {
    const { setupEmulator } = await import('cloudapi-emulator/node');
    await setupEmulator({ fixture: { groups: ['Traffic'] } }).start();
  }
}
