import * as v from 'valibot';
import { isResourceId } from '../ids/ids.ts';

/** The id of a group or a model, in a fixture or a snapshot. */
export const resourceId = v.custom<string>(isResourceId, 'must be 32 lower-case hex digits.');
