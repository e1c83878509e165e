import { useState } from 'react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Icon } from './icons.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** What a section's form and rows work with. */
export interface SectionParts {
  /** Whether the form for a new one is open. */
  readonly isNew: boolean;
  readonly close: () => void;
  readonly newButton: RefObject<HTMLButtonElement | null>;
}

/** A part of a group's page: its title, a button for a new one, and what `children` makes of it. */
export function Section({
  id,
  title,
  hint,
  create,
  children,
}: {
  readonly id: string;
  readonly title: ReactNode;
  readonly hint: string;
  readonly create: string;
  readonly children: (parts: SectionParts) => ReactNode;
}): ReactElement {
  const [isNew, setIsNew] = useState(false);
  const newButton = useReturnFocus(isNew);
  return (
    <section aria-labelledby={id}>
      <div className="head">
        <div>
          <h3 id={id}>{title}</h3>
          <p className="hint">{hint}</p>
        </div>
        {!isNew && (
          <button type="button" className="button" ref={newButton} onClick={() => setIsNew(true)}>
            <Icon name="plus" /> {create}
          </button>
        )}
      </div>
      {children({ isNew, close: () => setIsNew(false), newButton })}
    </section>
  );
}

/** What is said where nothing is yet. */
export function Empty({ title, hint }: { readonly title: string; readonly hint: string }): ReactElement {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <p>{hint}</p>
    </div>
  );
}
