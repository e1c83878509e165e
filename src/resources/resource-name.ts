import * as v from 'valibot';
import { CloudApiError } from '../cloud-api-error.ts';
import { characters } from './characters.ts';
import type { Rules } from './rules.ts';

/**
 * Letters, digits, underscores and Chinese characters, first a letter or a Chinese character (SEED-G, META24).
 * "Chinese" is read as Unicode's Unified_Ideograph: the block from U+4E00 with all its extensions, without
 * radicals, punctuation and compatibility forms. The hyphen stands here because the service takes it
 * (observed: SI, TF, QT); `refuseHyphen` takes it out again under the documented rules.
 */
const NAME = /^[A-Za-z\p{Unified_Ideograph}][A-Za-z0-9_\p{Unified_Ideograph}-]*$/u;

/** @param noun such as "A group name". */
function resourceName(noun: string) {
  return v.pipe(
    v.string(),
    v.check((name) => {
      const length = characters(name);
      return length >= 4 && length <= 50;
    }, `${noun} has 4 to 50 characters.`),
    v.check(
      (name) => NAME.test(name),
      `${noun} consists of letters, digits, underscores and Chinese characters, and starts with a letter or a Chinese character.`,
    ),
  );
}

/** The parameter GroupName. */
export const groupName = resourceName('A group name');

/** The parameter ApiName. */
export const apiName = resourceName('An API name');

/**
 * Refuses a hyphen in a name, unless the rules are the observed ones.
 * Documented: no hyphen (SEED-G, META24). Observed: the service takes it (SI, TF, QT).
 * @throws {CloudApiError} `InvalidGroupName`, `InvalidApiName`
 */
export function refuseHyphen(parameter: 'GroupName' | 'ApiName', name: string, rules: Rules): void {
  if (rules === 'observed' || !name.includes('-')) return;
  throw new CloudApiError(`Invalid${parameter}`, {
    detail: `The documents allow no hyphen in ${parameter}. The service is known to take it: createEmulator({ rules: 'observed' }) does too.`,
  });
}
