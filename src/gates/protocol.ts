import type { OuterGate } from './gate.ts';

/** Method, path, format, body, action and version: what the reader of the request has found wrong. */
export const protocolGate: OuterGate = {
  name: 'protocol',
  check({ call }) {
    if (call.error !== undefined) throw call.error;
  },
};
