import type { Ids } from '../ids/ids.ts';
import type { Context } from '../operations/operation.ts';

/** The context in which the next resource gets this id, if one is given. */
export function withId(given: string | undefined, context: Context): Context {
  if (given === undefined) return context;
  const ids: Ids = { ...context.ids, resource: () => given };
  return { ...context, ids };
}
