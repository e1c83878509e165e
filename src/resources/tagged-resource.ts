import * as v from 'valibot';
import { list } from './list.ts';

/** Resources that one call may name. Documented: META24. */
const MAX_RESOURCES = 50;

/**
 * The parameter ResourceType. The documents name these four, not all of them for each action; of them the emulator has
 * groups and APIs.
 */
export const resourceType = v.pipe(
  v.string(),
  v.check(
    (type) => ['apiGroup', 'plugin', 'app', 'api'].includes(type),
    'The types are apiGroup, plugin, app and api.',
  ),
);

/** The parameter `ResourceId.N`. */
export const resourceIds = v.pipe(
  list(v.string()),
  v.check((ids) => ids.length <= MAX_RESOURCES, `One call names at most ${MAX_RESOURCES} resources.`),
);

/** The parameter NextToken, as the place in the list that it stands for; empty for the beginning. */
export const nextToken = v.pipe(
  v.custom<string | number>(
    (token) =>
      token === '' ||
      (Number.isInteger(token) && Number(token) >= 0) ||
      (typeof token === 'string' && /^[0-9a-f]{32}$/.test(token)),
    'NextToken must be one that an answer gave. "-1" says that there is nothing more.',
  ),
  v.transform((token) => (typeof token === 'number' ? token : Number.parseInt(`0${token}`, 16))),
);
