import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { startEmulator } from './emulator';
import { Groups } from './groups';

function Application() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    void startEmulator().then(() => setReady(true));
  }, []);
  // Nothing below runs, and so nothing calls, before the emulator answers.
  return isReady && <Groups />;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
