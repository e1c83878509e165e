import { isObject } from '../validate.ts';

/** Tags in full, as the operations take them, or in short: `{ env: 'uat' }`. */
export type FixtureTags =
  | readonly { readonly Key: string; readonly Value?: string | undefined }[]
  | Readonly<Record<string, string>>;

/** Tags as the operations take them; what is neither form is left for their checks. */
export function tagList(tags: unknown): unknown {
  if (!isObject(tags)) return tags;
  return Object.entries(tags).map(([Key, Value]: [string, unknown]) => ({ Key, Value }));
}
