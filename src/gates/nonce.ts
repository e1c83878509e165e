import type { InnerGate } from './gate.ts';

/** A signed call comes in once: its nonce is used up, whatever the gates after this one say. */
export const nonceGate: InnerGate = {
  name: 'nonce',
  notes: ({ caller }) => caller !== undefined,
  check: ({ caller }, transaction) => caller?.admit(transaction),
};
