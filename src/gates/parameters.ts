import { parseParameters } from '../operations/parse-parameters.ts';
import type { InnerGate } from './gate.ts';

/** Whether no required parameter is missing, and each value keeps the rules of its declaration. */
export const parametersGate: InnerGate = {
  name: 'parameters',
  notes: () => false,
  check(passage) {
    passage.input = parseParameters(passage.operation?.parameters ?? {}, passage.call.parameters);
  },
};
