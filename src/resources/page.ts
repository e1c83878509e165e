import * as v from 'valibot';

/** A whole number from 1 as a number or, as it comes over the wire, in digits. */
const ordinal = v.pipe(
  v.union(
    [v.number(), v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number))],
    'A whole number is wanted.',
  ),
  v.integer('A whole number is wanted.'),
  v.minValue(1, 'The smallest value is 1.'),
);

/** The parameter PageNumber: from 1. That a smaller one is refused rather than raised is inferred. */
export const pageNumber: v.GenericSchema<number> = ordinal as v.GenericSchema<number>;

/** The parameter PageSize of groups: at most 50. That a larger one is refused rather than cut is inferred. */
export const groupPageSize: v.GenericSchema<number> = pageSizeTo(50);

/** The parameter PageSize of models: at most 100. That a larger one is refused rather than cut is inferred. */
export const modelPageSize: v.GenericSchema<number> = pageSizeTo(100);

function pageSizeTo(most: number): v.GenericSchema<number> {
  return v.pipe(
    ordinal,
    v.maxValue(most, `The largest value is ${most}.`),
  ) as unknown as v.GenericSchema<number>;
}

/** A text to look for; an empty one looks for nothing. */
export const keyword: v.GenericSchema<string> = v.string();

/** The parameter Sort, by modification time. */
export const sort: v.GenericSchema<'asc' | 'desc'> = v.picklist(
  ['asc', 'desc'],
  '"asc" or "desc" is wanted.',
);
