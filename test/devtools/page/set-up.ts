import { setupEmulator } from 'cloudapi-emulator/browser';
import './window.ts';

interface Policies {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): void;
}

// msw registers its worker by a plain string, which the page's policy forbids otherwise.
(window as { readonly trustedTypes?: Policies }).trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => url,
});

const { emulator, start } = setupEmulator({
  storage: 'memory',
  log: 'none',
  devtools: new URLSearchParams(location.search).has('devtools'),
});
window.emulator = emulator;
await start({ serviceWorker: { url: './mockServiceWorker.js' } });
document.body.dataset['ready'] = 'true';
