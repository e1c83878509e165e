import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import type { Changes } from './app.tsx';

/** Renders the portal. */
export function mountPortal(place: Element, changes: Changes): void {
  createRoot(place).render(<App changes={changes} />);
}
