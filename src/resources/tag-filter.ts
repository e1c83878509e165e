import * as v from 'valibot';
import { list } from './list.ts';
import { rule } from './rule.ts';
import { MAX_TAGS } from './tag.ts';
import type { Tag } from './tag.ts';

/** Tags that one list may look for. Inferred: META24 names 50 for some lists and 100 for others, as the most that the transport takes. */
const MAX_FILTERS = 100;

/** The parameter `TagKey.N`: 1 to 20 (META24). */
export const tagKeys = v.pipe(
  list(v.string()),
  v.check((keys) => keys.length <= MAX_TAGS, `One call names at most ${MAX_TAGS} tags.`),
);

/** A tag to look for: with this value, or with any if none is given. */
export interface TagFilter {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/** The parameter `Tag.N.Key`, `Tag.N.Value`, as many as there are. */
export const tagFilterList = list(
  v.object({
    Key: v.optional(
      v.pipe(
        v.string(),
        rule('InvalidParameter.TagKey', (key) => key !== '', 'Each tag to look for has a key.'),
      ),
      '',
    ),
    Value: v.optional(v.string()),
  }),
);

/** The parameter `Tag.N.Key`, `Tag.N.Value` of a list. */
export const tagFilters = v.pipe(
  tagFilterList,
  v.check((filters) => filters.length <= MAX_FILTERS, `One call looks for at most ${MAX_FILTERS} tags.`),
);

/** Whether a resource has all of these tags. */
export function hasTags(
  tagged: { readonly tags: readonly Tag[] },
  filters: readonly TagFilter[] = [],
): boolean {
  return filters.every(({ Key, Value }) =>
    tagged.tags.some((tag) => tag.Key === Key && (Value === undefined || tag.Value === Value)),
  );
}
