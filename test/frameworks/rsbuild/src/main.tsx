import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startEmulator } from './emulator';
import { Groups } from './groups';

startEmulator().then(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Groups />
    </StrictMode>,
  );
});
