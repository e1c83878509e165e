'use client';

import { use } from 'react';
import type { ReactNode } from 'react';

function startEmulator(): Promise<void> {
  if (process.env.NODE_ENV === 'development' && typeof window !== 'undefined') {
    return import('cloudapi-emulator/browser').then(({ setupEmulator }) =>
      setupEmulator({ endpoints: ['/api/cloudapi'], fixture: { groups: ['Weather'] } }).start(),
    );
  }
  return Promise.resolve();
}

// At module scope, so that it runs once for each load of the page, and not on every render.
const ready = startEmulator();

/** Shows its children once the emulator answers. In a production build, that is at once. */
export function WithEmulator({ children }: { children: ReactNode }) {
  use(ready);
  return children;
}
