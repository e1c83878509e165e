import type { Emulator, JournalEntry } from 'cloudapi-emulator';

export const steps = ['create', 'quota', 'throttle'] as const;
export type Step = (typeof steps)[number];

/** What is seen to happen, each a part of a step. */
export const marks = {
  create: ['created'],
  quota: ['refused', 'passed'],
  throttle: ['frozen', 'throttled', 'resumed', 'retried'],
} as const satisfies Readonly<Record<Step, readonly string[]>>;
export type Mark = (typeof marks)[Step][number];

/** The first step of which something is still to be seen; `undefined` after the last. */
export function currentStep(seen: ReadonlySet<Mark>): Step | undefined {
  return steps.find((step) => !isDone(step, seen));
}

export function isDone(step: Step, seen: ReadonlySet<Mark>): boolean {
  return marks[step].every((mark) => seen.has(mark));
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
      if (isFrozen && code === 'Throttling.User') return ['frozen', 'throttled'];
      return succeeded && action === 'CreateApiGroup' && seen.has('throttled') ? ['retried'] : [];
  }
}

/** What the clock shows of the last step; it tells nobody that it was frozen, or runs again. */
export function withClock(seen: ReadonlySet<Mark>, { isFrozen }: Emulator['clock']): ReadonlySet<Mark> {
  const next = new Set(seen);
  if (seen.has('throttled')) {
    if (!isFrozen) next.add('resumed');
  } else if (isFrozen) next.add('frozen');
  else next.delete('frozen');
  return next.size === seen.size ? seen : next;
}
