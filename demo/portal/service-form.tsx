import { useEffect, useId, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Call, ServiceError } from './cloud-api.ts';
import { isTemporary } from './patiently.ts';
import { TaskNotice, Wire } from './refusal.tsx';
import { fieldProblemOf, parameterOf } from './refusals.ts';
import { useTexts } from './texts.ts';
import { useChange } from './portal-state.ts';

/** A field of a form. Its name is the parameter that it fills, so that a refusal finds it. */
export interface FieldDescription<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly isCode?: boolean;
}

interface ServiceFormProps<Name extends string> {
  /** `h4` below a section's title. */
  readonly heading?: 'h2' | 'h4';
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly FieldDescription<Name>[];
  /** Asks the service; the service says what is wrong with the values. */
  readonly onSubmit: (values: Readonly<Record<Name, string>>, call: Call) => Promise<() => void>;
  readonly onCancel: () => void;
}

/**
 * A form whose values the service checks: what it refuses is shown at its field, or above the buttons.
 * `onSubmit` gives what to do once all went well.
 */
export function ServiceForm<Name extends string>(props: ServiceFormProps<Name>): ReactElement {
  const { heading: Heading = 'h4', title, submit, fields, onSubmit, onCancel } = props;
  const t = useTexts();
  const id = useId();
  const task = useChange();
  const form = useRef<HTMLFormElement>(null);
  const error = task.state.is === 'failed' ? task.state.error : undefined;
  const wrong = error === undefined ? undefined : parameterOf(error);
  const isAtField = fields.some(({ name }) => name === wrong);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  useEffect(() => {
    form.current?.querySelector('.banner')?.scrollIntoView({ block: 'nearest' });
  }, [task.state.is]);

  async function send(): Promise<void> {
    if (form.current === null || task.isBusy) return;
    const data = new FormData(form.current);
    const values = Object.fromEntries(fields.map(({ name }) => [name, String(data.get(name) ?? '')]));
    // Each field has its value.
    const finish = await task.run((call) => onSubmit(values as Record<Name, string>, call));
    finish?.();
  }

  return (
    <form
      ref={form}
      className="card form"
      aria-labelledby={`${id}-title`}
      aria-busy={task.isBusy}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Heading id={`${id}-title`}>{title}</Heading>
      {fields.map((field) => (
        <Field key={field.name} {...field} error={field.name === wrong ? error : undefined} />
      ))}
      <TaskNotice
        task={task}
        isAtField={isAtField}
        onRetry={isTemporary(error) ? () => void send() : undefined}
      />
      <div className="actions">
        <button className="button primary" aria-disabled={task.isBusy}>
          {task.isBusy ? t.working : submit}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            task.stop();
            onCancel();
          }}
        >
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

interface FieldProps extends FieldDescription<string> {
  readonly error: ServiceError | undefined;
}

function Field({ name, label, hint, value, isCode = false, error }: FieldProps): ReactElement {
  const t = useTexts();
  const id = useId();
  const shared = {
    id,
    name,
    defaultValue: value,
    autoComplete: 'off',
    spellCheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-error ${id}-hint`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {isCode ? <textarea {...shared} rows={9} className="code" /> : <input {...shared} />}
      <div id={`${id}-error`}>
        {error !== undefined && (
          <p className="field-error">
            <strong>{t.fieldProblems[fieldProblemOf(error)]}</strong> <Wire error={error} />
          </p>
        )}
      </div>
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
    </div>
  );
}
