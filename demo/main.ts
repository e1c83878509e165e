import { setupEmulator } from 'cloudapi-emulator/browser';
import { allowWorker } from './allow-worker.ts';
import { firstScene } from './first-scene.ts';
import { mountPortal } from './portal/mount-portal.tsx';
import { mountTour } from './tour/tour.tsx';
import { weatherService } from './weather-service.ts';

/** A narrower window shows the portal first, and the devtools by their button. */
const BESIDE = '(min-width: 960px)';

const place = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element;
};

const isChinese = /^zh\b/i.test(navigator.language);
const workerUrl = new URL('mockServiceWorker.js', document.baseURI).href;
allowWorker(workerUrl);

const { emulator, start } = setupEmulator({
  name: 'weather-portal',
  endpoints: ['/api/cloudapi'],
  fixture: firstScene((english, chinese) => (isChinese ? chinese : english)),
  backend: weatherService,
  expose: true,
  devtools: { open: matchMedia(BESIDE).matches, position: 'right' },
});

try {
  // The worker first: no request of the portal may go out before it.
  await start({ serviceWorker: { url: workerUrl } });
  mountTour(place('tour'), emulator);
  mountPortal(place('portal'), (listener) => emulator.subscribe(listener));
} catch (error) {
  const problem = document.createElement('p');
  problem.textContent = `The demo cannot start. ${String(error)} It needs service workers: localhost or HTTPS, and no private mode that blocks them.`;
  problem.role = 'alert';
  place('starting').replaceWith(problem);
  throw error;
}
place('starting').remove();
