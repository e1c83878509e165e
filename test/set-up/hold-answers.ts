/**
 * Holds each answer that any test makes against its declaration, and fails the call if they differ. It wraps the
 * operations that the emulator under test runs, so a test need not know.
 */
import * as v from 'valibot';
import { operations } from '../../src/operations/table.ts';

for (const [action, operation] of operations) {
  const declared = v.strictObject(operation.answer);
  const { execute } = operation;
  Object.assign(operation, {
    execute(...parameters: Parameters<typeof execute>) {
      const answer = execute(...parameters);
      const { issues } = v.safeParse(declared, answer);
      if (issues !== undefined) {
        throw new Error(
          `The answer of ${action} is not as it is declared: ${JSON.stringify(v.flatten(issues))}`,
        );
      }
      return answer;
    },
  });
}
