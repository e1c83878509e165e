import type { ApiGroup } from '../resources/api-group.ts';
import type { Transaction } from '../store/store.ts';

/** The hosts of the second-level domains (SEED-G). A host may be written with the root's dot at its end. */
const HOST = /^([0-9a-f]{32})-([a-z0-9-]+)\.alicloudapi\.com\.?$/;

/** Whether a URL's host has the form of a SubDomain, whoever has the group. */
export function isSubDomain(url: string | URL): boolean {
  return HOST.test(new URL(url).hostname);
}

/** Whether a request is for a SubDomain; one that says nothing of its address is not. */
export function isForSubDomain(request: Request): boolean {
  try {
    // Looked at first, because reading an address takes as long as many a call.
    return request.url.includes('.alicloudapi.com') && isSubDomain(request.url);
  } catch {
    return false;
  }
}

/** The group that a SubDomain belongs to; `undefined` if nobody has it. */
export function findGroupOf(transaction: Transaction, url: URL): ApiGroup | undefined {
  const [, groupId = '', region] = HOST.exec(url.hostname) ?? [];
  const group = transaction.get('groups', [groupId]);
  return group?.region === region ? group : undefined;
}
