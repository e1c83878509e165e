import * as v from 'valibot';

/** A GroupId, a ModelId or a StageId: 32 lower-case hex digits. Observed: FUN, TF. */
export const resourceId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits.'));
