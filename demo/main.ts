import { setupEmulator } from 'cloudapi-emulator/browser';
import { mount } from './app.ts';
import { el } from './dom.ts';
import { restoreTheme } from './theme.ts';

restoreTheme();
const { emulator, start } = setupEmulator({ name: 'cloudapi-emulator-demo', expose: true });
try {
  // The worker first: no request of the page may go out before it.
  await start({
    quiet: true,
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).href },
  });
  await mount(emulator);
} catch (error) {
  document.body.replaceChildren(
    el(
      'main',
      { class: 'starting', role: 'alert' },
      el('h1', {}, 'The demo cannot start'),
      el('p', {}, String(error)),
      el('p', {}, 'It needs service workers: localhost or HTTPS, and no private mode that blocks them.'),
    ),
  );
  throw error;
}
