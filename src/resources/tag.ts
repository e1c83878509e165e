import * as v from 'valibot';
import { characters } from './characters.ts';

/** A key and a value that a user attached to a resource. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags on one resource, at most. Documented: ROS. */
export const MAX_TAGS = 20;

/** Tags that one list may look for. Documented as the most that the transport takes: META24. */
const MAX_FILTERS = 100;

const RESERVED = /^(?:aliyun|acs:)|https?:\/\//;

/** ROS: at most 128 characters, not starting with `aliyun` or `acs:`, without `http://` and `https://`. */
function isTagText(text: string): boolean {
  return characters(text) <= 128 && !RESERVED.test(text);
}

const tagKey: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    (key) => key !== '' && isTagText(key),
    'InvalidParameter.TagKey|Each tag has a key: it has 1 to 128 characters, does not start with "aliyun" or "acs:" and contains no "http://" or "https://".',
  ),
);

/** The parameter `TagKey.N`: 1 to 20 (META24). */
export const tagKeys: v.GenericSchema<readonly string[]> = v.pipe(
  v.array(v.string()),
  v.check((keys) => keys.length <= MAX_TAGS, `One call names at most ${MAX_TAGS} tags.`),
);

const tagValue: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    isTagText,
    'A tag value has at most 128 characters, does not start with "aliyun" or "acs:" and contains no "http://" or "https://".',
  ),
);

/** The parameter `Tag.N.Key`, `Tag.N.Value`. A missing value is an empty one. */
export const tags: v.GenericSchema<
  readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
  readonly Tag[]
> = v.pipe(
  v.array(
    v.object({
      Key: v.optional(tagKey, ''),
      Value: v.optional(tagValue, ''),
    }),
  ),
  v.check(
    (list) => new Set(list.map((tag) => tag.Key)).size === list.length,
    'Duplicate.TagKey|Each tag key may occur once.',
  ),
  v.check((list) => list.length <= MAX_TAGS, `ExceedLimitTag|A resource has at most ${MAX_TAGS} tags.`),
  v.readonly(),
);

/** A tag to look for: with this value, or with any when none is given. */
export interface TagFilter {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/** The parameter `Tag.N.Key`, `Tag.N.Value` of a list. */
export const tagFilters: v.GenericSchema<
  readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
  readonly TagFilter[]
> = v.pipe(
  v.array(
    v.object({
      Key: v.optional(
        v.pipe(
          v.string(),
          v.check((key) => key !== '', 'InvalidParameter.TagKey|Each tag to look for has a key.'),
        ),
        '',
      ),
      Value: v.optional(v.string()),
    }),
  ),
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
