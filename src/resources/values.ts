import * as v from 'valibot';

/** A string that is kept, or looked for, as it is. */
export const text = v.string();

/** A boolean. Over the wire it comes as `true` or `false` in any case; the type hides that from callers. */
export const flag = v.pipe(
  v.custom<boolean>(
    (value) => typeof value === 'boolean' || (typeof value === 'string' && /^(?:true|false)$/i.test(value)),
    'must be true or false.',
  ),
  v.transform((value) => String(value).toLowerCase() === 'true'),
);
