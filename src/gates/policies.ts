import type { InnerGate } from './gate.ts';

/** Whether RAM allows the caller this action on these resources. */
export const policiesGate: InnerGate = {
  name: 'policies',
  notes: () => false,
  check({ caller, call, operation, region }) {
    // The gate `action` has let only served actions pass.
    if (caller === undefined || operation === undefined) return;
    const { action, parameters } = call;
    caller.authorize({ action, resource: operation.resource, region, parameters });
  },
};
