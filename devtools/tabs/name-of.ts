import type { JournalEntry } from '../../src/index.ts';

/** What a call is called: its action, or the method and the path at a SubDomain. */
export function nameOf({ via, action, method = '', path = '' }: JournalEntry): string {
  return via === 'subdomain' ? `${method} ${path}` : action;
}
