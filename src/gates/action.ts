import { operations } from '../operations/table.ts';
import { unserved } from '../operations/unserved.ts';
import type { OuterGate } from './gate.ts';

/** Whether the action exists, and whether the emulator serves it. */
export const actionGate: OuterGate = {
  name: 'action',
  check(passage) {
    passage.operation = operations.get(passage.call.action);
    if (passage.operation === undefined) throw unserved(passage.call.action);
  },
};
