import { setupEmulator } from 'cloudapi-emulator/browser';
import './window.ts';

const { emulator, start } = setupEmulator({
  storage: 'memory',
  log: 'none',
  devtools: new URLSearchParams(location.search).has('devtools'),
});
window.emulator = emulator;
await start({ serviceWorker: { url: './mockServiceWorker.js' } });
document.body.dataset['ready'] = 'true';
