import * as v from 'valibot';

/** A whole number from 1 as a number or, as it comes over the wire, in digits. */
function ordinalTo(most: number): v.GenericSchema<number> {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)),
    v.check(
      (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most,
      `A whole number from 1 to ${most} is wanted.`,
    ),
    // The digits of the wire are no part of the type that callers see.
  ) as v.GenericSchema<unknown> as v.GenericSchema<number>;
}

/** The parameter PageNumber: from 1. That a smaller one is refused rather than raised is inferred. */
export const pageNumber: v.GenericSchema<number> = ordinalTo(2 ** 31 - 1);

/** The parameter PageSize of groups: at most 50. That a larger one is refused rather than cut is inferred. */
export const groupPageSize: v.GenericSchema<number> = ordinalTo(50);

/** The parameter PageSize of models: at most 100. That a larger one is refused rather than cut is inferred. */
export const modelPageSize: v.GenericSchema<number> = ordinalTo(100);

/** The parameter Sort, by modification time. */
export const sort: v.GenericSchema<'asc' | 'desc'> = v.pipe(
  v.string(),
  v.check((order) => order === 'asc' || order === 'desc', '"asc" or "desc" is wanted.'),
) as v.GenericSchema<string> as v.GenericSchema<'asc' | 'desc'>;
