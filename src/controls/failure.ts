import { CloudApiError } from '../cloud-api-error.ts';
import type { DroppedCall } from './faults.ts';
import type { RecordedCall } from './journal.ts';

/** What ends a call without its answer. */
export type Failure = CloudApiError | DroppedCall;

/**
 * What the journal says of how a call failed; nothing of one that was answered.
 * @param gate that the call has reached.
 */
export function describeFailure<Gate extends RecordedCall['gate']>(failure: Failure | undefined, gate: Gate) {
  const error = failure instanceof CloudApiError ? failure : undefined;
  return {
    code: error?.code,
    gate: failure === undefined ? undefined : gate,
    grade: error?.grade,
    source: error?.source,
    detail: error?.detail,
    injected: failure !== undefined && gate === 'faults',
  };
}
