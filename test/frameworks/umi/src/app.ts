import { startEmulator } from './emulator';

/** Umi calls this instead of showing the application at once. */
export function render(show: () => void): void {
  void startEmulator().then(show);
}
