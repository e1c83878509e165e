import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { characters } from './characters.ts';
import type { Rules } from './rules.ts';

/**
 * Letters, digits, underscores and Chinese characters, first a letter or a Chinese character (SEED-G).
 * "Chinese" is read as Unicode's Unified_Ideograph: the block from U+4E00 with all its extensions, without
 * radicals, punctuation and compatibility forms. The hyphen stands here because the service takes it
 * (observed: SI, TF); `refuseHyphen` takes it out again under the documented rules.
 */
const GROUP_NAME = /^[A-Za-z\p{Unified_Ideograph}][A-Za-z0-9_\p{Unified_Ideograph}-]*$/u;

/** The parameter GroupName. */
export const groupName = v.pipe(
  v.string(),
  v.check((name) => {
    const length = characters(name);
    return length >= 4 && length <= 50;
  }, 'A group name has 4 to 50 characters.'),
  v.check(
    (name) => GROUP_NAME.test(name),
    'A group name consists of letters, digits, underscores and Chinese characters, and starts with a letter or a Chinese character.',
  ),
);

/**
 * Refuses a hyphen in a group's name, unless the rules are the observed ones.
 * Documented: no hyphen (SEED-G). Observed: the service takes it (SI, TF).
 * @throws {CloudApiError} `InvalidGroupName`
 */
export function refuseHyphen(name: string, rules: Rules): void {
  if (rules === 'observed' || !name.includes('-')) return;
  throw new CloudApiError('InvalidGroupName', {
    detail:
      "The documents allow no hyphen in a group name. The service is known to take it: createEmulator({ rules: 'observed' }) does too.",
  });
}
