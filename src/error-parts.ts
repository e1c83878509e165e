import * as v from 'valibot';
import { isWhole, nonEmptyString } from './validate.ts';

/** The parts of an error that takes the place of another. */
export const errorParts = {
  code: v.pipe(nonEmptyString, v.regex(/^[\w.]+$/, 'must consist of letters, digits, underscores and dots.')),
  message: nonEmptyString,
  status: v.custom<number>((value) => isWhole(value, 400, 599), 'must be a whole number from 400 to 599.'),
};

/** What replaces an inferred error; parts that are left out stay. */
export interface ErrorOverride {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}
