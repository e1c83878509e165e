import * as v from 'valibot';

/** A text that is kept, or looked for, as it is. */
export const text: v.GenericSchema<string> = v.string();

/** A truth value as such or, as it comes over the wire, as `true` or `false`. */
export const flag: v.GenericSchema<boolean> = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' ? value.toLowerCase() : typeof value === 'boolean' ? String(value) : '',
  ),
  v.check((value) => value === 'true' || value === 'false', '"true" or "false" is wanted.'),
  v.transform((value) => value === 'true'),
  // The texts of the wire are no part of the type that callers see.
) as v.GenericSchema<unknown, boolean> as v.GenericSchema<boolean>;
