import * as v from 'valibot';

/** Resources that one call may name. Documented: META24. */
const MAX_RESOURCES = 50;

/**
 * The parameter ResourceType. The documents name these four, not all of them for each action; of them the emulator has
 * groups only.
 */
export const resourceType: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    (type) => ['apiGroup', 'plugin', 'app', 'api'].includes(type),
    'The types are apiGroup, plugin, app and api.',
  ),
);

/** The parameter `ResourceId.N`. */
export const resourceIds: v.GenericSchema<readonly string[]> = v.pipe(
  v.array(v.string()),
  v.check((ids) => ids.length <= MAX_RESOURCES, `One call names at most ${MAX_RESOURCES} resources.`),
);

/** The parameter NextToken, as the place in the list that it stands for; empty for the beginning. */
export const nextToken: v.GenericSchema<string | number, number> = v.pipe(
  v.unknown(),
  v.check(
    (token) =>
      token === '' ||
      (Number.isInteger(token) && Number(token) >= 0) ||
      (typeof token === 'string' && /^[0-9a-f]{32}$/.test(token)),
    'A NextToken of an answer is wanted; "-1" says that there is nothing more.',
  ),
  v.transform((token) => (typeof token === 'number' ? token : Number.parseInt(`0${String(token)}`, 16))),
) as v.GenericSchema<unknown, number> as v.GenericSchema<string | number, number>;
