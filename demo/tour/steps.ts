import type { Emulator, JournalEntry } from 'cloudapi-emulator';

export const steps = ['create', 'quota', 'throttle'] as const;
export type Step = (typeof steps)[number];

/** What is seen to happen, each a part of a step. */
export const marks = {
  create: ['created'],
  quota: ['refused', 'passed'],
  throttle: ['frozen', 'throttled'],
} as const satisfies Readonly<Record<Step, readonly string[]>>;
export type Mark = (typeof marks)[Step][number];

/** The first step of which something is still to be seen; `undefined` after the last. */
export function currentStep(seen: ReadonlySet<Mark>): Step | undefined {
  return steps.find((step) => !marks[step].every((mark) => seen.has(mark)));
}

/** What a call shows of the present step. */
export function marksOf(
  step: Step,
  { action, code, status }: JournalEntry,
  { isFrozen }: Emulator['clock'],
  seen: ReadonlySet<Mark>,
): readonly Mark[] {
  const succeeded = code === undefined && status === 200;
  switch (step) {
    case 'create':
      return succeeded && action === 'CreateApiGroup' ? ['created'] : [];
    case 'quota':
      if (code?.startsWith('ExceedLimit') === true) return ['refused'];
      return succeeded && action.startsWith('Create') && seen.has('refused') ? ['passed'] : [];
    case 'throttle':
      return isFrozen && code === 'Throttling.User' ? ['frozen', 'throttled'] : [];
  }
}
