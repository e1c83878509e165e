import { createContext, use, useEffect, useState } from 'react';
import { useTask } from './use-task.ts';
import type { Recovery, Task, Work } from './use-task.ts';

/** What all parts of the portal share. */
export interface PortalState {
  /** Counts the changes that the portal knows of: what is read is read again with each. */
  readonly version: number;
  /** Does what changes something at the service, and reads all again that it changed. */
  write<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Says to the user what was done. */
  announce(text: string): void;
  /** Tells the user what failed at first, until the next action. */
  recovered(recovery: Recovery): void;
}

export const PortalContext = createContext<PortalState | undefined>(undefined);

export function usePortal(): PortalState {
  const portal = use(PortalContext);
  if (portal === undefined) throw new Error('There is no portal around this component.');
  return portal;
}

/** A task that changes something. */
export function useChange(): Task {
  const { write, recovered } = usePortal();
  const task = useTask(recovered);
  return {
    ...task,
    run: (work) => task.run((call, signal) => write(() => work(call, signal))),
  };
}

/** What was read from the service. */
export interface Reading<Result> {
  /** `undefined` until it was read. While it is read again, it stays. */
  readonly data: Result | undefined;
  readonly task: Task;
  again(): void;
}

/** Reads, and again when something has changed. @param key names what is read. */
export function useReading<Result>(key: string, read: Work<Result>): Reading<Result> {
  const { version, recovered } = usePortal();
  const task = useTask(recovered);
  const [kept, setKept] = useState<{ readonly key: string; readonly data: Result }>();
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    void (async () => {
      const data = await task.run(read);
      if (data !== undefined) setKept({ key, data });
    })();
    return () => task.stop();
    // A task that runs anew stops what it ran before.
  }, [key, version, asked]);

  return {
    data: kept?.key === key ? kept.data : undefined,
    task,
    again: () => setAsked(asked + 1),
  };
}
