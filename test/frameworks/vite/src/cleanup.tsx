/** Not a recipe: an effect that cleans up after itself, so StrictMode starts the emulator, stops it and starts it again. */
import { setupEmulator } from 'cloudapi-emulator/browser';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Groups } from './groups';

function Application() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const { start, stop } = setupEmulator({
      endpoints: ['/api/cloudapi'],
      fixture: { groups: ['Weather'] },
      devtools: true,
    });
    let isCurrent = true;
    start().then(() => isCurrent && setReady(true));
    return () => {
      isCurrent = false;
      void stop();
    };
  }, []);
  return isReady && <Groups />;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
