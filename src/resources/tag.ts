import * as v from 'valibot';
import { characters } from './characters.ts';
import { list } from './list.ts';
import { rule } from './rule.ts';

/** A key and a value that a user attached to a resource. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags on one resource, at most. Documented: ROS. */
export const MAX_TAGS = 20;

const RESERVED = /^(?:aliyun|acs:)|https?:\/\//;

/** ROS: at most 128 characters, not starting with `aliyun` or `acs:`, without `http://` and `https://`. */
function isTagText(text: string): boolean {
  return characters(text) <= 128 && !RESERVED.test(text);
}

const tagKey = v.pipe(
  v.string(),
  rule(
    'InvalidParameter.TagKey',
    (key) => key !== '' && isTagText(key),
    'Each tag has a key: it has 1 to 128 characters, does not start with "aliyun" or "acs:" and contains no "http://" or "https://".',
  ),
);

const tagValue = v.pipe(
  v.string(),
  v.check(
    isTagText,
    'A tag value has at most 128 characters, does not start with "aliyun" or "acs:" and contains no "http://" or "https://".',
  ),
);

/** The parameter `Tag.N.Key`, `Tag.N.Value`. A missing value is an empty one. */
export const tags = v.pipe(
  list(
    v.object({
      Key: v.optional(tagKey, ''),
      Value: v.optional(tagValue, ''),
    }),
  ),
  rule(
    'Duplicate.TagKey',
    (all) => new Set(all.map(({ Key }) => Key)).size === all.length,
    'Each tag key may occur once.',
  ),
  rule('ExceedLimitTag', (all) => all.length <= MAX_TAGS, `A resource has at most ${MAX_TAGS} tags.`),
);
