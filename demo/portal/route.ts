import { useSyncExternalStore } from 'react';

/** Where the user is; the address's hash says it, so that Back and a link lead there. */
export type Route = { readonly to: 'groups' | 'new' } | { readonly to: 'group'; readonly groupId: string };

export const newGroupHash = '#/new';
export const groupsHash = '#/';
export const groupHash = (groupId: string): string => `#/groups/${groupId}`;

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  if (hash === newGroupHash) return { to: 'new' };
  const groupId = /^#\/groups\/(\w+)$/.exec(hash)?.[1];
  return groupId === undefined ? { to: 'groups' } : { to: 'group', groupId };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
