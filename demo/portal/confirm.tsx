import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Call } from './cloud-api.ts';
import { isTemporary } from './patiently.ts';
import { useChange } from './portal-state.ts';
import { TaskNotice } from './refusal.tsx';
import { useTexts } from './texts.ts';

/** Asks before something is deleted, and deletes it. It covers nothing, so the rest of the page can be used meanwhile. */
export function Confirm({
  question,
  onConfirm,
  onClose,
}: {
  readonly question: string;
  readonly onConfirm: (call: Call) => Promise<() => void>;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTexts();
  const task = useChange();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);

  const error = task.state.is === 'failed' ? task.state.error : undefined;
  const confirm = async (): Promise<void> => (await task.run(onConfirm))?.();

  return (
    <div className="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      <div className="actions">
        <button
          type="button"
          className="button danger"
          aria-disabled={task.isBusy}
          onClick={() => void confirm()}
        >
          {task.isBusy ? t.working : t.remove}
        </button>
        <button
          type="button"
          className="button"
          ref={keep}
          onClick={() => {
            task.stop();
            onClose();
          }}
        >
          {t.keep}
        </button>
      </div>
      <TaskNotice task={task} onRetry={isTemporary(error) ? () => void confirm() : undefined} />
    </div>
  );
}
