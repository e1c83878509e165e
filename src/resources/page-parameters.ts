import * as v from 'valibot';

/** The largest Integer of 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;

/** A whole number from 1. Over the wire it comes in digits; the type hides that from callers. */
function ordinalTo(most: number) {
  return v.pipe(
    v.custom<number>((value) => {
      const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= most;
    }, `It must be a whole number from 1 to ${most}.`),
    v.transform(Number),
  );
}

/** The parameter PageNumber: from 1. That a smaller one is refused rather than raised is inferred. */
export const pageNumber = ordinalTo(MAX_INTEGER);

/**
 * The parameter PageSize of groups. A larger one than the documented 50 is served (QT: observed, indirectly); that it then
 * counts as 50, in the answer too, is inferred.
 */
export const groupPageSize = v.pipe(
  ordinalTo(MAX_INTEGER),
  v.transform((size) => Math.min(size, 50)),
);

/** The parameter PageSize of models and APIs: at most 100. That a larger one is refused rather than cut is inferred. */
export const longPageSize = ordinalTo(100);

/** The parameter Sort, by modification time. */
export const sort = v.picklist(['asc', 'desc'], 'It must be "asc" or "desc".');
