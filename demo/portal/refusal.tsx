import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { ServiceError } from './cloud-api.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import type { Wait } from './patiently.ts';
import { problemOf } from './refusals.ts';
import type { Problem } from './refusals.ts';
import { useTexts } from './texts.ts';
import type { Recovery, Task } from './use-task.ts';

const icons: Partial<Record<Problem, IconName>> = { permission: 'lock', busy: 'clock' };

/** The service's own words, to be passed on to whoever can help. */
export function Wire({ error }: { readonly error: ServiceError }): ReactElement {
  const t = useTexts();
  return (
    <span className="wire" translate="no">
      <code>{error.code || t.noCode(error.status)}</code>
      {error.message !== '' && (
        <>
          {' '}
          <span lang="en">{error.message}</span>
        </>
      )}
      {error.requestId !== '' && (
        <>
          {' '}
          <span className="request-id">
            {t.requestId} <code>{error.requestId}</code>
          </span>
        </>
      )}
    </span>
  );
}

/** A refusal that is about no field of a form. */
export function Refusal({
  error,
  gaveUpAfter,
  onRetry,
}: {
  readonly error: ServiceError;
  /** How many tries there were. */
  readonly gaveUpAfter?: number | undefined;
  readonly onRetry?: (() => void) | undefined;
}): ReactElement {
  const t = useTexts();
  const problem = problemOf(error);
  const [title, advice] = t.problems[problem];
  return (
    <div className={`banner ${problem}`} role="alert">
      <Icon name={icons[problem] ?? 'warning'} />
      <div>
        <strong>{title}</strong>
        <p>
          {gaveUpAfter !== undefined && t.gaveUp(gaveUpAfter)}
          {advice}
        </p>
        <Wire error={error} />
      </div>
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          {t.tryAgain}
        </button>
      )}
    </div>
  );
}

/** A pause between two tries, which can be cut short or ended. */
function Waiting({ wait, onStop }: { readonly wait: Wait; readonly onStop: () => void }): ReactElement {
  const t = useTexts();
  const left = useTimeLeft(wait);
  return (
    <div className="banner busy">
      <Icon name="clock" />
      <div>
        <p role="status">
          <strong>{t.waiting}</strong>
          {t.nextTry(wait.number, wait.of)}{' '}
          <span aria-hidden="true">{t.inSeconds(Math.ceil(left / 1000))}</span>
        </p>
        <progress
          max={wait.milliseconds}
          value={wait.milliseconds - left}
          aria-label={t.nextTry(wait.number, wait.of)}
        />
        <Wire error={wait.error} />
      </div>
      <div className="actions">
        <button type="button" className="button" onClick={wait.hurry}>
          {t.tryNow}
        </button>
        <button type="button" className="button" onClick={onStop}>
          {t.stop}
        </button>
      </div>
    </div>
  );
}

/** Milliseconds until the next try, a few times a second. */
function useTimeLeft(wait: Wait): number {
  const [left, setLeft] = useState(wait.milliseconds);
  useEffect(() => {
    const until = performance.now() + wait.milliseconds;
    setLeft(wait.milliseconds);
    const timer = setInterval(() => setLeft(Math.max(0, until - performance.now())), 200);
    return () => clearInterval(timer);
  }, [wait]);
  return left;
}

/** How a task stands, if there is something to say about it. */
export function TaskNotice({
  task,
  onRetry,
  isAtField = false,
}: {
  readonly task: Task;
  readonly onRetry?: (() => void) | undefined;
  /** Whether a field shows why it failed. */
  readonly isAtField?: boolean;
}): ReactElement | null {
  const { state } = task;
  if (state.is === 'waiting') return <Waiting wait={state.wait} onStop={task.stop} />;
  if (state.is !== 'failed' || isAtField) return null;
  return <Refusal error={state.error} gaveUpAfter={state.gaveUpAfter} onRetry={onRetry} />;
}

/** What was refused at first, after it has succeeded: the wait may have been too short to be seen. */
export function RecoveryNotice({
  recovery: { error, tries },
  onClose,
}: {
  readonly recovery: Recovery;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTexts();
  return (
    <div className="banner busy recovered">
      <Icon name="clock" />
      <div role="status">
        <strong>{t.recovered(tries)}</strong>
        <Wire error={error} />
      </div>
      <button type="button" className="button" onClick={onClose}>
        {t.close}
      </button>
    </div>
  );
}
