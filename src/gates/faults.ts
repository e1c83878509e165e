import type { FaultControl } from '../controls/faults.ts';
import type { OuterGate } from './gate.ts';

/** Errors, delays and dropped connections that a test has asked for. They come first, as a broken network would. */
export function faultsGate({ meet }: Pick<FaultControl, 'meet'>): OuterGate {
  return { name: 'faults', check: ({ call, round }) => meet(call, round) };
}
